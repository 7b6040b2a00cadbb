import type { EntraFault } from './entra-faults.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface EntraUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** An app registration together with what an administrator consented to when the emulator starts. */
export interface EntraApp {
  readonly clientId: string;
  /** `api://host/clientId`; a bot has none. */
  readonly appIdUri?: string;
  readonly secrets?: readonly string[];
  /** PEM certificates whose key may sign client assertions. */
  readonly certificates?: readonly string[];
  /** The manifest's requestedAccessTokenVersion; 2 unless given. */
  readonly tokenVersion?: 1 | 2;
  /** Delegated permissions of Microsoft Graph, such as `User.Read`. */
  readonly delegated?: readonly string[];
  /** Application permissions of Microsoft Graph, such as `User.Read.All`. */
  readonly application?: readonly string[];
  /** Where the consent page may return to. */
  readonly redirectUris?: readonly string[];
}

export interface Consent {
  readonly delegated: readonly string[];
  readonly application: readonly string[];
}

/** One answer of the token endpoint. `outcome` is `issued` or the AADSTS code. */
export interface EntraLogEntry {
  readonly grant: string;
  readonly clientId: string;
  readonly scope: string;
  readonly outcome: string;
}

export interface EntraState {
  /** Base address, without a slash at the end; also the issuer's. */
  readonly url: string;
  readonly tenantId: string;
  readonly keys: SigningKeys;
  readonly users: ReadonlyMap<string, EntraUser>;
  readonly apps: ReadonlyMap<string, EntraApp>;
  /** By client id. */
  readonly consents: Map<string, Consent>;
  /** Refresh token to its owner. */
  readonly refreshTokens: Map<string, { readonly userId: string; readonly clientId: string }>;
  readonly faults: EntraFault[];
  readonly log: EntraLogEntry[];
}

export const graphResource = 'https://graph.microsoft.com';
export const botResource = 'https://api.botframework.com';

/** Version 1 issuers keep their public name even here: a validator derives it from the tenant alone. */
export const issuerOf = (state: EntraState, tenantId: string, version: 1 | 2): string =>
  version === 2 ? `${state.url}/${tenantId}/v2.0` : `https://sts.windows.net/${tenantId}/`;

export const readConsent = (state: EntraState, clientId: string): Consent =>
  state.consents.get(clientId) ?? { delegated: [], application: [] };
