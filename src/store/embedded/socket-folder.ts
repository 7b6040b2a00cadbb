import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * The private folder for the socket of one data folder. It is short, because the path of a socket may have 104 bytes
 * only, and the same at every start, so that a killed process leaves nothing new behind.
 */
export const makeSocketFolder = (dataFolder: string): string => {
  const { uid } = userInfo();
  const name = createHash('sha256').update(`${uid} ${dataFolder}`).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `mobilo-sync-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The database asks for no password, so nobody else may own the folder or look into it.
  const { mode, uid: owner } = lstatSync(folder);
  const shared = process.platform !== 'win32' && (owner !== uid || (mode & 0o077) !== 0);
  if (shared) throw new Error(`The folder ${folder} belongs to somebody else or is open to others. Remove it.`);
  return folder;
};
