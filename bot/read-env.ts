import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

type Env = Readonly<Record<string, string | undefined>>;

const readFile = (folder: string, name: string): Env => {
  const file = join(folder, name);
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
};

const given = (env: Env): Env => Object.fromEntries(Object.entries(env).filter(([, value]) => value));

/** The settings of `env/.env.NAME` and, on top, of `env/.env.NAME.user`; what is in the environment itself wins. */
export const readEnv = (env: Env, name: 'dev' | 'local', folder = 'env'): Env => ({
  ...given(readFile(folder, `.env.${name}`)),
  ...given(readFile(folder, `.env.${name}.user`)),
  ...given(env),
});
