/** A PostgreSQL server for specs: the one of TEST_DATABASE_URL, else one started from this machine's own binaries. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const installed = '/usr/lib/postgresql';

/** What would make a server available where there is none. */
export const enablingCommand = 'sudo apt-get install --yes postgresql';

const findBinaries = (): string | null => {
  if (!existsSync(installed)) return null;
  const folders = readdirSync(installed).map((version) => join(installed, version, 'bin'));
  return folders.findLast((folder) => existsSync(join(folder, 'initdb'))) ?? null;
};

/** Whether specs can have a server here. */
export const hasServer = (): boolean => Boolean(process.env.TEST_DATABASE_URL) || findBinaries() !== null;

/** The server refuses to run as root, so that root runs it as the user of its package. */
const run = (program: string, ...settings: string[]): void => {
  const [command = program, ...rest] =
    process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', program, ...settings] : [program, ...settings];
  execFileSync(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
};

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A running server. `stop` removes what it left, unless it is somebody else's. */
export interface PostgresServer {
  readonly url: string;
  stop(): void;
}

/** Starts a server in a folder of its own, on a free port of the loopback address. */
export const startServer = async (): Promise<PostgresServer> => {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: () => {} };
  const binaries = findBinaries();
  if (!binaries) throw new Error(`There is no PostgreSQL on this machine. Run: ${enablingCommand}`);
  const folder = mkdtempSync(join(tmpdir(), 'mobilo-sync-postgres-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const port = await findFreePort();
  run(join(binaries, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off`;
  run(join(binaries, 'pg_ctl'), '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  const stop = (): void => {
    run(join(binaries, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
};
