import type { User } from '@microsoft/microsoft-graph-types';
import type { Account, Profile } from '../../mobilo/mobilo.ts';
import { tenantId } from '../world.ts';

/** The address that an account of this user should have: `mail`, else the primary SMTP proxy (case 6); empty without both. */
export const expectAddress = (user: User): string => {
  const primary = user.proxyAddresses?.find((proxy) => proxy.startsWith('SMTP:'))?.slice('SMTP:'.length);
  return (user.mail ?? primary ?? '').toLowerCase();
};

/** The profile that the product would have written for this user. */
export const expectProfile = (user: User): Profile => ({
  displayName: user.displayName ?? '',
  givenName: user.givenName ?? null,
  surname: user.surname ?? null,
  jobTitle: user.jobTitle ?? null,
  department: user.department ?? null,
  company: user.companyName ?? null,
  office: user.officeLocation ?? null,
  phone: user.businessPhones?.[0] ?? null,
  mobile: user.mobilePhone ?? null,
});

/** A linked account in step with the directory. */
export const expectAccount = (id: string, user: User): Omit<Account, 'version'> => ({
  id,
  externalId: `${tenantId}/${user.id}`,
  email: expectAddress(user),
  profile: expectProfile(user),
  teamId: null,
  photo: null,
  state: 'active',
  role: 'member',
});
