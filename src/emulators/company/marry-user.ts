import type { User } from '@microsoft/microsoft-graph-types';
import { domain, romanise } from './mailbox.ts';

/** What a marriage changes: the surname, and the address and sign-in name that follow from it; the old address stays as alias. */
export const marryUser = (user: User, surname: string): User => {
  const address = [user.givenName ?? '', surname].map(romanise).filter(Boolean).join('.');
  const mail = `${address}@${user.mail?.split('@')[1] ?? domain}`;
  return {
    ...user,
    surname,
    displayName: [user.givenName, surname].filter(Boolean).join(' '),
    mail,
    userPrincipalName: mail,
    mailNickname: address,
    proxyAddresses: [`SMTP:${mail}`, ...(user.mail ? [`smtp:${user.mail}`] : [])],
  };
};
