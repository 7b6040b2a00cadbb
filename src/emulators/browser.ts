/** A real browser for tests that look at pages. It reaches this machine and nothing else. */
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { SyncError } from '../errors.ts';

/** The command that enables tests which were skipped because there is no browser. */
export const browserCommand = 'npx playwright-core install --with-deps chromium';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** CHROMIUM_PATH, else Chromium or Chrome on the PATH, else the one that playwright-core installed, else null. */
export const findBrowser = (): string | null => {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (onPath) return onPath;
  const installed = chromium.executablePath();
  return installed !== '' && existsSync(installed) ? installed : null;
};

export interface BrowserOptions {
  /** Public names that lead to this machine: `{ 'teams.microsoft.com:443': '127.0.0.1:7604' }`. */
  readonly resolve?: Readonly<Record<string, string>>;
  /** Accept self-made certificates; needed with `resolve`. */
  readonly ignoreHttpsErrors?: boolean;
  /** BCP 47, such as `nl-NL`. */
  readonly locale?: string;
  /** Such as `Europe/Amsterdam`. */
  readonly timeZone?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** CSS pixels; 1400 x 900 unless given. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface OpenBrowser {
  /** The first, empty page. */
  readonly page: Page;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const writeResolverRules = (resolve: Readonly<Record<string, string>>): string =>
  [
    ...Object.entries(resolve).map(([name, address]) => `MAP ${name} ${address}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(', ');

/** Opens a browser with an empty profile. Throws SyncError `configuration` with the enabling command without one. */
export const openBrowser = async (options: BrowserOptions = {}): Promise<OpenBrowser> => {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new SyncError('configuration', `There is no browser on this machine. Run: ${browserCommand}`);
  }
  const { locale, timeZone, colorScheme, forcedColors, reducedMotion } = options;
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...switches, `--host-resolver-rules=${writeResolverRules(options.resolve ?? {})}`],
    viewport: options.viewport ?? { width: 1400, height: 900 },
    ignoreHTTPSErrors: options.ignoreHttpsErrors ?? false,
    ...(locale && { locale }),
    ...(timeZone && { timezoneId: timeZone }),
    ...(colorScheme && { colorScheme }),
    ...(forcedColors && { forcedColors }),
    ...(reducedMotion && { reducedMotion }),
  });
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
