import { findShortages } from '../../src/plan/forecast.ts';
import type { Forecast, PlanSummary, PoolNeed } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type Container, container, label, type RichTextBlock, rich, run, text } from './elements.ts';

const poolsShown = 6;
const shortagesShown = 3;

const drawPool = ({ name, needed, available, short }: PoolNeed, words: Words): RichTextBlock =>
  rich(
    [
      run(clip(name, 40), { weight: 'Bolder' }),
      run(` · ${words.say('need.pool', { needed, available })}`, { isSubtle: true }),
      ...(short > 0 ? [run(` ${words.say('need.short', { short })}`, { weight: 'Bolder', color: 'Attention' })] : []),
    ],
    { spacing: 'Small' },
  );

/** One line about the pools that people who are hired later will exhaust, the soonest first. */
const drawAhead = (shortages: readonly Forecast[], words: Words): readonly RichTextBlock[] => {
  if (shortages.length === 0) return [];
  const told = shortages
    .slice(0, shortagesShown)
    .map(({ name, left, on }) => words.say('need.ahead', { name: clip(name, 40), short: -left, day: words.day(on) }));
  const hidden = shortages.length - shortagesShown;
  if (hidden > 0) told.push(words.say('pending.more', { count: hidden }));
  return [rich([run(told.join(' · '), { color: 'Warning' })], { spacing: 'Small' })];
};

/** What the plan costs by pool, short pools first, and what will be short; a shortage is told in words and colour (R9). */
export const drawCredits = (
  { need, forecast }: Pick<PlanSummary, 'need' | 'forecast'>,
  words: Words,
): readonly Container[] => {
  const ahead = drawAhead(findShortages(forecast), words);
  if (need.length === 0 && ahead.length === 0) return [];
  const pools = [...need].sort((a, b) => Math.sign(b.short) - Math.sign(a.short));
  const hidden = pools.length - poolsShown;
  const short = pools.some((pool) => pool.short > 0);
  return [
    container(
      [
        label(words.say('section.need')),
        ...pools.slice(0, poolsShown).map((pool) => drawPool(pool, words)),
        ...(hidden > 0
          ? [text(words.say('pending.more', { count: hidden }), { isSubtle: true, spacing: 'Small' })]
          : []),
        ...ahead,
        ...(short ? [text(words.say('need.advice'), { spacing: 'Small' })] : []),
      ],
      { separator: true, spacing: 'Medium' },
    ),
  ];
};
