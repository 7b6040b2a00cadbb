/** The real server as a process of its own, so that it can be killed and started again while the emulated world goes on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SyncError } from '../../src/errors.ts';

const entry = fileURLToPath(new URL('./serve.ts', import.meta.url));
const readyMilliseconds = 60_000;

export interface ServerProcessOptions {
  readonly settings: Readonly<Record<string, string>>;
  /** Origin of the page that stands for Teams; null where Teams itself does. */
  readonly developmentHost: string | null;
  readonly logLevel: string;
}

export interface ServerProcess {
  readonly pid: number | undefined;
  /** Resolves when the process is gone, whatever ended it. */
  readonly ended: Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

const waitUntilReady = async (child: ChildProcess): Promise<void> => {
  const said = once(child, 'message').then(([message]) => message as { readonly fault?: string });
  const gone = once(child, 'exit').then(() => ({ fault: 'The server ended before it was ready.' }));
  const late = new Promise<{ fault: string }>((resolve) => {
    setTimeout(() => resolve({ fault: 'The server did not become ready in a minute.' }), readyMilliseconds).unref();
  });
  const { fault } = await Promise.race([said, gone, late]);
  if (fault === undefined) return;
  child.kill('SIGKILL');
  throw new SyncError('configuration', fault);
};

/** Starts it and waits until it answers. The process ends by itself when this one dies. */
export const startServerProcess = async (options: ServerProcessOptions): Promise<ServerProcess> => {
  const { developmentHost, settings, logLevel } = options;
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    env: {
      PATH: process.env.PATH,
      ...settings,
      LOG_LEVEL: logLevel,
      ...(developmentHost !== null && { DEVELOPMENT_HOST: developmentHost }),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  await waitUntilReady(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};
