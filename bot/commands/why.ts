import { explainTo } from '../../src/why.ts';
import { isPersonName } from '../../src/why-subject.ts';
import { drawWhy } from '../cards/why-card.ts';
import type { Command } from './command.ts';

const oneself: readonly string[] = ['me', 'myself', 'mij', 'ik', 'mezelf'];

/** Explains what would be done with a person, and on what evidence. Colleagues ask about themselves. */
export const why: Command = {
  name: 'why',
  words: { en: ['why', 'explain'], nl: ['waarom', 'verklaar'] },
  takes: () => true,
  run: async ({ sync, actor, view, say, show }, argument) => {
    const who = oneself.includes(argument) ? actor.id : argument;
    if (who !== actor.id && !isPersonName(who)) return say(view.words.say('say.why-usage'));
    const role = await sync.readRole(actor.id);
    const explanation = await explainTo((name) => sync.explain(name), who, { id: actor.id, role });
    return show(drawWhy(explanation, { ...view, role: role.role }));
  },
};
