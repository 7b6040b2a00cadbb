import { SyncError } from '../errors.ts';

/** The server's name without the password. */
const nameServer = (url: string): string => {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
};

const refusals: Readonly<Record<string, string>> = {
  '28P01': 'refuses the user name or password',
  '28000': 'refuses the user',
  '3D000': 'is not there: the server has no database of that name',
  '42501': 'does not let this user make tables',
  '57P03': 'is starting or stopping; wait a moment',
};

/** What a person must know when the database cannot be used: PostgreSQL refused, or nobody answered. */
export const explainConnection = (error: unknown, url: string): unknown => {
  if (!(error instanceof Error)) return error;
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const refusal = refusals[code];
  const unreachable = /^E[A-Z]+$/.test(code) || /timeout|terminated/i.test(cause.message);
  if (!refusal && !unreachable) return error;
  const what = refusal ?? 'does not answer';
  return new SyncError('configuration', `The database ${nameServer(url)} ${what}. Check DATABASE_URL.`, {
    cause: error,
  });
};
