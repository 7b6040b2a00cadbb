/** How the bot speaks in a conversation without being spoken to, and which conversations it speaks in. */
import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { Presence } from '../src/dormancy.ts';
import type { Conversation, Conversations } from '../src/store/conversations.ts';
import type { Sync } from '../src/sync.ts';
import type { View } from './cards/view.ts';
import { isConversationGone } from './teams-connector-faults.ts';
import type { BotLog } from './teams-faults.ts';
import { patiently } from './teams-patience.ts';

/** What the bot stands on. */
export interface Ground {
  readonly adapter: Pick<CloudAdapter, 'continueConversationAsync'>;
  readonly appId: string;
  readonly syncOf: (tenantId: string) => Sync;
  readonly conversationsOf: (tenantId: string) => Conversations;
  readonly presenceOf: (tenantId: string) => Presence;
  /** The address of the tab, or of one of its pages: `plan/<id>`, `credits`. */
  readonly wizardUrl: View['wizardUrl'];
  readonly log: BotLog;
}

/** Speaks out of turn. A fault is thrown here and not told to people who asked nothing, as an adapter's onTurnError would. */
export const speakIn = async (
  { adapter, appId }: Ground,
  conversation: Conversation,
  speak: (context: TurnContext) => Promise<void>,
): Promise<void> => {
  const faults: unknown[] = [];
  const reference = conversation.reference as Partial<ConversationReference>;
  await adapter.continueConversationAsync(appId, reference, (context) =>
    speak(context).catch((fault: unknown) => void faults.push(fault)),
  );
  if (faults.length > 0) throw faults[0];
};

/** Conversations spoken to at the same time; Teams allows 30 requests a second in a tenant. */
const lanes = 4;

const forEachInLanes = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const queue = items.values();
  const drain = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, drain));
};

/** Does the same in many conversations: what one refuses is logged and does not keep the others waiting. */
export const speakInEach = <T>(
  { conversationsOf, log }: Ground,
  tenantId: string,
  items: readonly T[],
  conversationOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<void> =>
  forEachInLanes(items, async (item) => {
    const conversationId = conversationOf(item);
    try {
      await patiently(() => work(item));
    } catch (error) {
      if (isConversationGone(error)) {
        log.info({ tenantId, conversationId }, 'The bot may not speak here any more; the conversation is forgotten.');
        await conversationsOf(tenantId).remove(conversationId);
      } else log.warn({ err: error, tenantId, conversationId }, 'A card could not be posted or redrawn.');
    }
  });
