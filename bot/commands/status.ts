import { drawStatus } from '../cards/status-card.ts';
import type { Command } from './command.ts';

export const status: Command = {
  name: 'status',
  words: { en: ['status', 'health'], nl: ['status', 'toestand'] },
  run: async ({ sync, actor, view, show }) => {
    const [health, pending, { role }] = await Promise.all([
      sync.readHealth(),
      sync.readPending(),
      sync.readRole(actor.id),
    ]);
    await show(drawStatus({ health, pending, role }, view));
  },
};
