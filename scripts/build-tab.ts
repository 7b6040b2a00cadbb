/** Builds the tab into dist/tab: index.html and hashed assets under /tab/. Run it, or call `buildTab`. */
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const source = join(root, 'tab');
const target = join(root, 'dist', 'tab');

/** What the bundle is made of. The pure words in src are few; a change of any of them builds anew. */
const sources = [source, join(root, 'src'), import.meta.filename, join(root, 'package-lock.json')];

const newestChange = (path: string): number => {
  const entry = statSync(path);
  if (!entry.isDirectory()) return /\.spec\.tsx?$/.test(path) ? 0 : entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
};

const isFresh = (): boolean => {
  const built = join(target, 'index.html');
  return existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newestChange));
};

/** Makes dist/tab, unless it is newer than everything it is made of. Returns the folder. */
export const buildTab = async (): Promise<string> => {
  if (isFresh()) return target;
  const started = new Date();
  const making = `${target}-${process.pid}`;
  await build({
    configFile: false,
    logLevel: 'warn',
    root: source,
    base: '/tab/',
    plugins: [react()],
    build: {
      outDir: making,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1024,
    },
  });
  // A source that changes during the build must count as newer than the build.
  utimesSync(join(making, 'index.html'), started, started);
  rmSync(target, { recursive: true, force: true });
  renameSync(making, target);
  return target;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) buildTab().then((folder) => console.log(`built ${folder}`));
