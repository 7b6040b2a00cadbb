import type { AssignedLicense, User } from '@microsoft/microsoft-graph-types';

/** One licence, as everybody of a sample company has it; a room or a shared mailbox has none (case 16). */
export const sampleLicence: AssignedLicense = { skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06', disabledPlans: [] };

/** What differs between two people; everything else of a Graph user follows. */
export interface UserFacts {
  readonly id: string;
  readonly displayName: string;
  readonly givenName?: string | null;
  readonly surname?: string | null;
  readonly address: string;
  readonly jobTitle?: string | null;
  readonly department?: string | null;
  readonly companyName?: string | null;
  readonly officeLocation?: string | null;
  readonly businessPhones?: readonly string[];
  readonly mobilePhone?: string | null;
  readonly employeeId?: string | null;
  /** ISO 8601. */
  readonly hiredAt?: string;
  readonly preferredLanguage?: string | null;
}

/** A Graph v1.0 user of the sample company: enabled, a member, with one mailbox whose address is the sign-in name. */
export const makeUser = (facts: UserFacts): User => ({
  id: facts.id,
  accountEnabled: true,
  userType: 'Member',
  displayName: facts.displayName,
  givenName: facts.givenName ?? null,
  surname: facts.surname ?? null,
  mail: facts.address,
  mailNickname: facts.address.split('@')[0] ?? null,
  userPrincipalName: facts.address,
  proxyAddresses: [`SMTP:${facts.address}`],
  otherMails: [],
  jobTitle: facts.jobTitle ?? null,
  department: facts.department ?? null,
  companyName: facts.companyName ?? null,
  officeLocation: facts.officeLocation ?? null,
  businessPhones: [...(facts.businessPhones ?? [])],
  mobilePhone: facts.mobilePhone ?? null,
  employeeId: facts.employeeId ?? null,
  employeeType: 'Employee',
  employeeHireDate: facts.hiredAt ?? null,
  employeeLeaveDateTime: null,
  isResourceAccount: null,
  assignedLicenses: [sampleLicence],
  createdDateTime: facts.hiredAt ?? null,
  preferredLanguage: facts.preferredLanguage ?? null,
  usageLocation: facts.preferredLanguage?.slice(-2) ?? null,
  deletedDateTime: null,
  onPremisesSyncEnabled: null,
});

/** Somebody of another company who was invited: the sign-in name hides the address, the mail tells it (case 8). */
export const makeGuest = (facts: UserFacts, tenantDomain: string): User => ({
  ...makeUser(facts),
  userType: 'Guest',
  employeeType: null,
  userPrincipalName: `${facts.address.replace('@', '_')}#EXT#@${tenantDomain}`,
});

/** The same user as the recycle bin holds them: the sign-in name carries the object id, the address stays. */
export const makeDeleted = (user: User, deletedAt: string): User => ({
  ...user,
  userPrincipalName: `${user.id?.replaceAll('-', '')}${user.userPrincipalName}`,
  deletedDateTime: deletedAt,
});
