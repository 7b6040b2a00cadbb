import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import type { PageConfig } from './protocol.ts';

const folder = join(import.meta.dirname, 'page');

/** Everything the page consists of, by path. */
export interface Page {
  readonly html: string;
  readonly '/host.js': string;
  readonly '/host.css': string;
}

const bundleScript = async (): Promise<string> => {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: join(folder, 'main.ts') },
    },
  })) as Rolldown.RolldownOutput;
  return output.output[0].code;
};

/** JSON that cannot end the script element it stands in. */
const embed = (config: PageConfig): string => JSON.stringify(config).replaceAll('<', '\\u003c');

/** Makes the host page for one tab. Takes about half a second: call it once per server. */
export const buildPage = async (config: PageConfig): Promise<Page> => ({
  html: readFileSync(join(folder, 'index.html'), 'utf8').replace('"__CONFIG__"', () => embed(config)),
  '/host.js': await bundleScript(),
  '/host.css': readFileSync(join(folder, 'host.css'), 'utf8'),
});
