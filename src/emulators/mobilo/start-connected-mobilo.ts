import { randomBytes } from 'node:crypto';
import { type Connection, type ConnectionOptions, createConnection } from '../../mobilo/connection.ts';
import type { Grant } from '../../mobilo/grant.ts';
import type { GrantStore } from '../../mobilo/grant-store.ts';
import type { Mobilo } from '../../mobilo/mobilo.ts';
import { createMobiloClient, type MobiloClientOptions } from '../../mobilo/mobilo-client.ts';
import { createSealer } from '../../mobilo/seal.ts';
import { createMobiloControl, type MobiloControl } from './mobilo-control.ts';
import { signInAtEmulator } from './sign-in-at-emulator.ts';
import {
  type MobiloEmulator,
  type MobiloEmulatorOptions,
  sampleClient,
  startMobiloEmulator,
} from './start-mobilo-emulator.ts';

/** Mobilo with somebody signed in: the port, the emulator behind it, and the means to make things go wrong. */
export interface ConnectedMobilo {
  readonly mobilo: Mobilo;
  readonly connection: Connection;
  readonly emulator: MobiloEmulator;
  readonly control: MobiloControl;
  readonly close: () => Promise<void>;
}

export interface ConnectedMobiloOptions extends MobiloEmulatorOptions {
  /** Who signs in; the first active administrator when absent. */
  readonly as?: string;
  readonly client?: Partial<MobiloClientOptions>;
  readonly connection?: Partial<ConnectionOptions>;
}

/** A grant store in memory. */
export const createMemoryGrantStore = (): GrantStore => {
  let kept: string | null = null;
  return {
    read: () => Promise.resolve(kept),
    write: (sealed) => {
      kept = sealed;
      return Promise.resolve();
    },
  };
};

/** Signs somebody in as a person would, through the emulator's pages. */
export const connectAs = async (connection: Connection, email: string): Promise<Grant> => {
  const { url, state, verifier } = connection.startConnection();
  const back = await signInAtEmulator(url, email);
  if (back.searchParams.get('state') !== state) throw new Error('The emulator did not give the state back.');
  return connection.finishConnection(back.searchParams.get('code') ?? '', verifier);
};

const firstAdmin = ({ accounts }: MobiloEmulatorOptions['data']): string =>
  accounts.find(({ role, state }) => role === 'admin' && state === 'active')?.email ?? '';

/** Starts an emulator, signs in over HTTP, and gives the real client on top. Retries do not wait, unless told otherwise. */
export const startConnectedMobilo = async (options: ConnectedMobiloOptions): Promise<ConnectedMobilo> => {
  const emulator = await startMobiloEmulator(options);
  const connection = createConnection({
    baseUrl: emulator.url,
    clientId: sampleClient.id,
    clientSecret: sampleClient.secret,
    redirectUri: 'http://localhost/mobilo/callback',
    tenantId: 'tenant',
    store: createMemoryGrantStore(),
    sealer: createSealer([randomBytes(32).toString('base64')]),
    ...options.connection,
  });
  await connectAs(connection, options.as ?? firstAdmin(options.data));
  const mobilo = createMobiloClient({
    baseUrl: emulator.url,
    accessToken: connection.accessToken,
    onUnauthorized: connection.renewAccessToken,
    retry: { attempts: 4, firstWaitMs: 1, longestWaitMs: 30_000 },
    ...options.client,
  });
  return { mobilo, connection, emulator, control: createMobiloControl(emulator.url), close: emulator.close };
};
