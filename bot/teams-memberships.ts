/** Remembers where the bot may speak, and forgets it when the bot is removed. */
import type { Activity } from 'botbuilder';
import type { Presence } from '../src/dormancy.ts';
import type { Conversation, Conversations } from '../src/store/conversations.ts';
import { readConversation } from './teams-activity.ts';

const whoOf = ({ from }: Activity): string => from?.aadObjectId || 'sync';

/** Keeps the conversation, and wakes a tenant that slept. An activity without a locale does not take away the one that is known. */
export const rememberConversation = async (
  conversations: Conversations,
  presence: Presence,
  activity: Activity,
): Promise<Conversation> => {
  const conversation = readConversation(activity);
  const known = conversation.locale === null ? await conversations.find(conversation.id) : null;
  const kept = { ...conversation, locale: conversation.locale ?? known?.locale ?? null };
  await conversations.save(kept);
  await presence.arrive(whoOf(activity));
  return kept;
};

/** The conversation in which the bot may not speak any more because of this activity, or null. */
const findClosed = (activity: Activity): string | null => {
  const { id } = readConversation(activity);
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('remove') ? id : null;
  const event: unknown = activity.channelData?.eventType;
  if (event === 'channelDeleted') return activity.channelData?.channel?.id ?? null;
  const removed = activity.membersRemoved?.some((member) => member.id === activity.recipient.id) ?? false;
  return removed || event === 'teamDeleted' || event === 'teamHardDeleted' ? id : null;
};

/** Follows an installationUpdate or conversationUpdate; answers the conversation unless the bot has left it (case 58). */
export const followMembership = async (
  conversations: Conversations,
  presence: Presence,
  activity: Activity,
): Promise<Conversation | null> => {
  const closed = findClosed(activity);
  if (closed === null) return rememberConversation(conversations, presence, activity);
  await presence.leave(closed, whoOf(activity));
  return null;
};
