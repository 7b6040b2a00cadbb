import { randomBytes } from 'node:crypto';
import { type Connection, type ConnectionOptions, createConnection } from '../../mobilo/connection.ts';
import type { Grant } from '../../mobilo/grant.ts';
import type { GrantStore } from '../../mobilo/grant-store.ts';
import type { Mobilo } from '../../mobilo/mobilo.ts';
import { createMobiloClient, type MobiloClientOptions } from '../../mobilo/mobilo-client.ts';
import { createSealer } from '../../mobilo/seal.ts';
import { signInAtEmulator } from './sign-in-at-emulator.ts';
import { sampleClient } from './start-mobilo-emulator.ts';

export interface ConnectOptions {
  /** The address of the person who signs in. */
  readonly as: string;
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

/** Signs somebody in at a running emulator and gives the real client on top. Retries hardly wait, unless told otherwise. */
export const connectToEmulator = async (
  url: string,
  options: ConnectOptions,
): Promise<{ readonly connection: Connection; readonly mobilo: Mobilo }> => {
  const connection = createConnection({
    baseUrl: url,
    clientId: sampleClient.id,
    clientSecret: sampleClient.secret,
    redirectUri: 'http://localhost/mobilo/callback',
    tenantId: 'tenant',
    store: createMemoryGrantStore(),
    sealer: createSealer([randomBytes(32).toString('base64')]),
    ...options.connection,
  });
  await connectAs(connection, options.as);
  const mobilo = createMobiloClient({
    baseUrl: url,
    accessToken: connection.accessToken,
    onUnauthorized: connection.renewAccessToken,
    retry: { attempts: 4, firstWaitMs: 1, longestWaitMs: 30_000 },
    ...options.client,
  });
  return { connection, mobilo };
};
