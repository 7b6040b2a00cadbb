/** The sync core as the settings describe it: store, vendors, and the sync that stands on them. */
import type { Logger } from 'pino';
import type { Directory } from '../src/directory/directory.ts';
import type { EntraTokens } from '../src/directory/entra-tokens.ts';
import { SyncError } from '../src/errors.ts';
import type { SendJob } from '../src/jobs/send.ts';
import type { Connection } from '../src/mobilo/connection.ts';
import type { Mobilo } from '../src/mobilo/mobilo.ts';
import { createSealer, type Sealer } from '../src/mobilo/seal.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { ensureTenant, readMobiloGrant, writeMobiloGrant } from '../src/store/tenants.ts';
import { createSync, type Sync } from '../src/sync.ts';
import type { Config } from './config.ts';
import { createDirectory, createMobilo } from './vendors.ts';

export interface Core {
  readonly store: Store;
  readonly directory: Directory;
  readonly tokens: EntraTokens;
  readonly mobilo: Mobilo;
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly sync: Sync;
  readonly send: SendJob;
  /** Sync and jobs need each other: until this is called, sending throws `busy`. */
  useJobs(send: SendJob): void;
}

const notYet: SendJob = () => {
  throw new SyncError('busy', 'The server is still starting. Try again in a moment.', { retryAfter: 2 });
};

const openTenantStore = async (config: Config, log: Logger): Promise<Store> => {
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded database is lost');
      process.exit(70);
    },
  });
  await ensureTenant(store, config.entra.tenantId);
  return store;
};

/** Throws `configuration` or `storage-in-use`, with what to change. */
export const openCore = async (config: Config, log: Logger): Promise<Core> => {
  const { tenantId } = config.entra;
  const sealer = createSealer(config.encryptionKeys);
  const { tokens, directory } = createDirectory(config);
  const store = await openTenantStore(config, log);
  const grants = {
    read: () => readMobiloGrant(store, tenantId),
    write: (sealed: string | null) => writeMobiloGrant(store, tenantId, sealed),
  };
  const { connection, mobilo } = createMobilo(config, grants, sealer);
  let current = notYet;
  const send: SendJob = (tx, queue, data, options) => current(tx, queue, data, options);
  const sync = createSync({ store, directory, mobilo, send });
  return {
    ...{ store, directory, tokens, mobilo, connection, sealer, sync, send },
    useJobs: (ready) => {
      current = ready;
    },
  };
};
