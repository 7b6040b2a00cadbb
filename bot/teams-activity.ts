/** What an activity says about where it comes from and who sent it. The adapter has proved its origin before. */
import { type Activity, TurnContext } from 'botbuilder';
import type { Actor } from '../src/approval.ts';
import { SyncError } from '../src/errors.ts';
import type { Conversation } from '../src/store/conversations.ts';

/** The tenant in which it was said. Throws `foreign-tenant` when Teams names none. */
export const readTenantId = (activity: Activity): string => {
  const tenantId: unknown = activity.conversation.tenantId ?? activity.channelData?.tenant?.id;
  if (typeof tenantId === 'string' && tenantId !== '') return tenantId;
  throw new SyncError(
    'foreign-tenant',
    'Teams did not say which organization this is. Open the app in Teams and try again.',
  );
};

/** Who wrote or pressed. Throws `unauthenticated` when Teams does not say, as for somebody from another service. */
export const readActor = ({ from }: Activity): Actor => {
  if (from?.aadObjectId) return { id: from.aadObjectId, name: from.name || from.aadObjectId };
  throw new SyncError(
    'unauthenticated',
    'Teams did not say who you are, so nothing was done. Sign in to Teams with your work account and try again.',
  );
};

/** In a channel the id of a conversation ends in the thread; the bot remembers the channel. */
const withoutThread = (conversationId: string): string => conversationId.replace(/;messageid=.*$/, '');

/** The conversation, to be kept. Who spoke last is part of it in a personal chat only. */
export const readConversation = (activity: Activity): Conversation => {
  const { user, activityId: _, ...reference } = TurnContext.getConversationReference(activity);
  const personal = activity.conversation.conversationType === 'personal';
  const id = withoutThread(activity.conversation.id);
  return {
    id,
    reference: { ...reference, ...(personal ? { user } : {}), conversation: { ...reference.conversation, id } },
    locale: activity.locale ?? null,
    personal,
  };
};

interface Mention {
  readonly type: string;
  readonly text?: string;
  readonly mentioned?: { readonly id?: string; readonly aadObjectId?: string };
}

/** What was written, with each mentioned person as an Entra object id where Teams tells it; mentions of the bot stay. */
export const readText = ({ text, entities, recipient }: Activity): string =>
  ((entities ?? []) as readonly Mention[]).reduce((written, { type, text: shown, mentioned }) => {
    const personId = type === 'mention' && mentioned?.id !== recipient?.id ? mentioned?.aadObjectId : undefined;
    return personId && shown ? written.replace(shown, () => personId) : written;
  }, text ?? '');
