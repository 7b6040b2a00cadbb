/** The answer to an approval that came too late: what moved, and the rest with one press (case 60). */
import type { CardDecisions, Selection } from '../../src/approval.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type AdaptiveCard, heading, openUrl, rich, run, text } from './elements.ts';
import { frame } from './frame.ts';
import { decisionsData, execute } from './verbs.ts';
import { planPage, type View } from './view.ts';

/** What an approval of a plan that was replaced is told. */
export interface Superseded {
  readonly current: { readonly planId: string; readonly fingerprint: string };
  readonly unchanged: number;
  readonly moved: readonly { readonly name: string; readonly how: 'gone' | 'new' | 'changed' }[];
}

/** The approval that was tried. */
export interface Tried {
  readonly planId: string;
  readonly fingerprint: string;
  readonly selection: Selection;
  readonly cards: CardDecisions;
  readonly confirmedRemovals: number | null;
}

const movedShown = 8;

const drawMoved = ({ moved }: Superseded, words: Words) => {
  const lines = moved
    .slice(0, movedShown)
    .map(({ name, how }) => rich([run(`${clip(name, 60)} · ${words.say(`moved.${how}`)}`)], { spacing: 'None' }));
  return moved.length <= movedShown
    ? lines
    : [
        ...lines,
        text(words.say('pending.more', { count: moved.length - movedShown }), { isSubtle: true, spacing: 'None' }),
      ];
};

/** Offers to approve in the newer plan exactly what is unchanged of the approval that was tried. */
export const drawStale = (superseded: Superseded, tried: Tried, { words, wizardUrl }: View): AdaptiveCard => {
  const { current, unchanged } = superseded;
  const { planId, fingerprint, selection, cards, confirmedRemovals } = tried;
  const data = { planId, fingerprint, selection, current, ...decisionsData(cards, confirmedRemovals) };
  const offer = words.say('action.approve-unchanged', { count: unchanged });
  return frame(
    `${words.say('superseded.title')}.`,
    [heading(words.say('superseded.title')), text(words.say('superseded.moved')), ...drawMoved(superseded, words)],
    [
      ...(unchanged > 0 ? [execute('plan/approve-unchanged', offer, data, { style: 'positive' })] : []),
      execute('plan/show', words.say('action.show-current'), { planId: current.planId }),
      openUrl(words.say('action.review'), wizardUrl(planPage(current.planId))),
    ],
  );
};
