import { isPersonName } from '../../src/why-subject.ts';
import type { Command, CommandTurn } from './command.ts';

/** Looks the person up first, so that whoever mistypes hears of it at once. */
const syncPerson = async ({ sync, actor, view, say }: CommandTurn, who: string): Promise<void> => {
  const { personId } = await sync.explain(who);
  if (personId === null) return say(view.words.say('say.sync-unlinked', { who }));
  await sync.requestPlan(actor, [personId]);
  return say(view.words.say('say.sync-person', { who }));
};

/** Asks for a new plan, of everybody or of one person. The job that makes it posts the card. */
export const sync: Command = {
  name: 'sync',
  words: { en: ['sync', 'synchronize', 'synchronise'], nl: ['sync', 'synchroniseer', 'synchroniseren'] },
  takes: isPersonName,
  run: async (turn, who) => {
    const { words } = turn.view;
    const { role } = await turn.sync.readRole(turn.actor.id);
    if (role === 'colleague') return turn.say(words.say('say.sync-forbidden'));
    if (who !== '') return syncPerson(turn, who);
    await turn.sync.requestPlan(turn.actor);
    return turn.say(words.say('say.sync-started'));
  },
};
