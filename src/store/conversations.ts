/** Where the bot may speak, and which cards it has posted for a plan. */

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
