import { SyncError } from '../../errors.ts';

/**
 * What a person of the sample company is to the next plan. `steady`: nothing to do. `disabled`, `deleted` (restorable)
 * and `gone` (for ever) are the leavers. `conflict`: new, with the address of an account that is linked to somebody else.
 */
export type Fate = 'steady' | 'joiner' | 'mover' | 'disabled' | 'deleted' | 'gone' | 'link' | 'conflict';

const smallest = 10;

const repeat = (fate: Fate, times: number): readonly Fate[] => Array<Fate>(times).fill(fate);

const countChanges = (people: number) =>
  people === 60
    ? { joiners: 12, movers: 7 }
    : { joiners: Math.max(1, Math.round(people * 0.05)), movers: Math.max(1, Math.round(people * 0.03)) };

/**
 * One fate for each of `people` in the directory, then one for each who has left it. Sixty people give 12 joiners,
 * 7 movers, 3 leavers, 2 links and 1 conflict; other sizes about 5 %, 3 % and 0.3 % (at least three leavers).
 * @throws SyncError `configuration` when the company is too small to hold one of each.
 */
export const drawFates = (people: number): readonly Fate[] => {
  if (!Number.isInteger(people) || people < smallest)
    throw new SyncError('configuration', `A sample company has at least ${smallest} people. Ask for a larger number.`);
  const { joiners, movers } = countChanges(people);
  const leavers = Math.max(3, Math.round(people * 0.003));
  const disabled = Math.floor(leavers / 3);
  const gone = Math.floor(leavers / 3);
  const changing: readonly Fate[] = [
    ...repeat('mover', movers),
    ...repeat('disabled', disabled),
    ...repeat('link', 2),
    ...repeat('joiner', joiners),
    'conflict',
  ];
  const left = [...repeat('deleted', leavers - disabled - gone), ...repeat('gone', gone)];
  return [...repeat('steady', people - changing.length), ...changing, ...left];
};
