/** What the bot says, in the reader's language. Texts are typed: an unknown key or a forgotten value does not compile. */
import i18next from 'i18next';
import type { SyncError } from '../../src/errors.ts';
import { en } from './en.ts';
import { errorsNl } from './errors-nl.ts';
import { nl } from './nl.ts';

export type Dictionary = Readonly<Record<keyof typeof en, string>>;

type Texts = typeof en;
type Key = keyof Texts;
type Plural = Key extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;
export type WordKey = Exclude<Key, `${Plural}_one` | `${Plural}_other`> | Plural;

type TextOf<K extends WordKey> = K extends Key ? Texts[K] : `${K}_other` extends Key ? Texts[`${K}_other`] : never;
type Name<Braced extends string> = Braced extends `${infer Word}, number` ? Word : Braced;
type Value<Braced extends string> = Braced extends `${string}, number` ? number : string;
type Values<Text extends string> = Text extends `${string}{{${infer Braced}}}${infer Rest}`
  ? { readonly [K in Name<Braced>]: Value<Braced> } & Values<Rest>
  : unknown;
type Arguments<K extends WordKey> = K extends Plural
  ? [values: Values<TextOf<K>> & { readonly count: number }]
  : unknown extends Values<TextOf<K>>
    ? []
    : [values: Values<TextOf<K>>];

export interface Words {
  /** A BCP 47 tag, such as nl-BE: the language of the texts and the manner of numbers and dates. */
  readonly locale: string;
  readonly language: Language;
  say<K extends WordKey>(key: K, ...values: Arguments<K>): string;
  /** The sentence for people about an error. */
  sayError(error: SyncError): string;
  number(value: number): string;
  /** Day and month of an ISO 8601 moment, in UTC: the day on which somebody left. */
  day(moment: string): string;
  list(items: readonly string[]): string;
}

const languages = { en, nl };
export type Language = keyof typeof languages;
const errorSentences: Readonly<Record<Language, Readonly<Record<SyncError['code'], string>> | null>> = {
  en: null,
  nl: errorsNl,
};

const translator = i18next.createInstance();
void translator.init({
  resources: Object.fromEntries(Object.entries(languages).map(([tag, translation]) => [tag, { translation }])),
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

/** The tag itself when we speak its language, else plain English. Never throws: clients send strange tags. */
const pickLocale = (asked: string | null | undefined): { locale: string; language: Language } => {
  try {
    const { baseName, language } = new Intl.Locale(asked ?? 'en');
    return isLanguage(language) ? { locale: baseName, language } : { locale: 'en', language: 'en' };
  } catch {
    return { locale: 'en', language: 'en' };
  }
};

/** The words for a reader's locale, as Teams names it; English for languages that we do not speak. */
export const wordsFor = (asked: string | null | undefined): Words => {
  const { locale, language } = pickLocale(asked);
  const translate = translator.getFixedT(locale);
  return {
    locale,
    language,
    say: (key, ...values) => translate(key, { ...values[0] }),
    sayError: (error) => errorSentences[language]?.[error.code] ?? error.message,
    number: (value) => new Intl.NumberFormat(locale).format(value),
    day: (moment) =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(moment)),
    list: (items) => new Intl.ListFormat(locale).format(items),
  };
};
