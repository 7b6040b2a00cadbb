import type { Command } from './command.ts';

export const pending: Command = {
  name: 'pending',
  words: { en: ['pending', 'plan'], nl: ['openstaand', 'wachtend'] },
  run: async ({ sync, view, say, postPlan }) => {
    const record = await sync.readPending();
    await (record ? postPlan(record) : say(view.words.say('say.no-pending')));
  },
};
