/** Runs one suite on both engines: the embedded database always, a PostgreSQL server where this machine has one. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore, type Store, type StoreOptions } from '../store.ts';
import { enablingCommand, hasServer, type PostgresServer, startServer } from './postgres-server.ts';

/** A new, empty database of its own. */
export interface TestDatabase {
  /** What opens it, here or in another process. */
  readonly options: Pick<StoreOptions, 'databaseUrl' | 'dataDir'>;
  /** Opens it; it is closed after the suite, if the suite does not. */
  open(): Promise<Store>;
  /** Closes what is open, and removes the database. */
  remove(): Promise<void>;
}

const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'mobilo-sync-store-'));
const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

const makeDatabase = (options: TestDatabase['options'], drop: () => void | Promise<void>): TestDatabase => {
  const open = new Set<Store>();
  return {
    options,
    open: async () => {
      const store = await openStore(options);
      const close = () => (open.delete(store) ? store.close() : Promise.resolve());
      open.add(store);
      return { ...store, close };
    },
    remove: async () => {
      await Promise.all([...open].map((store) => store.close()));
      await drop();
    },
  };
};

/** The first start of an embedded database takes seconds. It is made once, and copied. */
let template: Promise<string> | undefined;
const makeTemplate = async (): Promise<string> => {
  const folder = makeFolder();
  await (await openStore({ dataDir: folder })).close();
  return folder;
};

const makeEmbedded = async (): Promise<TestDatabase> => {
  template ??= makeTemplate();
  const dataDir = makeFolder();
  cpSync(await template, dataDir, { recursive: true });
  return makeDatabase({ dataDir }, () => removeFolder(dataDir));
};

let server: Promise<PostgresServer> | undefined;
const execute = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
};

const makeOnServer = async (): Promise<TestDatabase> => {
  server ??= startServer();
  const { url } = await server;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(url, `create database ${name}`);
  const databaseUrl = new URL(url);
  databaseUrl.pathname = name;
  const options = { databaseUrl: databaseUrl.href, dataDir: '' };
  return makeDatabase(options, () => execute(url, `drop database ${name} with (force)`));
};

after(async () => {
  if (template) removeFolder(await template);
  (await server)?.stop();
});

/**
 * Describes a suite for each engine. `use` gives the suite's database, from `before` hooks and tests. An engine that
 * this machine lacks is skipped, with the command that would bring it.
 */
export const describeEachEngine = (
  title: string,
  suite: (use: () => TestDatabase, kind: Store['kind']) => void,
): void => {
  const engines = [
    ['embedded', makeEmbedded],
    ['postgres', makeOnServer],
  ] as const;
  for (const [kind, make] of engines) {
    if (kind === 'postgres' && !hasServer()) {
      it.skip(`${title} on postgres: run ${enablingCommand}, or set TEST_DATABASE_URL`);
      continue;
    }
    describe(`${title} on ${kind}`, function () {
      this.timeout(60_000);
      let database: TestDatabase | undefined;
      before(async () => {
        database = await make();
      });
      after(() => database?.remove());
      suite(() => {
        if (!database) throw new Error('The database is there from the first `before` hook on.');
        return database;
      }, kind);
    });
  }
};
