/** Posts the cards of plans and keeps them in step with their plans, in every conversation of a tenant. */
import type { TurnContext } from 'botbuilder';
import type { Conversation, PostedCard } from '../src/store/conversations.ts';
import { countChanges } from './cards/offers.ts';
import { isMessageGone } from './teams-connector-faults.ts';
import { drawFor, type Reader, readStanding, type Standing } from './teams-plan-view.ts';
import { messageWith } from './teams-replies.ts';
import { type Ground, speakIn, speakInEach } from './teams-speaking.ts';

/** In a personal chat a card is drawn for the person, elsewhere for everybody. */
const readerOf = ({ reference, locale, personal }: Conversation): Reader => {
  const { aadObjectId } = Object(reference.user) as { readonly aadObjectId?: string };
  return { locale, personId: personal ? (aadObjectId ?? null) : null };
};

/** Posts a plan in the conversation of this turn and remembers where, so that it is redrawn from now on. */
export const postPlan = async (
  { syncOf, conversationsOf, wizardUrl }: Ground,
  context: TurnContext,
  tenantId: string,
  conversation: Conversation,
  standing: Standing,
): Promise<void> => {
  const reader = readerOf(conversation);
  const sent = await context.sendActivity(messageWith(await drawFor(syncOf(tenantId), standing, reader, wizardUrl)));
  if (!sent?.id) return;
  await conversationsOf(tenantId).rememberCard({
    planId: standing.record.id,
    conversationId: conversation.id,
    activityId: sent.id,
    personId: reader.personId,
  });
};

const redrawOne = async (ground: Ground, tenantId: string, card: PostedCard, standing: Standing): Promise<void> => {
  const conversations = ground.conversationsOf(tenantId);
  const conversation = await conversations.find(card.conversationId);
  if (!conversation) return conversations.forgetCard(card);
  const reader: Reader = { locale: conversation.locale, personId: card.personId };
  const drawn = await drawFor(ground.syncOf(tenantId), standing, reader, ground.wizardUrl);
  await speakIn(ground, conversation, async (context) => {
    try {
      await context.updateActivity({ ...messageWith(drawn), id: card.activityId });
    } catch (error) {
      if (!isMessageGone(error)) throw error;
      await conversations.forgetCard(card);
      await postPlan(ground, context, tenantId, conversation, standing);
    }
  });
};

/** Redraws every posted card of the plan as it stands now; where the message is gone, a new one is posted. */
export const redrawPlan = async (ground: Ground, tenantId: string, planId: string): Promise<void> => {
  const cards = await ground.conversationsOf(tenantId).listCards(planId);
  if (cards.length === 0) return;
  const sync = ground.syncOf(tenantId);
  const standing = await readStanding(sync, await sync.readPlan(planId));
  const place = (card: PostedCard) => card.conversationId;
  await speakInEach(ground, tenantId, cards, place, (card) => redrawOne(ground, tenantId, card, standing));
};

/** Groups and channels are told, and in personal chats those who may decide: nobody else is sent news unasked. */
const isToldUnasked = async (ground: Ground, tenantId: string, conversation: Conversation): Promise<boolean> => {
  if (!conversation.personal) return true;
  const { personId } = readerOf(conversation);
  if (personId === null) return false;
  return (await ground.syncOf(tenantId).readRole(personId)).role !== 'colleague';
};

/** Posts the proposed plan to the conversations that have no card of it yet. A plan that changes nothing asks nobody. */
export const announcePlan = async (ground: Ground, tenantId: string, planId: string): Promise<void> => {
  const conversations = ground.conversationsOf(tenantId);
  const record = await ground.syncOf(tenantId).readPlan(planId);
  if (record.state !== 'proposed' || countChanges(record.summary.counts) === 0) return;
  const told = new Set((await conversations.listCards(planId)).map((card) => card.conversationId));
  const untold = (await conversations.list()).filter((conversation) => !told.has(conversation.id));
  const place = (conversation: Conversation) => conversation.id;
  await speakInEach(ground, tenantId, untold, place, async (conversation) => {
    if (!(await isToldUnasked(ground, tenantId, conversation))) return;
    await speakIn(ground, conversation, (context) =>
      postPlan(ground, context, tenantId, conversation, { record, receipt: null }),
    );
  });
};
