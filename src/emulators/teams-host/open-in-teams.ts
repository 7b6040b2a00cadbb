/** A browser with a tab in the emulated Teams, under the names and the https of real life: what specs of the tab need. */
import assert from 'node:assert/strict';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { makeCertificate } from './make-certificate.ts';
import type { Person, Theme } from './protocol.ts';
import { startTeamsHost } from './start-teams-host.ts';

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

export interface InTeamsOptions {
  /** Where the tab is at its server, such as `/tab/`. */
  readonly path: string;
  /** Starts the tab's server on a free port of 127.0.0.1, with this key and certificate. */
  readonly serve: (tls: { readonly key: string; readonly cert: string }) => Promise<Served>;
  readonly people: readonly Person[];
  readonly mintToken: (personId: string) => Promise<string>;
}

/** What to open; what is absent is as the page has it by itself. */
export interface View {
  readonly person?: string;
  readonly theme?: Theme;
  readonly locale?: string;
  /** Opens through a deep link. */
  readonly subPageId?: string;
  /** CSS pixels; the host's own bar is taken from the height. */
  readonly size?: { readonly width: number; readonly height: number };
}

export interface InTeams {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser has complained of since the start: errors of scripts, violations of the page's policy. */
  readonly complaints: readonly string[];
  open(view?: View): Promise<Frame>;
  close(): Promise<void>;
}

/** The tab's origin as the browser sees it. */
export const tabOrigin = 'https://tab.example.com';
const teamsOrigin = 'https://teams.microsoft.com';

const addressOf = ({ person, theme, locale, subPageId }: View): string => {
  const address = new URL(subPageId ? '/l/entity/app/tab' : '/', teamsOrigin);
  if (person !== undefined) address.searchParams.set('person', person);
  if (theme) address.searchParams.set('theme', theme);
  if (locale) address.searchParams.set('locale', locale);
  if (subPageId) address.searchParams.set('context', JSON.stringify({ subEntityId: subPageId }));
  return address.href;
};

/** The list of trusted hosts is on the network, which a test does not reach; teams-js has its own copy then. */
const isExpected = (text: string): boolean => text.includes('ERR_NAME_NOT_RESOLVED') || /status of 4\d\d/.test(text);

const listen = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
};

export const openInTeams = async (options: InTeamsOptions): Promise<InTeams> => {
  const tls = await makeCertificate('teams.microsoft.com', 'tab.example.com');
  const tab = await options.serve(tls);
  const { people, mintToken, path } = options;
  const host = await startTeamsHost({ tabUrl: tabOrigin + path, tabOrigin, mintToken, people, tls });
  const browser = await openBrowser({
    resolve: {
      'teams.microsoft.com:443': `127.0.0.1:${new URL(host.url).port}`,
      'tab.example.com:443': `127.0.0.1:${tab.port}`,
    },
    ignoreHttpsErrors: true,
    reducedMotion: 'reduce',
  });
  const { page, context } = browser;
  const complaints: string[] = [];
  listen(page, complaints);
  return {
    page,
    context,
    complaints,
    open: async (view = {}) => {
      await page.setViewportSize(view.size ?? { width: 1400, height: 900 });
      await page.goto(addressOf(view));
      const frame = page.frame({ url: tabOrigin + path });
      assert.ok(frame, 'The emulated Teams shows no tab.');
      return frame;
    },
    close: async () => {
      await browser.close();
      await host.close();
      await tab.close();
    },
  };
};
