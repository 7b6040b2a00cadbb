/**
 * Measures one thing: `npm run -s bench -- NAME [--people N] [--json]`. Prints the figure, its baseline of the same run
 * and their ratio as one JSON object; the limits in it are for whoever reads it.
 */
import { parseArgs } from 'node:util';
import { SyncError } from '../src/errors.ts';
import { benchDelta } from './bench/delta.ts';
import { benchPlan } from './bench/plan.ts';

const benches: Readonly<Record<string, (people: number) => Promise<object>>> = { plan: benchPlan, delta: benchDelta };

const options = { json: { type: 'boolean', default: false }, people: { type: 'string', default: '10000' } } as const;

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const bench = benches[positionals[0] ?? ''];
  const people = Number(values.people);
  if (!bench) throw new SyncError('bad-request', `Say what to measure: ${Object.keys(benches).join(', ')}.`);
  if (!Number.isInteger(people) || people < 200)
    throw new SyncError('bad-request', '--people must be a whole number from 200 on.');
  const measured = await bench(people);
  console.log(values.json ? JSON.stringify(measured) : JSON.stringify(measured, null, 2));
};

try {
  await run();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
