/** Which property of a person fills which field of a profile, and when (R12). A closed set of expressions: data, never code. */
import type { Person } from '../directory/directory.ts';
import type { Profile } from '../mobilo/mobilo.ts';

/** The properties of a person that a mapping may read. */
export const mappable = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'companyName',
  'officeLocation',
  'mobilePhone',
  'businessPhones',
  'userPrincipalName',
  'mail',
] as const satisfies readonly (keyof Person)[];
export type Mappable = (typeof mappable)[number];

/** A value made of a person. Null when nothing of it is there. */
export type Expression =
  | { readonly copy: Mappable }
  | { readonly constant: string }
  | { readonly firstOf: readonly Expression[] }
  | { readonly join: readonly Expression[]; readonly with: string }
  | { readonly lower: Expression }
  | { readonly strip: Expression; readonly prefix: string };

/** `always`: the directory owns the field. `first-time`: it fills an empty one once. `never`: the person owns it. */
export const fieldPolicies = ['always', 'first-time', 'never'] as const;
export type FieldPolicy = (typeof fieldPolicies)[number];

export interface FieldRule {
  readonly from: Expression;
  readonly policy: FieldPolicy;
  /** What a value that the directory has cleared does: keep what Mobilo has, or blank it (case 14). */
  readonly whenCleared: 'keep' | 'blank';
}

export type Mapping = Readonly<Record<keyof Profile, FieldRule>>;

const copied = (copy: Mappable): FieldRule => ({ from: { copy }, policy: 'always', whenCleared: 'keep' });

/** What a new tenant has: each field from the property of the same meaning. */
export const defaultMapping: Mapping = {
  displayName: copied('displayName'),
  givenName: copied('givenName'),
  surname: copied('surname'),
  jobTitle: copied('jobTitle'),
  department: copied('department'),
  company: copied('companyName'),
  office: copied('officeLocation'),
  phone: copied('businessPhones'),
  mobile: copied('mobilePhone'),
};
