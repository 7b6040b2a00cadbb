import { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, Request, Response, TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult } from 'botframework-connector';
import { SyncError } from '../../src/errors.ts';
import { findBotCloud } from './bot-cloud.ts';
import { type AppTokens, ConnectorCredentials } from './connector-credentials.ts';
import { StrictAuthentication } from './strict-authentication.ts';
import type { ChannelPolicy } from './verify-channel-token.ts';

type Logic = (context: TurnContext) => Promise<void>;

/** Where refusals and faults go; a pino logger is one. */
export interface AdapterLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const dateFields = ['timestamp', 'expiration', 'localTimestamp'] as const;

/** The activity in a parsed body, its dates made dates; null when the body is no activity. */
const readActivity = (body: unknown): Activity | null => {
  if (!isRecord(body) || typeof body.type !== 'string') return null;
  const dates = dateFields
    .filter((name) => typeof body[name] === 'string')
    .map((name) => [name, new Date(String(body[name]))]);
  return { ...(body as unknown as Activity), ...Object.fromEntries(dates) };
};

const answerError = (response: Response, status: number, code: string, message: string): void => {
  response.status(status);
  response.send({ error: { code, message } });
};

/** The adapter of teams-ai behind strict authentication; what goes wrong inside is logged and never sent. */
export class StrictTeamsAdapter extends TeamsAdapter {
  readonly #authentication: StrictAuthentication;
  readonly #log: AdapterLog;

  constructor(policy: ChannelPolicy, credentials: ConnectorCredentials, log: AdapterLog) {
    super({ MicrosoftAppId: policy.botId, MicrosoftAppTenantId: policy.tenantId }, credentials);
    this.#authentication = new StrictAuthentication(policy, credentials);
    this.#log = log;
    // The parent builds botbuilder's own authentication and offers no way to bring another one.
    Object.defineProperty(this, 'botFrameworkAuthentication', { value: this.#authentication });
  }

  /** Answers one POST of the Bot Connector; express.json() must have run. Streaming connections are not served. */
  override async process(request: Request, answer: unknown, logic: unknown): Promise<void> {
    if (typeof logic !== 'function') throw new SyncError('bad-request', 'The bot serves plain HTTP requests only.');
    const response = answer as Response;
    const activity = readActivity(request.body);
    if (!activity) return answerError(response, 400, 'bad-request', 'The body must be one activity as JSON.');
    const identity = await this.#authenticate(request, response, activity);
    if (identity) await this.#run(identity, activity, logic as Logic, response);
  }

  async #authenticate(
    request: Request,
    response: Response,
    activity: Activity,
  ): Promise<AuthenticateRequestResult | null> {
    try {
      const header: unknown = request.headers?.authorization;
      return await this.#authentication.authenticateRequest(activity, typeof header === 'string' ? header : '');
    } catch (error) {
      if (error instanceof SyncError && error.code === 'unauthenticated') {
        this.#log.warn({ reason: error.details.reason }, 'Refused a request that is not from Teams.');
        answerError(response, 401, error.code, error.message);
      } else {
        this.#log.error({ err: error }, 'Cannot check whether a request is from Teams.');
        response.header('Retry-After', '15');
        answerError(
          response,
          503,
          'directory-unavailable',
          'The bot cannot check requests now. Try again in a moment.',
        );
      }
      return null;
    }
  }

  async #run(identity: AuthenticateRequestResult, activity: Activity, logic: Logic, response: Response): Promise<void> {
    try {
      const invoked = await this.processActivity(identity, activity, logic);
      response.status(invoked?.status ?? 200);
      if (invoked?.body) response.send(invoked.body);
      else response.end();
    } catch (error) {
      this.#log.error({ err: error }, 'A turn of the bot failed.');
      answerError(
        response,
        500,
        'internal',
        'The bot could not handle this message. Its operator finds why in the log.',
      );
    }
  }
}

export interface TeamsAdapterOptions {
  /** Application (client) id of the bot's registration. */
  readonly botId: string;
  /** `SingleTenant` or `UserAssignedMSI`. */
  readonly botType: string;
  /** The only tenant that is listened to. */
  readonly botTenantId: string;
  readonly openIdMetadataUrl: string;
  /** Tokens of the bot's own registration. */
  readonly tokens: AppTokens;
  readonly log: AdapterLog;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const botTypes: readonly string[] = ['SingleTenant', 'UserAssignedMSI'];

const readGuid = (setting: string, value: string): string => {
  if (guid.test(value)) return value.toLowerCase();
  throw new SyncError('configuration', `${setting} must be a GUID, but it is "${value}".`);
};

/**
 * `adapter.process(request, response, logic)` is the bot's route. Throws SyncError `configuration` for settings with
 * which botbuilder would silently listen to any tenant, or to anybody.
 */
export const createTeamsAdapter = (options: TeamsAdapterOptions): TeamsAdapter => {
  const { botType, tokens, log } = options;
  if (!botTypes.includes(botType)) {
    const sentence = `BOT_TYPE must be SingleTenant or UserAssignedMSI, but it is "${botType}".`;
    throw new SyncError('configuration', sentence);
  }
  const botId = readGuid('BOT_ID', options.botId);
  const tenantId = readGuid('BOT_TENANT_ID', options.botTenantId);
  const cloud = findBotCloud(options.openIdMetadataUrl);
  return new StrictTeamsAdapter({ botId, tenantId, cloud }, new ConnectorCredentials(botId, cloud, tokens), log);
};
