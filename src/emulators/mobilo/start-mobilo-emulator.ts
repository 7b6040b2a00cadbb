import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { ZodError } from 'zod/v4';
import type { MobiloData } from '../world.ts';
import { adminPage } from './admin-page.ts';
import { apiRouter } from './api-router.ts';
import { type Operation, readContract } from './contract.ts';
import { controlRouter } from './control-router.ts';
import { createFaults } from './faults.ts';
import { type MobiloState, openMobiloState } from './mobilo-state.ts';
import { createTokenDesk, type OAuthClient } from './oauth-tokens.ts';
import { type LoggedRequest, logRequests } from './request-log.ts';
import { signInPages } from './sign-in-pages.ts';

/** The app that the emulator knows unless it is told of others. */
export const sampleClient: OAuthClient = { id: 'directory-sync', secret: 'sample-client-secret' };

export interface MobiloEmulatorOptions {
  /** What the organization begins with; ignored when `dataDir` has a state already. */
  readonly data: MobiloData;
  /** A free port when absent. */
  readonly port?: number;
  /** Where the state is kept; in memory only when absent. */
  readonly dataDir?: string;
  readonly clients?: readonly OAuthClient[];
  /** How long an access token lasts. */
  readonly accessTokenSeconds?: number;
}

export interface MobiloEmulator {
  readonly url: string;
  readonly state: MobiloState;
  /** The last thousand requests to the API and the token endpoint, newest last. */
  readonly requests: readonly LoggedRequest[];
  readonly close: () => Promise<void>;
}

const explainBadControl: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof ZodError) res.status(400).json({ message: error.message });
  else next(error);
};

const operationOf = (contract: readonly Operation[], id: Operation['id']): Operation => {
  const found = contract.find((operation) => operation.id === id);
  if (!found) throw new Error(`openapi.yaml has no operation ${id}.`);
  return found;
};

/** Mobilo as `src/mobilo/openapi.yaml` describes it, on loopback. What it has answered is kept, even over `kill -9`. */
export const startMobiloEmulator = async (options: MobiloEmulatorOptions): Promise<MobiloEmulator> => {
  const { data, port = 0, dataDir = null, clients = [sampleClient], accessTokenSeconds = 3600 } = options;
  const state = openMobiloState(dataDir, data);
  const contract = readContract();
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const app = express().disable('x-powered-by').disable('etag');
  const server = createServer(app);
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app
    .use('/_control', controlRouter(state, faults))
    .use(['/v1', '/oauth'], logRequests(requests))
    .use(adminPage(state, requests))
    .use(signInPages(state, operationOf(contract, 'authorize'), clients, url))
    .use(apiRouter(state, contract, createTokenDesk(state, clients, accessTokenSeconds), faults))
    .use(explainBadControl);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: url(),
    state,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
