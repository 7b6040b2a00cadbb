/** Readings that fail one after the other: the schedule waits longer each time, and people are told (guard G6). Pure. */
import { SyncError } from './errors.ts';
import type { Settings } from './settings.ts';
import type { Quarantine } from './watermark.ts';

/** How long the schedule waits after the first failed reading, the second, ...; the last one counts for all that follow. */
export const waitsInMinutes = [15, 60, 240, 1440] as const;

const minute = 60_000;
const faults: readonly string[] = ['directory-forbidden', 'directory-unavailable', 'consent-required', 'configuration'];

/** Whether a vendor is the reason that a reading failed, so that trying again at once does not help (cases 46, 47, 82). */
export const isReadingFault = (error: unknown): error is SyncError =>
  error instanceof SyncError && (faults.includes(error.code) || error.code.startsWith('mobilo-'));

/** The quarantine after one more reading that failed. It began with the first of them. */
export const afterFailure = (before: Quarantine | null, { code, message }: SyncError, now: Date): Quarantine => {
  const failures = (before?.failures ?? 0) + 1;
  const wait = waitsInMinutes[Math.min(failures, waitsInMinutes.length) - 1] ?? 1440;
  return {
    failures,
    since: before?.since ?? now.toISOString(),
    nextAt: new Date(now.getTime() + wait * minute).toISOString(),
    code,
    why: message,
  };
};

/** Whether it is time for the schedule to read: so long after the last reading, or when its quarantine lets it try again. */
export const isReadingDue = (
  { readEveryMinutes }: Pick<Settings, 'readEveryMinutes'>,
  lastReadingAt: Date | null,
  quarantine: Quarantine | null,
  now: Date,
): boolean => {
  if (readEveryMinutes === null) return false;
  if (quarantine) return now >= new Date(quarantine.nextAt);
  return lastReadingAt === null || now.getTime() - lastReadingAt.getTime() >= readEveryMinutes * minute;
};
