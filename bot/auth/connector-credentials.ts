import { type ServiceClientCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import type { EntraTokens } from '../../src/directory/entra-tokens.ts';
import { SyncError } from '../../src/errors.ts';
import type { BotCloud } from './bot-cloud.ts';

export type AppTokens = Pick<EntraTokens, 'forApp'>;

/**
 * Signs what the bot sends. botbuilder's own login knows no authority on this machine; with the tokens passed in,
 * production and development run the same code. A token leaves for the addresses of the bot's cloud only, since the
 * address comes from a stored conversation.
 */
export class ConnectorCredentials extends ServiceClientCredentialsFactory {
  readonly #botId: string;
  readonly #cloud: BotCloud;
  readonly #tokens: AppTokens;

  constructor(botId: string, cloud: BotCloud, tokens: AppTokens) {
    super();
    this.#botId = botId;
    this.#cloud = cloud;
    this.#tokens = tokens;
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#botId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  override async createCredentials(appId: string): Promise<ServiceClientCredentials> {
    if (appId !== this.#botId) throw new SyncError('forbidden', `The bot cannot speak for the app ${appId}.`);
    return {
      signRequest: async (request) => {
        if (!URL.canParse(request.url) || !this.#cloud.allowsServiceUrl(new URL(request.url))) {
          throw new SyncError('forbidden', 'The bot answers at the addresses of Teams only, and this is not one.');
        }
        const token = await this.#tokens.forApp(`${this.#cloud.resource}/.default`);
        request.headers.set('authorization', `Bearer ${token}`);
        return request;
      },
    };
  }
}
