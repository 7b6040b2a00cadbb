import type { Activity } from 'botbuilder';
import { type JWTPayload, jwtVerify } from 'jose';
import { SyncError } from '../../src/errors.ts';
import type { BotCloud } from './bot-cloud.ts';
import type { ChannelKeys } from './channel-keys.ts';
import { isKeyOutage } from './is-key-outage.ts';

/** Whom the bot listens to: Teams of one tenant, through one Bot Connector. */
export interface ChannelPolicy {
  readonly botId: string;
  readonly tenantId: string;
  readonly cloud: BotCloud;
}

const channel = 'msteams';
const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
/** Genuine tokens have about 1,200 characters. */
const longestHeader = 8_192;
/** The Bot Connector's documented clock skew, in seconds. */
const clockTolerance = 300;

const deny = (reason: string): SyncError =>
  new SyncError('unauthenticated', 'This request does not come from Microsoft Teams.', { details: { reason } });

/** Every tenant that the activity names, wherever Teams puts it. */
const readTenants = (activity: Partial<Activity>): readonly unknown[] => {
  const channelData = activity.channelData as { readonly tenant?: { readonly id?: unknown } } | null | undefined;
  return [activity.conversation?.tenantId, channelData?.tenant?.id].filter((tenant) => tenant !== undefined);
};

const checkActivity = (activity: Partial<Activity>, { cloud, tenantId }: ChannelPolicy): void => {
  if (activity.channelId !== channel) throw deny('channel');
  const { serviceUrl } = activity;
  if (typeof serviceUrl !== 'string' || !URL.canParse(serviceUrl)) throw deny('service address');
  if (!cloud.allowsServiceUrl(new URL(serviceUrl))) throw deny('service address');
  const tenants = readTenants(activity);
  if (tenants.length === 0 || tenants.some((tenant) => tenant !== tenantId)) throw deny('tenant');
};

const verifySignature = async (
  token: string,
  keys: ChannelKeys,
  { botId, cloud }: ChannelPolicy,
): Promise<{ readonly claims: JWTPayload; readonly keyId: string | undefined }> => {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.getKey, {
      algorithms: ['RS256'],
      issuer: cloud.issuer,
      audience: botId,
      clockTolerance,
      requiredClaims: ['exp', 'serviceurl'],
    });
    return { claims: payload, keyId: protectedHeader.kid };
  } catch (error) {
    if (!isKeyOutage(error)) throw deny(error instanceof Error ? error.message : 'token');
    const sentence = 'The signing keys of the Bot Connector cannot be read. Try again in a moment.';
    throw new SyncError('directory-unavailable', sentence, { retryAfter: 15, cause: error });
  }
};

/**
 * The claims of a token with which the Bot Connector delivers an activity (bot-framework-rest-connector-authentication).
 * Throws SyncError `unauthenticated` with details.reason, or `directory-unavailable` while the keys cannot be read.
 */
export const verifyChannelToken = async (
  authorization: string,
  activity: Partial<Activity>,
  keys: ChannelKeys,
  policy: ChannelPolicy,
): Promise<JWTPayload> => {
  const token = authorization.length > longestHeader ? undefined : bearer.exec(authorization)?.[1];
  if (!token) throw deny('header');
  checkActivity(activity, policy);
  const { claims, keyId } = await verifySignature(token, keys, policy);
  const endorsements = keys.readEndorsements(keyId);
  if (endorsements.length > 0 && !endorsements.includes(channel)) throw deny('endorsement');
  if (claims.serviceurl !== activity.serviceUrl) throw deny('service address of the token');
  return claims;
};
