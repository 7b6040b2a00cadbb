import type { Command } from './command.ts';

/** Asks for a new plan. The job that makes it posts the card. */
export const sync: Command = {
  name: 'sync',
  words: { en: ['sync', 'synchronize', 'synchronise'], nl: ['sync', 'synchroniseer', 'synchroniseren'] },
  run: async (turn) => {
    const { words } = turn.view;
    const { role } = await turn.sync.readRole(turn.actor.id);
    if (role === 'colleague') return turn.say(words.say('say.sync-forbidden'));
    await turn.sync.requestPlan(turn.actor);
    return turn.say(words.say('say.sync-started'));
  },
};
