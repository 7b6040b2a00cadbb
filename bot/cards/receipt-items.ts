/** What was not done, why, and what to do about it: the part of a receipt that needs a person. */
import type { Outcome, Receipt } from '../../src/apply/receipt.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type Container, container, type Element, label, rich, run, text } from './elements.ts';
import { shareRoom } from './pending-rows.ts';

const itemsShown = 8;
/** The most urgent first. */
const troubles = ['failed', 'uncertain', 'skipped', 'open'] as const satisfies readonly Outcome[];
type Trouble = (typeof troubles)[number];

const drawItems = (receipt: Receipt, outcome: Trouble, room: number, words: Words): Container => {
  const items = receipt.items.filter((item) => item.outcome === outcome).slice(0, room);
  const hidden = receipt.counts[outcome] - items.length;
  const lines: readonly Element[] = items.map(({ name, why }) =>
    rich(
      [
        run(clip(name, 60), { weight: 'Bolder' }),
        run(` · ${clip(why ?? words.say('receipt.unexplained'), 160)}`, { isSubtle: true }),
      ],
      { spacing: 'Small' },
    ),
  );
  const more =
    hidden > 0 ? [text(words.say('pending.more', { count: hidden }), { isSubtle: true, spacing: 'Small' })] : [];
  return container(
    [
      label(words.say(`section.${outcome}`)),
      ...lines,
      ...more,
      text(words.say(`advice.${outcome}`), { size: 'Small', spacing: 'Small' }),
    ],
    { separator: true, spacing: 'Medium' },
  );
};

/** One part for each outcome that is not `done`, at most eight names in all. */
export const drawTroubles = (receipt: Receipt, words: Words): readonly Container[] => {
  const present = troubles.filter((outcome) => receipt.counts[outcome] > 0);
  const room = shareRoom(
    present.map((outcome) => receipt.counts[outcome]),
    itemsShown,
  );
  return present.map((outcome, index) => drawItems(receipt, outcome, room[index] ?? 0, words));
};
