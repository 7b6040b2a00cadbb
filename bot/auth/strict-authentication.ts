import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  ClaimsIdentity,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { SyncError } from '../../src/errors.ts';
import { type ChannelKeys, createChannelKeys } from './channel-keys.ts';
import { type ChannelPolicy, verifyChannelToken } from './verify-channel-token.ts';

const toOutboundSettings = ({ cloud, tenantId }: ChannelPolicy) => ({
  ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
  ToChannelFromBotOAuthScope: cloud.resource,
  ToBotFromChannelTokenIssuer: cloud.issuer,
  OAuthUrl: cloud.resource,
  ToBotFromChannelOpenIdMetadataUrl: cloud.metadataUrl.href,
  ToBotFromEmulatorOpenIdMetadataUrl: cloud.metadataUrl.href,
  CallerId: cloud.callerId,
});

/**
 * botbuilder's own check answers 500 to bad signatures, takes tokens without an end, activities without a service
 * address and any tenant, and has side doors for emulators and skills. This one has a single door.
 */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #policy: ChannelPolicy;
  readonly #keys: ChannelKeys;

  constructor(policy: ChannelPolicy, credentials: ServiceClientCredentialsFactory) {
    super(toOutboundSettings(policy), credentials);
    this.#policy = policy;
    this.#keys = createChannelKeys(policy.cloud.metadataUrl);
  }

  override async authenticateRequest(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    const claims = await verifyChannelToken(authorization, activity, this.#keys, this.#policy);
    const list = Object.entries(claims).map(([type, value]) => ({ type, value: String(value) }));
    const claimsIdentity = new ClaimsIdentity(list, true);
    const { resource, callerId } = this.#policy.cloud;
    return {
      audience: resource,
      callerId,
      claimsIdentity,
      connectorFactory: this.createConnectorFactory(claimsIdentity),
    };
  }

  override authenticateChannelRequest(): Promise<ClaimsIdentity> {
    return Promise.reject(new SyncError('unauthenticated', 'This bot does not take calls of other bots.'));
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new SyncError('unauthenticated', 'This bot does not take calls over streaming connections.'));
  }
}
