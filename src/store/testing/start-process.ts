import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from './each-engine.ts';

/** Another process on a test's database, and the lines that it says. */
export interface OtherProcess {
  readonly lines: AsyncIterator<string>;
  /** Ends it at once, as a power cut would, and waits until it has ended. */
  kill(): Promise<void>;
}

/** Runs a module, such as `new URL('./module.ts', import.meta.url)`, with the database's address and folder. */
export const startProcess = (module: URL, { options }: TestDatabase): OtherProcess => {
  const settings = [fileURLToPath(module), options.databaseUrl ?? '', options.dataDir];
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('The process has no output.');
  const ended = once(child, 'exit');
  return {
    lines: createInterface(child.stdout)[Symbol.asyncIterator](),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
