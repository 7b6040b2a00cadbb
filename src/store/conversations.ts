/** Where the bot may speak, and which cards it has posted for a plan. */
import { and, asc, eq } from 'drizzle-orm';
import { conversations, postedCards } from './schema.ts';
import type { Queryable } from './store.ts';

export interface Conversation {
  readonly id: string;
  /** The Bot Framework's conversation reference, kept as it came. */
  readonly reference: Readonly<Record<string, unknown>>;
  readonly locale: string | null;
  readonly personal: boolean;
}

export interface PostedCard {
  readonly planId: string;
  readonly conversationId: string;
  readonly activityId: string;
  /** For whom it was drawn: an Entra object id in a personal chat, null for everybody. */
  readonly personId: string | null;
}

/** The conversations of one tenant. */
export interface Conversations {
  save(conversation: Conversation): Promise<void>;
  find(conversationId: string): Promise<Conversation | null>;
  list(): Promise<readonly Conversation[]>;
  /** Forgets the conversation and the cards in it. */
  remove(conversationId: string): Promise<void>;
  rememberCard(card: PostedCard): Promise<void>;
  forgetCard(card: PostedCard): Promise<void>;
  listCards(planId: string): Promise<readonly PostedCard[]>;
}

const toConversation = ({ id, reference, locale, personal }: Conversation): Conversation => ({
  id,
  reference,
  locale,
  personal,
});

const cardsOf = (on: Queryable, tenantId: string): Pick<Conversations, 'rememberCard' | 'forgetCard' | 'listCards'> => {
  const ofPlan = (planId: string) => and(eq(postedCards.tenantId, tenantId), eq(postedCards.planId, planId));
  return {
    rememberCard: async (card) => {
      await on.db
        .insert(postedCards)
        .values({ tenantId, ...card })
        .onConflictDoNothing();
    },
    forgetCard: async ({ planId, conversationId, activityId }) => {
      const place = and(eq(postedCards.conversationId, conversationId), eq(postedCards.activityId, activityId));
      await on.db.delete(postedCards).where(and(ofPlan(planId), place));
    },
    listCards: (planId) =>
      on.db
        .select({
          planId: postedCards.planId,
          conversationId: postedCards.conversationId,
          activityId: postedCards.activityId,
          personId: postedCards.personId,
        })
        .from(postedCards)
        .where(ofPlan(planId))
        .orderBy(asc(postedCards.conversationId), asc(postedCards.activityId)),
  };
};

/** The conversations and cards of one tenant in the database. */
export const conversationsOf = (on: Queryable, tenantId: string): Conversations => {
  const ofTenant = eq(conversations.tenantId, tenantId);
  const here = (conversationId: string) => and(ofTenant, eq(conversations.id, conversationId));
  return {
    save: async (conversation) => {
      const values = { ...toConversation(conversation), updatedAt: new Date() };
      await on.db
        .insert(conversations)
        .values({ tenantId, ...values })
        .onConflictDoUpdate({ target: [conversations.tenantId, conversations.id], set: values });
    },
    find: async (conversationId) => {
      const [found] = await on.db.select().from(conversations).where(here(conversationId));
      return found ? toConversation(found) : null;
    },
    list: async () => {
      const found = await on.db.select().from(conversations).where(ofTenant).orderBy(asc(conversations.id));
      return found.map(toConversation);
    },
    remove: async (conversationId) => {
      const cards = and(eq(postedCards.tenantId, tenantId), eq(postedCards.conversationId, conversationId));
      const forgotten = on.db.$with('forgotten').as(on.db.delete(postedCards).where(cards).returning());
      await on.db.with(forgotten).delete(conversations).where(here(conversationId));
    },
    ...cardsOf(on, tenantId),
  };
};
