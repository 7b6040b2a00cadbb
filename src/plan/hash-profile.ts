/** Remembers of a profile, in 63 characters, what three-way comparison needs (case 74), and nothing that tells who it is of. */
import type { Profile } from '../mobilo/mobilo.ts';
import { tidy } from './tidy.ts';

/** The fields that are compared, in the order in which people read them. */
export const profileFields = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'company',
  'office',
  'phone',
  'mobile',
] as const satisfies readonly (keyof Profile)[];

/** Any hash of 32 bits in base 36 has at most seven digits. */
const width = 7;

/** FNV-1a of 32 bits (Fowler, Noll and Vo: offset basis 2166136261, prime 16777619) over the bytes of UTF-16. */
const fnv1a = (text: string): number => {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 16_777_619);
    hash = Math.imul(hash ^ (unit >>> 8), 16_777_619);
  }
  return hash >>> 0;
};

/** A phone number without the spaces and dashes that people like to rearrange. */
const essence = (field: keyof Profile, value: string): string =>
  field === 'phone' || field === 'mobile' ? value.replace(/[\s().\-/]/g, '') || value : value;

const hashValue = (field: keyof Profile, value: string | null): string => {
  const text = tidy(value);
  return fnv1a(text === null ? '' : essence(field, text))
    .toString(36)
    .padStart(width, '0');
};

/**
 * One hash a field, in the order of `profileFields`. Make it of the profile that Mobilo has once directory and Mobilo
 * agree: after a run, and after a reading that proposes nothing for this person.
 */
export const hashProfile = (profile: Profile): string =>
  profileFields.map((field) => hashValue(field, profile[field])).join('');

const agreedHash = (agreed: string | undefined, field: keyof Profile): string | null => {
  if (agreed?.length !== width * profileFields.length) return null;
  const at = (profileFields as readonly string[]).indexOf(field) * width;
  return agreed.slice(at, at + width);
};

/** Does Mobilo have something else now than when both sides last agreed? False when they never did. */
export const isEdited = (agreed: string | undefined, field: keyof Profile, present: string | null): boolean => {
  const hash = agreedHash(agreed, field);
  return hash !== null && hash !== hashValue(field, present);
};

/** Was there something in this field when both sides last agreed? */
export const wasFilled = (agreed: string | undefined, field: keyof Profile): boolean => isEdited(agreed, field, null);
