/** An emulator whose tokens are plain JSON, and a way to ask it that gives status, headers and body at once. */
import type { World } from '../world.ts';
import type { NotifierOptions } from './notifier.ts';
import { type GraphEmulator, startGraphEmulator } from './start-graph-emulator.ts';

type Claims = Readonly<Record<string, unknown>>;

const audience = 'https://graph.microsoft.com';
const write = (claims: Claims): string => Buffer.from(JSON.stringify(claims)).toString('base64url');

/** The token of an app on its own. */
export const appToken = (...roles: readonly string[]): string => write({ aud: audience, idtyp: 'app', roles });

/** The token of an app on behalf of a user. */
export const userToken = (oid: string, ...scopes: readonly string[]): string =>
  write({ aud: audience, idtyp: 'user', oid, scp: scopes.join(' ') });

/** What the product is granted. */
export const productToken = appToken('GroupMember.Read.All', 'User.Read.All');

const readToken = async (token: string): Promise<Claims> =>
  JSON.parse(Buffer.from(token, 'base64url').toString()) as Claims;

/** An answer; `body` is parsed when it is JSON. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface OpenGraph {
  readonly emulator: GraphEmulator;
  /** `GET /users`, `POST /$batch`: path after /v1.0, or a whole link of an answer. */
  ask(request: string, options?: AskOptions): Promise<Asked>;
  /** The rows of a list, page by page to its end; `pages` counts them. */
  readAll(path: string, options?: AskOptions): Promise<{ readonly rows: readonly Row[]; readonly pages: number }>;
  control(request: string, body?: unknown): Promise<Asked>;
}

export interface AskOptions {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Row = Readonly<Record<string, unknown>>;

interface Page {
  readonly value: readonly Row[];
  readonly '@odata.nextLink'?: string;
}

const send = async (url: string, method: string, headers: Record<string, string>, body: unknown): Promise<Asked> => {
  const json = body === undefined ? null : JSON.stringify(body);
  const type = json === null ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers: { ...type, ...headers }, body: json });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
};

const split = (request: string): readonly [string, string] => {
  const [method = '', ...rest] = request.split(' ');
  return [method, rest.join(' ').replace('https://graph.microsoft.com/v1.0', '')];
};

/** Starts an emulator over a world; close `emulator` afterwards. */
export const openGraph = async (
  world: World,
  dataDir?: string,
  notifications: NotifierOptions = {},
): Promise<OpenGraph> => {
  const options = { world, verifyToken: readToken, notifications, ...(dataDir && { dataDir }) };
  const emulator = await startGraphEmulator(options);
  const ask: OpenGraph['ask'] = (request, { token = productToken, headers = {}, body } = {}) => {
    const [method, path] = split(request);
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    return send(`${emulator.url}/v1.0${path}`, method, { ...authorization, ...headers }, body);
  };
  const readAll: OpenGraph['readAll'] = async (path, options) => {
    const rows: Row[] = [];
    let pages = 0;
    for (let link: string | undefined = path; link; pages += 1) {
      const page: Page = (await ask(`GET ${link}`, options)).body as Page;
      rows.push(...page.value);
      link = page['@odata.nextLink'];
    }
    return { rows, pages };
  };
  const control: OpenGraph['control'] = (request, body) => {
    const [method, path] = split(request);
    return send(`${emulator.url}/_control${path}`, method, {}, body);
  };
  return { emulator, ask, readAll, control };
};
