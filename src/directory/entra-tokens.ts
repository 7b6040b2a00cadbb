/** Tokens from Microsoft Entra ID. The one door to MSAL. */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import {
  AuthError,
  type AuthenticationResult,
  ConfidentialClientApplication,
  type INetworkModule,
  InteractionRequiredAuthError,
  type NetworkRequestOptions,
  type NodeAuthOptions,
  ServerError,
} from '@azure/msal-node';
import { SyncError } from '../errors.ts';
import { createTokenTransport, publicAuthority, type TokenRequest } from './entra-transport.ts';
import { explainTokenFault } from './explain-token-fault.ts';
import { isLoopback, parseEndpoint } from './parse-endpoint.ts';

export interface EntraTokens {
  /**
   * A token of the app on its own, for one resource: `https://graph.microsoft.com/.default`. A `fresh` one is issued now:
   * the one in memory was refused (case 45).
   */
  forApp(scope: string, fresh?: boolean): Promise<string>;
  /** A token with which the app acts for the person whose token (`assertion`) the tab sent. */
  onBehalfOf(assertion: string, scopes: readonly string[]): Promise<string>;
}

/** `certificate`: one PEM text that holds both the certificate and its private key. */
export type EntraCredential = { readonly secret: string } | { readonly certificate: string };

export interface EntraTokensOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: EntraCredential;
  /** `https://login.microsoftonline.com`, that of another cloud, or an emulator on this machine. */
  readonly authorityUrl: string;
}

/** Exchanges kept in memory before the store of people's tokens is emptied: it never shrinks by itself. */
const exchangesKept = 500;
const microsoftHosts: ReadonlySet<string> = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);

const readCertificate = (pem: string): NonNullable<NodeAuthOptions['clientCertificate']> => {
  try {
    const privateKey = createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
    const certificate = new X509Certificate(pem);
    const thumbprintSha256 = createHash('sha256').update(certificate.raw).digest('hex');
    return { privateKey, thumbprintSha256, x5c: certificate.toString() };
  } catch {
    const sentence = 'The client certificate must be one PEM text with the certificate and its private key.';
    throw new SyncError('configuration', sentence);
  }
};

const createNetworkModule = (authority: URL): INetworkModule => {
  const transport = createTokenTransport(authority);
  const send = async <T>(url: string, method: TokenRequest['method'], options?: NetworkRequestOptions) => {
    const body = method === 'POST' ? (options?.body ?? '') : null;
    try {
      const response = await transport({ url, method, headers: options?.headers ?? {}, body });
      return { ...response, body: response.body as T };
    } catch (cause) {
      // MSAL hands on an AuthError as it is and flattens everything else.
      throw Object.assign(new AuthError('token_service_unavailable', ''), { cause });
    }
  };
  return {
    sendGetRequestAsync: <T>(url: string, options?: NetworkRequestOptions) => send<T>(url, 'GET', options),
    sendPostRequestAsync: <T>(url: string, options?: NetworkRequestOptions) => send<T>(url, 'POST', options),
  };
};

const createClient = ({ tenantId, clientId, credential, authorityUrl }: EntraTokensOptions) => {
  const authority = parseEndpoint('ENTRA_AUTHORITY_URL', authorityUrl);
  const base = isLoopback(authority) && authority.protocol === 'http:' ? publicAuthority : authority.origin;
  const { host } = new URL(base);
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: `${base}/${tenantId}`,
      ...(!microsoftHosts.has(host) && { knownAuthorities: [host] }),
      ...('secret' in credential
        ? { clientSecret: credential.secret }
        : { clientCertificate: readCertificate(credential.certificate) }),
    },
    system: { networkClient: createNetworkModule(authority) },
  });
};

const explain = (error: unknown): SyncError => {
  if (error instanceof SyncError) return error;
  if (!(error instanceof AuthError)) return new SyncError('internal', 'The token library failed.', { cause: error });
  if (error.cause instanceof SyncError) return error.cause;
  const interactionRequired = error instanceof InteractionRequiredAuthError;
  if (!interactionRequired && !(error instanceof ServerError)) {
    const sentence = `Microsoft Entra ID could not be asked for a token (${error.errorCode}). Try again in a moment.`;
    return new SyncError('directory-unavailable', sentence, { retryAfter: 15 });
  }
  return explainTokenFault({
    aadsts: Number(error.errorNo) || null,
    suberror: error.subError,
    claims: interactionRequired ? error.claims : '',
    interactionRequired,
    correlationId: error.correlationId,
  });
};

const readToken = (result: AuthenticationResult | null): string => {
  if (result?.accessToken) return result.accessToken;
  throw new SyncError('internal', 'The token library gave no token.');
};

/**
 * Tokens are kept in memory until shortly before they expire; equal requests at the same time share one call.
 * Throws SyncError: `consent-required` (details.claims where Conditional Access wants more), `unauthenticated`,
 * `directory-forbidden`, `directory-unavailable` with retryAfter, and at once `configuration`.
 */
export const createEntraTokens = (options: EntraTokensOptions): EntraTokens => {
  const appClient = createClient(options);
  const userClient = createClient(options);
  const underWay = new Map<string, Promise<string>>();
  let exchanges = 0;

  const share = (key: string, acquire: () => Promise<string>): Promise<string> => {
    const running = underWay.get(key);
    if (running) return running;
    const started = acquire()
      .catch((error: unknown) => {
        throw explain(error);
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  return {
    forApp: (scope, fresh = false) =>
      share(fresh ? `fresh ${scope}` : scope, async () => {
        const result = await appClient.acquireTokenByClientCredential({ scopes: [scope], skipCache: fresh });
        return readToken(result);
      }),
    onBehalfOf: (assertion, scopes) => {
      const key = createHash('sha256')
        .update(`${assertion} ${scopes.join(' ')}`)
        .digest('hex');
      return share(key, async () => {
        const result = await userClient.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: [...scopes] });
        if (result?.fromCache === false) exchanges += 1;
        if (exchanges > exchangesKept) {
          exchanges = 0;
          userClient.clearCache();
        }
        return readToken(result);
      });
    },
  };
};
