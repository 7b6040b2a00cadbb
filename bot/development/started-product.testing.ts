/** The product as a person starts it: a process of its own, known by what it prints. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ApiWorld, callApi } from './call-api.ts';
import { waitUntil } from './wait-until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedProduct {
  /** What it has printed, line by line. */
  readonly lines: readonly string[];
  /** By the word that a line begins with. */
  readonly addresses: Readonly<Record<'chat' | 'tab' | 'Mobilo' | 'server', string>>;
  call<T>(personId: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  /** Sends a signal to the process alone or, as Ctrl-C does, to its children as well; waits until all of them are gone. */
  end(signal: NodeJS.Signals, whom: 'alone' | 'together'): Promise<void>;
}

/** The processes of a group that still live. Without `ps` nobody can tell; then the addresses alone must. */
const listGroup = (leader: number): readonly string[] => {
  const { stdout, error } = spawnSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' });
  if (error) return [];
  return stdout.split('\n').filter((line) => {
    const [group, state = ''] = line.trim().split(/\s+/);
    return group === String(leader) && !state.startsWith('Z');
  });
};

const isServed = (address: string): Promise<boolean> =>
  fetch(address).then(
    () => true,
    () => false,
  );

const readLines = async (child: ChildProcess): Promise<readonly string[]> => {
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return waitUntil('the line that says ready', async () => {
    if (child.exitCode !== null) throw new Error(`It did not start:\n${output}`);
    return /^ready.*\n/m.test(output) ? output.trim().split('\n') : null;
  });
};

const readAddresses = (lines: readonly string[]): StartedProduct['addresses'] => {
  const find = (name: string): string => {
    const address = lines.find((line) => line.startsWith(`${name} `))?.split(/\s+/)[1];
    if (!address) throw new Error(`No address of ${name} was printed:\n${lines.join('\n')}`);
    return address;
  };
  return { chat: find('chat'), tab: find('tab'), Mobilo: find('Mobilo'), server: find('server') };
};

/** The host page hands tokens to its tab; so it does to us. */
const askHost = async (tab: string, personId: string): Promise<string> => {
  const body = JSON.stringify({ personId });
  const response = await fetch(`${tab}/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  return ((await response.json()) as { readonly token: string }).token;
};

/** Runs a command in the project's folder and waits until it says that it is ready. */
export const startProduct = async (
  [command = '', ...words]: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<StartedProduct> => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings };
  const child = spawn(command, words, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const leader = child.pid ?? 0;
  const gone = once(child, 'exit');
  const lines = await readLines(child);
  const addresses = readAddresses(lines);
  const world: ApiWorld = {
    serverUrl: addresses.server,
    entra: { mintTabToken: (personId) => askHost(addresses.tab, personId) },
  };
  return {
    lines,
    addresses,
    call: (personId, method, path, body) => callApi(world, personId, method, path, body),
    end: async (signal, whom) => {
      process.kill(whom === 'alone' ? leader : -leader, signal);
      await gone;
      await waitUntil('every process to be gone', async () => (listGroup(leader).length === 0 ? true : null), {
        seconds: 20,
      });
      const served = await Promise.all(Object.values(addresses).map(isServed));
      if (served.includes(true)) throw new Error('Something still answers at an address of the product.');
    },
  };
};
