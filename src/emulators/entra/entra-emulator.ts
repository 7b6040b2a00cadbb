/** Microsoft Entra ID on loopback: enough of the token service for single sign-on, On-Behalf-Of and unattended work. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { JWTPayload } from 'jose';
import { createEntraRoutes } from './entra-routes.ts';
import {
  type EntraApp,
  type EntraLogEntry,
  type EntraState,
  type EntraUser,
  graphResource,
  issuerOf,
} from './entra-state.ts';
import { mintTabToken, type TabTokenOverrides } from './mint-tokens.ts';
import { createSigningKeys } from './signing-keys.ts';

export interface EntraEmulatorOptions {
  readonly tenantId: string;
  readonly users: readonly EntraUser[];
  readonly apps: readonly EntraApp[];
  /** A free port when absent or 0. */
  readonly port?: number;
}

export interface EntraEmulator {
  /** Use it as the authority: `http://127.0.0.1:port`. */
  readonly url: string;
  /** What the Teams client would give to the tab of this user. */
  mintTabToken(userId: string, overrides?: TabTokenOverrides): Promise<string>;
  /** The claims of a token that this emulator issued for Microsoft Graph; throws for any other token. */
  verifyGraphToken(token: string): Promise<JWTPayload>;
  rotateKeys(): Promise<void>;
  /** Every answer of the token endpoint since the start. */
  readonly log: readonly EntraLogEntry[];
  close(): Promise<void>;
}

const createState = async (url: string, options: EntraEmulatorOptions): Promise<EntraState> => ({
  url,
  tenantId: options.tenantId,
  keys: await createSigningKeys(),
  users: new Map(options.users.map((user) => [user.id, user])),
  apps: new Map(options.apps.map((app) => [app.clientId, app])),
  consents: new Map(
    options.apps.map(({ clientId, delegated = [], application = [] }) => [clientId, { delegated, application }]),
  ),
  refreshTokens: new Map(),
  faults: [],
  log: [],
});

/** Listens on 127.0.0.1 only: it hands out tokens to whoever asks. */
export const startEntraEmulator = async (options: EntraEmulatorOptions): Promise<EntraEmulator> => {
  let routes: Express | null = null;
  const server = createServer((request, response) => routes?.(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = await createState(url, options);
  routes = createEntraRoutes(state);
  return {
    url,
    log: state.log,
    mintTabToken: (userId, overrides) => mintTabToken(state, userId, overrides),
    verifyGraphToken: (token) =>
      state.keys.verify(token, { audience: graphResource, issuer: issuerOf(state, state.tenantId, 1) }),
    rotateKeys: () => state.keys.rotate(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
