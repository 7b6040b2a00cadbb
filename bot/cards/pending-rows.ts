/** The names a pending card shows: at most ten, shared fairly between joiners, movers, leavers and accounts to delete. */
import type { PlanSummary } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { describeDeletion, describeJoiner, describeLeaver, describeMover, namesFrom } from './describe-row.ts';
import { type Container, container, label, type RichTextBlock, text } from './elements.ts';

const rowsShown = 10;

/** How many of each list to show so that no list starves while another has plenty: one each in turn, until `room` is used. */
export const shareRoom = (lengths: readonly number[], room: number): readonly number[] => {
  const shares = lengths.map(() => 0);
  let left = Math.min(
    room,
    lengths.reduce((sum, length) => sum + length, 0),
  );
  while (left > 0)
    for (const [index, length] of lengths.entries()) {
      const share = shares[index] ?? 0;
      if (left === 0 || share >= length) continue;
      shares[index] = share + 1;
      left -= 1;
    }
  return shares;
};

const section = (title: string, rows: readonly RichTextBlock[], total: number, words: Words): readonly Container[] => {
  if (rows.length === 0) return [];
  const hidden = total - rows.length;
  const more =
    hidden > 0 ? [text(words.say('pending.more', { count: hidden }), { isSubtle: true, spacing: 'Small' })] : [];
  return [container([label(title), ...rows, ...more], { separator: true, spacing: 'Medium' })];
};

/** One part a kind, empty kinds left out. */
export const drawRows = ({ top, counts, need }: PlanSummary, words: Words): readonly Container[] => {
  const lengths = [top.joiners.length, top.movers.length, top.leavers.length, top.deletions.length];
  const [joiners = 0, movers = 0, leavers = 0, deletions = 0] = shareRoom(lengths, rowsShown);
  const nameOf = namesFrom(need);
  return [
    ...section(
      words.say('section.joiner'),
      top.joiners.slice(0, joiners).map((row) => describeJoiner(row, nameOf, words)),
      counts.joiner,
      words,
    ),
    ...section(
      words.say('section.mover'),
      top.movers.slice(0, movers).map((row) => describeMover(row, words)),
      counts.mover,
      words,
    ),
    ...section(
      words.say('section.leaver'),
      top.leavers.slice(0, leavers).map((row) => describeLeaver(row, words)),
      counts.leaver,
      words,
    ),
    ...section(
      words.say('section.deletion'),
      top.deletions.slice(0, deletions).map((row) => describeDeletion(row, words)),
      counts.deletion,
      words,
    ),
  ];
};
