/** Dates, numbers and lists as people of one locale write them. */
import { useMemo } from 'react';
import { useLocale } from './words.ts';

export interface Formats {
  readonly number: (value: number) => string;
  /** `23 Nov, 09:30`, with the year when it is another one. */
  readonly moment: (iso: string, now: Date) => string;
  /** `5 minutes ago`, `in 3 hours`, `yesterday`. */
  readonly relative: (iso: string, now: Date) => string;
  readonly day: (iso: string) => string;
  /** Of a date without a time of day, which is the same everywhere. */
  readonly utcDay: (iso: string) => string;
  readonly list: (items: readonly string[]) => string;
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const formatRelative = (format: Intl.RelativeTimeFormat, iso: string, now: Date): string => {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  return format.format(0, 'second');
};

/** `locale` may be any BCP 47 tag, in any case. Times are those of this device. */
export const makeFormats = (locale: string): Formats => {
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const number = new Intl.NumberFormat(locale);
  const thisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...time });
  const otherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...time });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
  return {
    number: (value) => number.format(value),
    moment: (iso, now) => {
      const date = new Date(iso);
      return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date);
    },
    relative: (iso, now) => formatRelative(relative, iso, now),
    day: (iso) => day.format(new Date(iso)),
    utcDay: (iso) => utcDay.format(new Date(iso)),
    list: (items) => list.format(items),
  };
};

export const useFormats = (): Formats => {
  const locale = useLocale();
  return useMemo(() => makeFormats(locale), [locale]);
};
