/** The composition root: everything is made here once, from the settings, and handed to whoever needs it. */
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { runPlan } from '../src/apply/run-plan.ts';
import { createEntraTokens } from '../src/directory/entra-tokens.ts';
import { amGlobalAdministrator } from '../src/directory/graph-directory.ts';
import { SyncError } from '../src/errors.ts';
import { startJobs } from '../src/jobs/jobs.ts';
import type { SendJob } from '../src/jobs/send.ts';
import { createSealer } from '../src/mobilo/seal.ts';
import { proposePlan } from '../src/propose.ts';
import { conversationsOf } from '../src/store/conversations.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { ensureTenant, readMobiloGrant, writeMobiloGrant } from '../src/store/tenants.ts';
import { createSync, type Sync } from '../src/sync.ts';
import { createApi } from './api/router.ts';
import { createTabTokenValidator, type TabCaller } from './auth/tab-token.ts';
import { createTeamsAdapter } from './auth/teams-adapter.ts';
import type { Config } from './config.ts';
import { createMobiloSignIn } from './mobilo-sign-in.ts';
import { createTeamsBot, type TeamsBot } from './teams-bot.ts';
import { createDirectory, createMobilo, keepInMemory } from './vendors.ts';
import { operationsRoutes } from './web/operations-routes.ts';
import { serveTab } from './web/serve-tab.ts';
import { createWebApp } from './web/web-app.ts';
import { wizardUrlFor } from './wizard-url.ts';

const tabFolder = fileURLToPath(new URL('../dist/tab', import.meta.url));
const userScope = 'https://graph.microsoft.com/User.Read';

export interface ServerOptions {
  /** Origin of the page that stands for Teams in development; null in production. */
  readonly developmentHost: string | null;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

const createLog = ({ logLevel }: Config): Logger =>
  pino({ level: logLevel, redact: ['req.headers.authorization', '*.assertion', '*.token'] }, pino.destination(2));

/** The bot and the sync call each other through the jobs; until those are open, nothing may be sent. */
const createLateSend = () => {
  let open: SendJob | null = null;
  const send: SendJob = (tx, queue, data, options) => {
    if (!open) throw new SyncError('busy', 'The server is still starting. Try again in a moment.', { retryAfter: 2 });
    return open(tx, queue, data, options);
  };
  return {
    send,
    use: (ready: SendJob) => {
      open = ready;
    },
  };
};

const syncOf =
  (sync: Sync) =>
  (tenantId: string): Sync => {
    if (tenantId === sync.tenantId) return sync;
    throw new SyncError('foreign-tenant', 'This installation serves another organization.');
  };

const createBot = (config: Config, options: ServerOptions, store: Store, sync: Sync, log: Logger) => {
  const { id, type, tenantId, password, openIdMetadataUrl } = config.bot;
  const { authorityUrl } = config.entra;
  const tokens = createEntraTokens({ tenantId, clientId: id, credential: { secret: password }, authorityUrl });
  const adapter = createTeamsAdapter({
    botId: id,
    botType: type,
    botTenantId: tenantId,
    openIdMetadataUrl,
    tokens,
    log,
  });
  const bot = createTeamsBot({
    adapter,
    appId: id,
    syncOf: syncOf(sync),
    conversationsOf: (tenant) => conversationsOf(store, tenant),
    wizardUrl: wizardUrlFor(config, options.developmentHost),
    log,
  });
  return { adapter, bot };
};

const openJobs = (store: Store, tools: Parameters<typeof runPlan>[0], bot: TeamsBot, log: Logger) =>
  startJobs({
    store,
    work: true,
    handlers: {
      plan: ({ by }) => proposePlan(tools, by),
      apply: (order, turn) => runPlan(tools, order, turn),
      cards: async ({ tenantId, planId }) => {
        await bot.updateCards(tenantId, planId);
        await bot.announce(tenantId, planId);
      },
    },
    log: (error) => log.error({ err: error }, 'a job failed'),
  });

const appIdUriOf = ({ publicUrl, bot, entra }: Config): string =>
  `api://${new URL(publicUrl).host}/${bot.id === entra.clientId ? 'botid-' : ''}${entra.clientId}`;

const listen = async (app: ReturnType<typeof createWebApp>, config: Config): Promise<HttpServer> => {
  const server = config.production ? app.listen(config.port) : app.listen(config.port, '127.0.0.1');
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([cause]) => {
      throw new SyncError('configuration', `Port ${config.port} cannot be used. Set PORT to a free one.`, { cause });
    }),
  ]);
  return server;
};

const refuseConnecting = (): SyncError =>
  new SyncError('forbidden', 'Only a Global Administrator may connect Mobilo. Ask one to open this page.');

/** Starts everything, and answers once requests are served. Throws `configuration` with what to change. */
export const startServer = async (config: Config, options: ServerOptions): Promise<RunningServer> => {
  const log = createLog(config);
  const { tenantId } = config.entra;
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded database is lost');
      process.exit(70);
    },
  });
  await ensureTenant(store, tenantId);
  const sealer = createSealer(config.encryptionKeys);
  const { tokens, directory } = createDirectory(config);
  const grants = {
    read: () => readMobiloGrant(store, tenantId),
    write: (sealed: string | null) => writeMobiloGrant(store, tenantId, sealed),
  };
  const { connection, mobilo } = createMobilo(config, grants, sealer);
  const late = createLateSend();
  const tools = { store, directory, mobilo, send: late.send };
  const sync = createSync(tools);
  const { adapter, bot } = createBot(config, options, store, sync, log);
  const jobs = await openJobs(store, tools, bot, log);
  late.use(jobs.send);

  const askGlobalAdministrator = (caller: TabCaller) =>
    amGlobalAdministrator(config.graphBaseUrl, () => tokens.onBehalfOf(caller.assertion, [userScope]));
  const signIn = createMobiloSignIn({
    store,
    tenantId,
    publicUrl: config.publicUrl,
    connection,
    tryConnection: () => createMobilo(config, keepInMemory(), sealer),
    sealer,
  });
  const app = createWebApp({
    log,
    headers: { https: config.publicUrl.startsWith('https:'), developmentHost: options.developmentHost },
    operations: operationsRoutes({ check: () => store.executeSql('select 1').then(() => undefined) }),
    messages: (request, response) => adapter.process(request, response, (context) => bot.handle(context)),
    signIn: signIn.routes,
    api: createApi({
      sync,
      authenticate: createTabTokenValidator({
        tenantId,
        clientId: config.entra.clientId,
        appIdUri: appIdUriOf(config),
        authorityUrl: config.entra.authorityUrl,
      }),
      askGlobalAdministrator,
      connectMobilo: async (caller) => {
        if ((await askGlobalAdministrator(caller)) !== 'yes') throw refuseConnecting();
        return signIn.begin(caller.id);
      },
      origin: config.publicUrl,
    }),
    tab: await serveTab({ folder: tabFolder, developmentHost: options.developmentHost }),
  });
  const server = await listen(app, config);
  if (await connection.isConnected()) await sync.requestPlan({ id: 'sync', name: 'Directory Sync' });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await jobs.stop();
      await store.close();
    },
  };
};
