/** The bot in the chat. Behind this door, and nowhere else, are botbuilder and teams-ai. */
import type { TurnContext } from 'botbuilder';
import { createCooldown } from './teams-cooldown.ts';
import { answerFault } from './teams-faults.ts';
import { announcePlan, redrawPlan } from './teams-posting.ts';
import { createRouter } from './teams-router.ts';
import type { Ground } from './teams-speaking.ts';
import { createTurns } from './teams-turns.ts';

export interface TeamsBotOptions extends Ground {
  /** Milliseconds between two redrawings of one plan. Teams allows 1,800 messages an hour in one conversation. */
  readonly redrawGap?: number;
}

export interface TeamsBot {
  /** Answers one turn. Never throws: what goes wrong is logged, and said in a sentence. */
  handle(context: TurnContext): Promise<void>;
  /**
   * Redraws every posted card of the plan. Calls in quick succession are joined, so a run that tells each step
   * should not wait for it. Faults of one conversation are logged; throws when the plan cannot be read.
   */
  updateCards(tenantId: string, planId: string): Promise<void>;
  /** Posts the proposed plan to every known conversation that has not got it. Faults as for `updateCards`. */
  announce(tenantId: string, planId: string): Promise<void>;
}

/** Faults of a turn are answered here and not in the adapter's onTurnError, which would also speak up in proactive turns. */
export const createTeamsBot = ({ redrawGap = 2_000, ...ground }: TeamsBotOptions): TeamsBot => {
  const { log } = ground;
  const takeTurns = createCooldown(redrawGap);
  const updateCards = (tenantId: string, planId: string): Promise<void> =>
    takeTurns(`redraw ${tenantId} ${planId}`, () => redrawPlan(ground, tenantId, planId));
  const route = createRouter(
    createTurns(ground, (tenantId, planId) => {
      updateCards(tenantId, planId).catch((err: unknown) => log.error({ err, planId }, 'Cards were not redrawn.'));
    }),
  );
  return {
    handle: (context) => route(context).catch((error: unknown) => answerFault(context, error, log)),
    updateCards,
    announce: (tenantId, planId) =>
      takeTurns(`announce ${tenantId} ${planId}`, () => announcePlan(ground, tenantId, planId)),
  };
};
