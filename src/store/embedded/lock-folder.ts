import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';

/**
 * Takes the data folder for this process, or says that another one has it (null). PGlite itself would open a folder
 * twice and lose one side's rows. The lock is the kernel's: a killed process leaves none behind.
 */
export const lockFolder = (folder: string): { readonly unlock: () => void } | null => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const descriptor = openSync(join(folder, 'LOCK'), 'a+', 0o600);
  if (tryLock(descriptor)) return { unlock: () => closeSync(descriptor) };
  closeSync(descriptor);
  return null;
};
