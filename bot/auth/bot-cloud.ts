import { isLoopback, parseEndpoint } from '../../src/directory/parse-endpoint.ts';
import { SyncError } from '../../src/errors.ts';

/** One Bot Connector: who signs for it, what its tokens are for, and where Teams may be answered. */
export interface BotCloud {
  readonly metadataUrl: URL;
  readonly issuer: string;
  /** Resource of outbound tokens. */
  readonly resource: string;
  readonly callerId: string;
  /** May the bot's token be sent to this address? */
  readonly allowsServiceUrl: (url: URL) => boolean;
}

type Hosts = readonly RegExp[];

const isHttpsAt =
  (hosts: Hosts) =>
  (url: URL): boolean =>
    url.protocol === 'https:' && url.port === '' && hosts.some((host) => host.test(url.hostname));

/** Teams' service hosts; GCC is part of the public cloud (learn.microsoft.com, bot-framework-rest-connector). */
const publicHosts: Hosts = [
  /^smba\.trafficmanager\.net$/,
  /^([a-z0-9-]+\.)+botframework\.com$/,
  /^smba\.infra\.gcc\.teams\.microsoft\.com$/,
];
const governmentHosts: Hosts = [
  /^smba\.infra\.(gov|dod)\.teams\.microsoft\.us$/,
  /^([a-z0-9-]+\.)+botframework\.azure\.us$/,
];

const publicCloud = {
  issuer: 'https://api.botframework.com',
  resource: 'https://api.botframework.com',
  callerId: 'urn:botframework:azure',
};
const governmentCloud = {
  issuer: 'https://api.botframework.us',
  resource: 'https://api.botframework.us',
  callerId: 'urn:botframework:azureusgov',
};

/**
 * The cloud is known by its OpenID metadata address. An address on this machine is an emulator of the public cloud,
 * and then only this machine may be answered. Throws SyncError `configuration` for any other address.
 */
export const findBotCloud = (address: string): BotCloud => {
  const metadataUrl = parseEndpoint('BOT_OPENID_METADATA_URL', address);
  if (isLoopback(metadataUrl)) return { ...publicCloud, metadataUrl, allowsServiceUrl: isLoopback };
  switch (metadataUrl.host) {
    case 'login.botframework.com':
      return { ...publicCloud, metadataUrl, allowsServiceUrl: isHttpsAt(publicHosts) };
    case 'login.botframework.azure.us':
      return { ...governmentCloud, metadataUrl, allowsServiceUrl: isHttpsAt(governmentHosts) };
  }
  const sentence = `BOT_OPENID_METADATA_URL must be that of a Microsoft cloud, but it points to ${metadataUrl.host}.`;
  throw new SyncError('configuration', sentence);
};
