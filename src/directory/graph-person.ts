import { SyncError } from '../errors.ts';
import type { Person } from './directory.ts';

/** The only properties that are ever asked of Graph; `leaveDate` only where somebody wants it. */
const personProperties = [
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

/** Needs a permission of its own (User-LifeCycleInfo.Read.All). */
const leaveDate = 'employeeLeaveDateTime';

/** What to put into $select. */
export const selectPerson = (leaveDates: boolean): string =>
  [...personProperties, ...(leaveDates ? [leaveDate] : [])].join(',');

/** Where one person is read from. */
export const personPath = (id: string, leaveDates = false): string =>
  `/users/${encodeURIComponent(id)}?$select=${selectPerson(leaveDates)}`;

/** Something that Graph calls a person and that cannot be one. */
class NoPerson extends SyncError {
  constructor(what: string) {
    super('directory-unavailable', `Microsoft Graph sent a person whose ${what} cannot be read. Try again.`, {
      retryAfter: 30,
    });
  }
}

type Entity = Readonly<Record<string, unknown>>;

const textOf = (entity: Entity, name: string): string | null => {
  const value = entity[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new NoPerson(name);
};

const flagOf = (entity: Entity, name: string): boolean | null => {
  const value = entity[name] ?? null;
  if (value === null || typeof value === 'boolean') return value;
  throw new NoPerson(name);
};

/** Shared by everybody who has an empty list. */
const none: readonly string[] = [];

const listOf = (entity: Entity, name: string): readonly unknown[] => {
  const value = entity[name] ?? none;
  if (Array.isArray(value)) return value;
  throw new NoPerson(name);
};

const textsOf = (entity: Entity, name: string): readonly string[] => {
  const values = listOf(entity, name);
  if (!values.every((value) => typeof value === 'string')) throw new NoPerson(name);
  return values.length > 0 ? values : none;
};

/** The mail addresses that say more than `mail` does; those of telephony and of old directories are left behind. */
const proxiesOf = (entity: Entity, mail: string | null): readonly string[] => {
  const known = `smtp:${mail}`.toLowerCase();
  const proxies = textsOf(entity, 'proxyAddresses').filter((proxy) => {
    const folded = proxy.toLowerCase();
    return folded.startsWith('smtp:') && folded !== known;
  });
  return proxies.length > 0 ? proxies : none;
};

/** Whatever is selected is answered, if only with null. */
const isPartial = (entity: Entity): boolean => personProperties.some((name) => entity[name] === undefined);

const raise = (what: string): never => {
  throw new NoPerson(what);
};

const idOf = (entity: Entity): string => textOf(entity, 'id') ?? raise('id');

/**
 * Makes Persons of Graph's user entities, by hand: a directory has hundreds of thousands. What many of them have in
 * common (a department, a company) is kept once. Throws SyncError `directory-unavailable` for what is no person.
 */
export const createPersonReader = (): ((entity: unknown) => Person) => {
  const kept = new Map<string, string>();
  const keepOnce = (value: string | null): string | null => {
    if (value === null) return null;
    const known = kept.get(value);
    if (known === undefined) kept.set(value, value);
    return known ?? value;
  };
  return (given) => {
    const entity = (typeof given === 'object' && given ? given : raise('account')) as Entity;
    const mail = textOf(entity, 'mail');
    const signInName = textOf(entity, 'userPrincipalName');
    return {
      id: idOf(entity),
      displayName: textOf(entity, 'displayName'),
      givenName: textOf(entity, 'givenName'),
      surname: textOf(entity, 'surname'),
      mail,
      userPrincipalName: signInName === mail ? mail : signInName,
      proxyAddresses: proxiesOf(entity, mail),
      jobTitle: keepOnce(textOf(entity, 'jobTitle')),
      department: keepOnce(textOf(entity, 'department')),
      companyName: keepOnce(textOf(entity, 'companyName')),
      officeLocation: keepOnce(textOf(entity, 'officeLocation')),
      mobilePhone: textOf(entity, 'mobilePhone'),
      businessPhones: textsOf(entity, 'businessPhones'),
      accountEnabled: flagOf(entity, 'accountEnabled'),
      userType: keepOnce(textOf(entity, 'userType')),
      employeeHireDate: keepOnce(textOf(entity, 'employeeHireDate')),
      employeeLeaveDateTime: keepOnce(textOf(entity, 'employeeLeaveDateTime')),
      isResourceAccount: flagOf(entity, 'isResourceAccount'),
      licensed: entity.assignedLicenses ? listOf(entity, 'assignedLicenses').length > 0 : null,
      ...(isPartial(entity) && { partial: true }),
    };
  };
};

/** One of Graph's user entities as a Person; throws when it is not one. */
export const toPerson = (entity: unknown): Person => createPersonReader()(entity);

/** Like `toPerson`, but null when it is not one. */
export const findPerson = (entity: unknown): Person | null => {
  try {
    return toPerson(entity);
  } catch (error) {
    if (error instanceof NoPerson) return null;
    throw error;
  }
};

/**
 * A row that Graph limited to its id because we may not read its type: everything else is null (cases 13, 36).
 * Nobody in Entra ID is without a sign-in name.
 */
export const isLimited = (person: Person): boolean => person.userPrincipalName === null;
