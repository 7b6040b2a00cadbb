import type { Group } from '@microsoft/microsoft-graph-types';
import { domain, romanise } from './mailbox.ts';
import { makeObjectId } from './object-id.ts';

/** A plain security group of the sample company; its id follows from its name unless one is given. */
export const makeGroup = (displayName: string, description: string, overrides: Partial<Group> = {}): Group => ({
  id: makeObjectId(`group/${displayName}`),
  displayName,
  description,
  securityEnabled: true,
  mailEnabled: false,
  mailNickname: romanise(displayName),
  mail: null,
  groupTypes: [],
  membershipRule: null,
  membershipRuleProcessingState: null,
  visibility: null,
  isAssignableToRole: null,
  onPremisesSyncEnabled: null,
  createdDateTime: '2016-11-20T00:00:00Z',
  deletedDateTime: null,
  ...overrides,
});

const mailbox = (displayName: string): Partial<Group> => ({
  mailEnabled: true,
  mail: `${romanise(displayName)}@${domain}`,
});

/** A Microsoft 365 group that is a security group as well. */
export const makeMicrosoft365Group = (displayName: string, description: string): Group =>
  makeGroup(displayName, description, { ...mailbox(displayName), groupTypes: ['Unified'], visibility: 'Private' });

/** A list for mail only: not a security group, so never offered (R10). */
export const makeDistributionGroup = (displayName: string, description: string): Group =>
  makeGroup(displayName, description, { ...mailbox(displayName), securityEnabled: false });

/** A group that a rule of the tenant fills. */
export const makeDynamicGroup = (displayName: string, description: string, rule: string): Group =>
  makeGroup(displayName, description, {
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
  });
