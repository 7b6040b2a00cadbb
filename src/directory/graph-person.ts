import * as z from 'zod/v4';
import type { Person } from './directory.ts';

/** The only properties that are ever asked of Graph. */
export const personProperties = [
  'id',
  'displayName',
  'givenName',
  'surname',
  'mail',
  'userPrincipalName',
  'proxyAddresses',
  'jobTitle',
  'department',
  'companyName',
  'officeLocation',
  'mobilePhone',
  'businessPhones',
  'accountEnabled',
  'userType',
  'employeeHireDate',
  'isResourceAccount',
  'assignedLicenses',
] as const;

/** Where one person is read from. */
export const personPath = (id: string): string =>
  `/users/${encodeURIComponent(id)}?$select=${personProperties.join(',')}`;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const list = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);

const user = z.object({
  id: z.string(),
  displayName: text,
  givenName: text,
  surname: text,
  mail: text,
  userPrincipalName: text,
  proxyAddresses: list,
  jobTitle: text,
  department: text,
  companyName: text,
  officeLocation: text,
  mobilePhone: text,
  businessPhones: list,
  accountEnabled: flag,
  userType: text,
  employeeHireDate: text,
  employeeLeaveDateTime: text,
  isResourceAccount: flag,
  assignedLicenses: z.array(z.unknown()).nullish(),
});

const asPerson = ({ assignedLicenses, ...person }: z.infer<typeof user>): Person => ({
  ...person,
  licensed: assignedLicenses ? assignedLicenses.length > 0 : null,
});

/** Graph's user entity as a Person; throws when it is not one. */
export const toPerson = (entity: unknown): Person => asPerson(user.parse(entity));

/** Like `toPerson`, but null when it is not one. */
export const findPerson = (entity: unknown): Person | null => {
  const { data } = user.safeParse(entity);
  return data ? asPerson(data) : null;
};

/**
 * A row that Graph limited to its id because we may not read its type: everything else is null (cases 13, 36).
 * Nobody in Entra ID is without a sign-in name.
 */
export const isLimited = (person: Person): boolean => person.userPrincipalName === null;
