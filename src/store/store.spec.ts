import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncError } from '../errors.ts';
import { tenants } from './schema.ts';
import { openStore, type Store } from './store.ts';
import { ensureTenant } from './tenants.ts';
import { describeEachEngine, type TestDatabase } from './testing/each-engine.ts';
import { startProcess } from './testing/start-process.ts';

const listTenants = async (store: Store): Promise<readonly string[]> =>
  (await store.db.select({ id: tenants.id }).from(tenants).orderBy(tenants.id)).map(({ id }) => id);

describeEachEngine('a transaction', (use) => {
  let store: Store;
  before(async () => {
    store = await use().open();
  });

  it('All of it is kept', async () => {
    await store.tx(async (tx) => {
      await ensureTenant(tx, 'kept 1');
      await ensureTenant(tx, 'kept 2');
    });
    assert.deepEqual(await listTenants(store), ['kept 1', 'kept 2']);
  });

  it('Nothing of it is kept when it throws, and the fault comes through', async () => {
    const before = await listTenants(store);
    const fault = new Error('no');
    const work = store.tx(async (tx) => {
      await ensureTenant(tx, 'lost');
      throw fault;
    });
    await assert.rejects(work, fault);
    assert.deepEqual(await listTenants(store), before);
  });

  it('A query past the open transaction is refused, and does not wait for ever', async () => {
    const message = /A transaction is open: use its handle/;
    const isRefusal = (error: Error) => message.test(String(error.cause ?? error));
    await store.tx(async () => {
      await assert.rejects(() => listTenants(store), isRefusal);
      await assert.rejects(async () => store.executeSql('select 1'), isRefusal);
      await assert.rejects(() => store.tx(async () => {}), isRefusal);
    });
    assert.deepEqual((await store.executeSql('select 1 as one')).rows, [{ one: 1 }]);
  });

  it('What was begun in a transaction and goes on after its end may query again', async () => {
    let goOn = () => {};
    const ended = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let late: Promise<unknown> = Promise.resolve();
    await store.tx(async () => {
      late = ended.then(() => store.executeSql('select 2 as two')).then(({ rows }) => rows);
    });
    goOn();
    assert.deepEqual(await late, [{ two: 2 }]);
  });

  it('One that swallows a failed query is not taken for committed', async () => {
    const work = store.tx(async (tx) => {
      await tx.executeSql('select nonsense').catch(() => {});
    });
    await assert.rejects(work, /rolled back/);
  });

  it('What waits for the commit is done after it, and never without it', async () => {
    const done: string[] = [];
    await store.tx(async (tx) => {
      tx.afterCommit(() => done.push('after'));
      done.push('before');
    });
    const failing = store.tx(async (tx) => {
      tx.afterCommit(() => done.push('never'));
      throw new Error('no');
    });
    const rolledBack = store.tx(async (tx) => {
      tx.afterCommit(() => done.push('never'));
      await tx.executeSql('select nonsense').catch(() => {});
    });
    await assert.rejects(failing);
    await assert.rejects(rolledBack);
    assert.deepEqual(done, ['before', 'after']);
  });
});

describeEachEngine('the database', (use, kind) => {
  it('Instances may start together, and again', async () => {
    const database = use();
    const instances = kind === 'postgres' ? 4 : 1;
    const stores = await Promise.all(Array.from({ length: instances }, () => database.open()));
    for (const store of stores) assert.deepEqual(await listTenants(store), []);
    await Promise.all(stores.map((store) => store.close()));
    const again = await database.open();
    assert.deepEqual(await listTenants(again), []);
    await again.close();
  });

  /** The embedded database has one process at a time. A server has as many as come. */
  const refuseSecond = async ({ options, open }: TestDatabase): Promise<void> => {
    if (kind === 'embedded')
      await assert.rejects(open(), {
        code: 'storage-in-use',
        message: `Another process is using the data folder ${options.dataDir}. Stop that process, or name another folder in DATA_DIR.`,
      });
  };

  it('A killed process loses nothing that was acknowledged, leaves nothing by half, and does not keep the folder', async () => {
    const database = use();
    const writer = startProcess(new URL('./testing/write-until-killed.ts', import.meta.url), database);
    let acknowledged = -1;
    while (acknowledged < 40) acknowledged = Number((await writer.lines.next()).value);
    await refuseSecond(database);
    await writer.kill();
    for (let line = await writer.lines.next(); !line.done; line = await writer.lines.next())
      acknowledged = Number(line.value);

    const store = await database.open();
    const found = new Set(await listTenants(store));
    const count = found.size / 2;
    const pairs = Array.from({ length: count }, (_, number) => [`left ${number}`, `right ${number}`]);
    assert.deepEqual(found, new Set(pairs.flat()));
    assert.ok(count > acknowledged, `${acknowledged + 1} were acknowledged, ${count} are there`);
    await store.close();
  });
});

describeEachEngine('trouble with the database', (use, kind) => {
  if (kind === 'embedded')
    it('The death of the engine is told, and nobody waits for it', async () => {
      const { options } = use();
      let tell = (_: SyncError) => {};
      const lost = new Promise<SyncError>((resolve) => {
        tell = resolve;
      });
      const store = await openStore({ ...options, onLost: (error) => tell(error) });
      rmSync(join(options.dataDir, 'pg', 'pg_wal'), { recursive: true });
      const write = store.executeSql("select pg_logical_emit_message(false, 'fill', repeat('x', 40000000))");
      await assert.rejects(write);
      assert.match((await lost).message, /has failed. Check that its disk is there and not full/);
      await assert.rejects(store.executeSql('select 1'));
      await store.close();
    });

  if (kind === 'postgres')
    it('A server that does not answer, or has no such database, is named without its password', async () => {
      const refusal = (message: string) => ({ code: 'configuration', message });
      const nobody = 'The database 127.0.0.1:1/sync does not answer. Check DATABASE_URL.';
      const silent = openStore({ databaseUrl: 'postgres://ada:secret@127.0.0.1:1/sync', dataDir: '' });
      await assert.rejects(silent, refusal(nobody));
      const url = new URL(use().options.databaseUrl ?? '');
      url.pathname = 'nowhere';
      const nowhere = `The database ${url.host}/nowhere is not there: the server has no database of that name. Check DATABASE_URL.`;
      await assert.rejects(openStore({ databaseUrl: url.href, dataDir: '' }), refusal(nowhere));
    });
});
