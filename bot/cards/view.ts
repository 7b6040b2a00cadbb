import type { Role } from '../../src/approval.ts';
import type { Words } from '../locales/words.ts';

/** For whom a card is drawn. */
export interface View {
  readonly words: Words;
  /** Null: for everybody in a conversation, so with the buttons; the server decides who may press them. */
  readonly role: Role | null;
  /** The address of the tab, or of one of its pages. */
  readonly wizardUrl: (subPage?: string) => string;
}

/** The page of the tab on which a plan is reviewed and its run is told. */
export const planPage = (planId: string): string => `plan/${planId}`;

/** The page of the tab on which credits are added. */
export const creditsPage = 'credits';

/** The page of the tab on which one person is explained. */
export const personPage = (personId: string): string => `person/${personId}`;
