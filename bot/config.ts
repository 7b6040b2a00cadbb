/** The settings, read once from the environment. Every fault is told in one message (interfaces: settings). */
import { resolve } from 'node:path';
import * as z from 'zod/v4';
import { SyncError } from '../src/errors.ts';

export interface Config {
  readonly production: boolean;
  readonly port: number;
  /** The https origin at which Teams reaches this server; the tab's audience is made of its host. */
  readonly publicUrl: string;
  /** The id of the app's manifest, to which links from the chat lead. */
  readonly teamsAppId: string;
  /** Proxies between the internet and this server; each client is counted by the address that they pass on. */
  readonly trustedProxies: number;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly bot: {
    readonly id: string;
    readonly type: string;
    readonly tenantId: string;
    readonly password: string;
    readonly openIdMetadataUrl: string;
  };
  readonly entra: {
    readonly clientId: string;
    readonly tenantId: string;
    readonly clientSecret: string;
    readonly authorityUrl: string;
  };
  readonly graphBaseUrl: string;
  readonly mobilo: {
    readonly apiUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** The first seals; all open. */
  readonly encryptionKeys: readonly string[];
}

const guid = z.guid({ error: 'must be a GUID, as Entra ID shows it' });
const secret = z.string().min(1);

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

const address = (production: boolean) =>
  z.string().refine(
    (text) => {
      if (!URL.canParse(text)) return false;
      const url = new URL(text);
      return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url) && !production);
    },
    { error: production ? 'must be an https address' : 'must be an https address, or http on a loopback address' },
  );

const settings = (production: boolean) =>
  z.object({
    PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(3978),
    PUBLIC_URL: address(production),
    TEAMS_APP_ID: guid,
    TRUSTED_PROXIES: z.coerce.number({ error: 'must be a small whole number' }).int().min(0).max(10).default(0),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    BOT_ID: guid,
    BOT_TYPE: z.literal('SingleTenant', { error: 'must be SingleTenant' }),
    BOT_TENANT_ID: guid,
    SECRET_BOT_PASSWORD: secret,
    BOT_OPENID_METADATA_URL: address(production).default(
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
    ),
    AAD_APP_CLIENT_ID: guid,
    AAD_APP_TENANT_ID: guid,
    SECRET_AAD_APP_CLIENT_SECRET: secret,
    ENTRA_AUTHORITY_URL: address(production).default('https://login.microsoftonline.com'),
    GRAPH_BASE_URL: address(production).default('https://graph.microsoft.com'),
    MOBILO_MODE: z
      .literal('api', { error: 'must be api; the hand-off by files is not part of this release' })
      .default('api'),
    MOBILO_API_URL: address(production),
    MOBILO_CLIENT_ID: z.string().min(1),
    SECRET_MOBILO_CLIENT_SECRET: secret,
    SECRET_ENCRYPTION_KEY: z
      .string()
      .refine((text) => text.split(',').every((key) => Buffer.from(key, 'base64').length === 32), {
        error: 'must be 32 random bytes in base64 (openssl rand -base64 32); several, comma-separated, to rotate',
      }),
  });

type Settings = z.infer<ReturnType<typeof settings>>;

const toConfig = (env: Settings, production: boolean): Config => ({
  production,
  port: env.PORT,
  publicUrl: new URL(env.PUBLIC_URL).origin,
  teamsAppId: env.TEAMS_APP_ID,
  trustedProxies: env.TRUSTED_PROXIES,
  databaseUrl: env.DATABASE_URL,
  dataDir: resolve(env.DATA_DIR),
  logLevel: env.LOG_LEVEL,
  bot: {
    id: env.BOT_ID,
    type: env.BOT_TYPE,
    tenantId: env.BOT_TENANT_ID,
    password: env.SECRET_BOT_PASSWORD,
    openIdMetadataUrl: env.BOT_OPENID_METADATA_URL,
  },
  entra: {
    clientId: env.AAD_APP_CLIENT_ID,
    tenantId: env.AAD_APP_TENANT_ID,
    clientSecret: env.SECRET_AAD_APP_CLIENT_SECRET,
    authorityUrl: new URL(env.ENTRA_AUTHORITY_URL).origin,
  },
  graphBaseUrl: new URL(env.GRAPH_BASE_URL).origin,
  mobilo: {
    apiUrl: env.MOBILO_API_URL.replace(/\/$/, ''),
    clientId: env.MOBILO_CLIENT_ID,
    clientSecret: env.SECRET_MOBILO_CLIENT_SECRET,
  },
  encryptionKeys: env.SECRET_ENCRYPTION_KEY.split(','),
});

const describeIssue = ({ path, message, input }: z.core.$ZodIssue): string =>
  `  ${String(path[0])}: ${input === undefined ? 'is missing' : message}`;

/** Throws `configuration` with every missing or unsafe setting in one message. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const production = env.NODE_ENV === 'production';
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = settings(production).safeParse(given, { reportInput: true });
  if (!result.success)
    throw new SyncError(
      'configuration',
      `These settings are missing or unsafe; env/.env.dev explains each:\n${result.error.issues.map(describeIssue).join('\n')}`,
    );
  if (result.data.BOT_TENANT_ID !== result.data.AAD_APP_TENANT_ID)
    throw new SyncError('configuration', 'BOT_TENANT_ID and AAD_APP_TENANT_ID must name the same tenant.');
  return toConfig(result.data, production);
};

/** Settings that only mean something for a real tenant, and have no default. */
const telling = [
  'PUBLIC_URL',
  'TEAMS_APP_ID',
  'DATABASE_URL',
  'BOT_ID',
  'BOT_TENANT_ID',
  'SECRET_BOT_PASSWORD',
  'AAD_APP_CLIENT_ID',
  'AAD_APP_TENANT_ID',
  'SECRET_AAD_APP_CLIENT_SECRET',
  'MOBILO_API_URL',
  'MOBILO_CLIENT_ID',
  'SECRET_MOBILO_CLIENT_SECRET',
  'SECRET_ENCRYPTION_KEY',
];

/** True when not one setting of a tenant is given: then the embedded defaults are wanted. */
export const hasNoSettings = (env: Readonly<Record<string, string | undefined>>): boolean =>
  !telling.some((name) => env[name]) && env.NODE_ENV !== 'production';
