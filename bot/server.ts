/** The composition root: everything is made here once, from the settings, and handed to whoever needs it. */
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { type Logger, pino } from 'pino';
import { runPlan } from '../src/apply/run-plan.ts';
import { createEntraTokens } from '../src/directory/entra-tokens.ts';
import { amGlobalAdministrator } from '../src/directory/graph-directory.ts';
import { presenceOf } from '../src/dormancy.ts';
import { SyncError } from '../src/errors.ts';
import { type Jobs, startJobs } from '../src/jobs/jobs.ts';
import { createTakeNotifications } from '../src/notifications.ts';
import { proposeOrWait } from '../src/propose-or-wait.ts';
import { conversationsOf } from '../src/store/conversations.ts';
import { plainFault } from '../src/store/plain-fault.ts';
import type { Sync } from '../src/sync.ts';
import { createApi } from './api/router.ts';
import { createTabTokenValidator, type TabCaller } from './auth/tab-token.ts';
import { createTeamsAdapter } from './auth/teams-adapter.ts';
import type { Config } from './config.ts';
import { type Core, openCore } from './core.ts';
import { graphNotifications } from './graph-notifications.ts';
import { createMobiloSignIn } from './mobilo-sign-in.ts';
import { createTeamsBot, type TeamsBot } from './teams-bot.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';
import { createMobilo, keepInMemory } from './vendors.ts';
import { operationsRoutes } from './web/operations-routes.ts';
import { serveTab } from './web/serve-tab.ts';
import { createWebApp } from './web/web-app.ts';
import { wizardUrlFor } from './wizard-url.ts';

const isSource = import.meta.url.endsWith('.ts');
const tabFolder = fileURLToPath(new URL(isSource ? '../dist/tab' : '../../tab', import.meta.url));
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

const syncOf =
  (sync: Sync) =>
  (tenantId: string): Sync => {
    if (tenantId === sync.tenantId) return sync;
    throw new SyncError('foreign-tenant', 'This installation serves another organization.');
  };

const createBot = (config: Config, { developmentHost }: ServerOptions, { store, sync, send }: Core, log: Logger) => {
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
    presenceOf: (tenant) => presenceOf(store, send, tenant),
    wizardUrl: wizardUrlFor(config, developmentHost),
    log,
  });
  return { adapter, bot };
};

const openJobs = (core: Core, bot: TeamsBot, upkeep: Upkeep, log: Logger): Promise<Jobs> => {
  const tell = (error: unknown): void => log.error({ err: plainFault(error) }, 'a job failed');
  return startJobs({
    store: core.store,
    work: true,
    upkeep: upkeep.run,
    handlers: {
      plan: ({ by, people }) => proposeOrWait(core, { by, people }, tell),
      apply: (order, turn) => runPlan(core, order, turn),
      cards: async ({ tenantId, planId }) => {
        await bot.updateCards(tenantId, planId);
        await bot.announce(tenantId, planId);
      },
    },
    log: tell,
  });
};

const refuseConnecting = (): SyncError =>
  new SyncError('forbidden', 'Only a Global Administrator may connect Mobilo. Ask one to open this page.');

const createRoutes = (config: Config, { sync, store, connection, sealer, tokens }: Core) => {
  const { tenantId, clientId, authorityUrl } = config.entra;
  const { publicUrl, graphBaseUrl } = config;
  const askGlobalAdministrator = (caller: TabCaller) =>
    amGlobalAdministrator(graphBaseUrl, () => tokens.onBehalfOf(caller.assertion, [userScope]));
  const tryConnection = () => createMobilo(config, keepInMemory(), sealer);
  const signIn = createMobiloSignIn({ store, tenantId, publicUrl, connection, tryConnection, sealer });
  const appIdUri = `api://${new URL(publicUrl).host}/${config.bot.id === clientId ? 'botid-' : ''}${clientId}`;
  const api = createApi({
    sync,
    authenticate: createTabTokenValidator({ tenantId, clientId, appIdUri, authorityUrl }),
    askGlobalAdministrator,
    connectMobilo: async (caller) => {
      if ((await askGlobalAdministrator(caller)) !== 'yes') throw refuseConnecting();
      return signIn.begin(caller.id);
    },
    origin: publicUrl,
  });
  return { api, signIn: signIn.routes };
};

const listen = async (app: Express, { production, port }: Config): Promise<HttpServer> => {
  const server = production ? app.listen(port) : app.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch (cause) {
    throw new SyncError('configuration', `Port ${port} cannot be used. Set PORT to a free one.`, { cause });
  }
};

const portOf = (server: HttpServer): number => (server.address() as AddressInfo).port;

const serve = async (config: Config, options: ServerOptions, core: Core, log: Logger) => {
  const { adapter, bot } = createBot(config, options, core, log);
  const upkeep = createUpkeep(config, core, log);
  const jobs = await openJobs(core, bot, upkeep, log);
  core.useJobs(jobs.send);
  const { developmentHost } = options;
  const app = createWebApp({
    log,
    trustedProxies: config.trustedProxies,
    headers: { https: config.publicUrl.startsWith('https:'), developmentHost },
    operations: operationsRoutes({ check: () => core.store.executeSql('select 1').then(() => undefined) }),
    messages: (request, response) => adapter.process(request, response, (context) => bot.handle(context)),
    notifications: graphNotifications(createTakeNotifications({ ...core, tenantId: config.entra.tenantId })),
    ...createRoutes(config, core),
    tab: await serveTab({ folder: tabFolder, developmentHost }),
  });
  const server = await listen(app, config);
  upkeep.listensAt(portOf(server));
  return { server, jobs, upkeep };
};

/** Starts everything, and answers once requests are served. Throws `configuration` with what to change. */
export const startServer = async (config: Config, options: ServerOptions): Promise<RunningServer> => {
  const log = createLog(config);
  const core = await openCore(config, log);
  const { server, jobs, upkeep } = await serve(config, options, core, log);
  if (await core.connection.isConnected()) await core.sync.requestPlan({ id: 'sync', name: 'Directory Sync' });
  return {
    url: `http://localhost:${portOf(server)}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all([jobs.stop(), upkeep.rest()]);
      await core.store.close();
    },
  };
};
