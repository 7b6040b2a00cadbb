/** Microsoft 365 Agents Playground, Microsoft's own chat client for bots, as a child process. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { SyncError } from '../../errors.ts';
import { type PlaygroundPerson, writePlaygroundConfig } from './playground-config.ts';

export interface PlaygroundOptions {
  /** Where activities are posted, without a token: the `url` of the Bot Connector emulator. */
  readonly endpoint: string;
  /** A free port when absent, 0 or taken. */
  readonly port?: number;
  /** Who sits at the keyboard. */
  readonly currentUser: PlaygroundPerson;
  /** For the configuration and the log. */
  readonly folder: string;
}

export interface Playground {
  /** The page to open in a browser. */
  readonly url: string;
  close(): Promise<void>;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

const require = createRequire(import.meta.url);
const faultLine = /^error (Reason|Failed to start the server): /;
/** Milliseconds after which a start counts as failed. */
const patience = 60_000;

const readFault = (logFile: string): string => {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n') : [];
  const reason = lines.findLast((line) => faultLine.test(line));
  return reason?.replace(faultLine, '') ?? `See ${logFile}.`;
};

const startChild = (options: PlaygroundOptions, configFile: string, logFile: string): Child => {
  const guard = new URL('./playground-guard.mjs', import.meta.url).href;
  const cli = require.resolve('@microsoft/m365agentsplayground/cli.js');
  const flags = ['--channel-id', 'msteams', '--port', String(options.port ?? 0), '--disable-telemetry'];
  return spawn(process.execPath, ['--import', guard, cli, 'start', '--app-endpoint', options.endpoint, ...flags], {
    cwd: options.folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...process.env,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
      M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
      TEAMSAPPTESTER_BROWSER: 'none',
    },
  });
};

const waitForPort = (child: Child, logFile: string): Promise<number> =>
  new Promise((found, fail) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const port = /Listening on (\d+)/.exec(output)?.[1];
      if (port) found(Number(port));
    });
    child.once('exit', () => {
      fail(new SyncError('configuration', `Agents Playground did not start. ${readFault(logFile)}`));
    });
  });

/** It says that it listens before it has read its configuration, and may still stop. */
const waitForPage = async (child: Child, url: string, logFile: string): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new SyncError('configuration', `Agents Playground did not start. ${readFault(logFile)}`);
    }
    const answers = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((next) => setTimeout(next, 50));
  }
};

const stop = async (child: Child): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill();
  await ended;
};

/** Starts it and waits until its page answers. It ends with this process, however this process ends. */
export const startPlayground = async (options: PlaygroundOptions): Promise<Playground> => {
  const folder = resolve(options.folder);
  const configFile = resolve(folder, 'playground.yml');
  const logFile = resolve(folder, 'playground.log');
  mkdirSync(folder, { recursive: true });
  rmSync(logFile, { force: true });
  writeFileSync(configFile, writePlaygroundConfig(options.currentUser));
  const child = startChild({ ...options, folder }, configFile, logFile);
  const timer = setTimeout(() => child.kill(), patience);
  try {
    const url = `http://127.0.0.1:${await waitForPort(child, logFile)}/`;
    await waitForPage(child, url, logFile);
    return { url, close: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  } finally {
    clearTimeout(timer);
  }
};
