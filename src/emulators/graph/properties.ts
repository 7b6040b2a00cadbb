/** The properties that may be selected, by type, and those that come without being asked for. */
import type { ObjectKind } from '../company/directory-object.ts';

export type EntityKind = ObjectKind | 'directoryRole' | 'organization';

const userDefaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

const userOnSelect = [
  'accountEnabled',
  'assignedLicenses',
  'city',
  'companyName',
  'country',
  'createdDateTime',
  'creationType',
  'deletedDateTime',
  'department',
  'employeeHireDate',
  'employeeId',
  'employeeLeaveDateTime',
  'employeeType',
  'externalUserState',
  'faxNumber',
  'imAddresses',
  'isResourceAccount',
  'mailNickname',
  'onPremisesImmutableId',
  'onPremisesSyncEnabled',
  'otherMails',
  'postalCode',
  'proxyAddresses',
  'state',
  'streetAddress',
  'usageLocation',
  'userType',
];

const groupDefaults = [
  'id',
  'deletedDateTime',
  'classification',
  'createdDateTime',
  'description',
  'displayName',
  'expirationDateTime',
  'groupTypes',
  'isAssignableToRole',
  'mail',
  'mailEnabled',
  'mailNickname',
  'membershipRule',
  'membershipRuleProcessingState',
  'onPremisesSyncEnabled',
  'preferredLanguage',
  'proxyAddresses',
  'securityEnabled',
  'visibility',
];

interface Properties {
  readonly byDefault: readonly string[];
  readonly onSelect: readonly string[];
}

const nameOnly: Properties = { byDefault: ['id', 'displayName'], onSelect: [] };

const properties: Readonly<Record<EntityKind, Properties>> = {
  user: { byDefault: userDefaults, onSelect: userOnSelect },
  group: { byDefault: groupDefaults, onSelect: [] },
  device: nameOnly,
  orgContact: nameOnly,
  servicePrincipal: nameOnly,
  directoryRole: { byDefault: ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId'], onSelect: [] },
  organization: { byDefault: ['id', 'displayName', 'verifiedDomains'], onSelect: [] },
};

const lists: readonly string[] = [
  'assignedLicenses',
  'businessPhones',
  'groupTypes',
  'imAddresses',
  'otherMails',
  'proxyAddresses',
];

/** What an absent value is answered as: an empty list or null. */
export const emptyValue = (property: string): readonly never[] | null => (lists.includes(property) ? [] : null);

export const hasProperty = (kind: EntityKind, property: string): boolean =>
  properties[kind].byDefault.includes(property) || properties[kind].onSelect.includes(property);

/** The selected properties that an entity of this type has; its default ones when nothing was selected. */
export const propertiesOf = (kind: EntityKind, select: readonly string[] | null): readonly string[] =>
  select
    ? [...new Set(['id', ...select])].filter((property) => hasProperty(kind, property))
    : properties[kind].byDefault;
