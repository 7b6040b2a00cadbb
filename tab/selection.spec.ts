import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Change, ChangeKind } from './api.ts';
import {
  type Counts,
  countAllTicked,
  countTicked,
  findKindsToList,
  isTicked,
  priceTicked,
  type Ticks,
  tickEverything,
  tickKind,
  tickRows,
  toSelection,
} from './selection.ts';
import { makePlan, makePools } from './stand-in/sample-plan.ts';
import { makeRows } from './stand-in/sample-rows.ts';

const rows = makeRows({ joiners: 4, movers: 3, leavers: 2, links: 0 });
const changes = rows.filter((row): row is Change => !['keep', 'conflict', 'excluded'].includes(row.kind));
const plan = makePlan(
  rows,
  makePools(() => 3),
);
const counts: Counts = plan.summary.counts;
const ofKind = (kind: ChangeKind): readonly Change[] => changes.filter((row) => row.kind === kind);
const idsOf = (kind: ChangeKind): readonly string[] => ofKind(kind).map((row) => row.id);
const untick = (ticks: Ticks, ...wanted: readonly Change[]): Ticks => tickRows(ticks, wanted, false, counts);

describe('ticking the rows of a plan', () => {
  const [first, second] = ofKind('joiner');
  assert.ok(first && second);

  it('begins with every change, and sends that as one word', () => {
    const ticks = tickEverything(false);
    assert.equal(countAllTicked(ticks, counts), 9);
    assert.equal(toSelection(ticks, counts), 'all');
  });

  it('begins without the leavers when removals are held', () => {
    const ticks = tickEverything(true);
    assert.equal(countTicked(ticks, counts, 'leaver'), 0);
    assert.deepEqual(toSelection(ticks, counts), { kinds: ['joiner', 'mover'] });
  });

  it('sends whole kinds by their names', () => {
    const ticks = tickKind(tickEverything(false), 'joiner', false);
    assert.deepEqual(toSelection(ticks, counts), { kinds: ['mover', 'leaver'] });
  });

  it('lists the rows as soon as some of a kind are left out, and says which kinds must be read for that', () => {
    const ticks = untick(tickKind(tickEverything(false), 'leaver', false), first);
    assert.deepEqual(findKindsToList(ticks, counts), ['joiner', 'mover']);
    assert.deepEqual(toSelection(ticks, counts, { joiner: idsOf('joiner'), mover: idsOf('mover') }), {
      rows: [...idsOf('joiner').slice(1), ...idsOf('mover')],
    });
  });

  it('knows the rows of a few ticked ones without reading anything', () => {
    const ticks = tickRows(tickKind(tickEverything(false), 'joiner', false), [first], true, counts);
    const only = tickKind(tickKind(ticks, 'mover', false), 'leaver', false);
    assert.deepEqual(findKindsToList(only, counts), []);
    assert.deepEqual(toSelection(only, counts), { rows: [first.id] });
  });

  it('is a whole kind again when the last row is ticked, and nothing when the last is unticked', () => {
    assert.equal(toSelection(tickRows(untick(tickEverything(false), first), [first], true, counts), counts), 'all');
    assert.equal(countTicked(untick(tickEverything(false), ...ofKind('joiner')), counts, 'joiner'), 0);
  });

  it('does not change when a row is ticked twice', () => {
    const once = untick(tickEverything(false), first);
    assert.deepEqual(untick(once, first), once);
  });

  it('sends exactly what is ticked, whatever was pressed before', () => {
    const press = fc.record({ on: fc.boolean(), rows: fc.subarray([...changes]) });
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const ticks = presses.reduce(
          (now, { on, rows: some }) => tickRows(now, some, on, counts),
          tickEverything(false),
        );
        const listed = Object.fromEntries(findKindsToList(ticks, counts).map((kind) => [kind, idsOf(kind)]));
        const selection = toSelection(ticks, counts, listed);
        const sent = changes.filter(
          (row) =>
            selection === 'all' ||
            ('kinds' in selection ? selection.kinds.includes(row.kind) : selection.rows.includes(row.id)),
        );
        const ticked = changes.filter((row) => isTicked(ticks, row));
        assert.deepEqual(sent, ticked);
        assert.equal(countAllTicked(ticks, counts), ticked.length);
      }),
    );
  });
});

describe('pricing what is ticked', () => {
  it('needs for the whole plan what the plan says', () => {
    assert.deepEqual(priceTicked(tickEverything(false), plan.summary.need, []), plan.summary.need);
  });

  it('needs for some joiners what their orders take, and leaves out pools that nobody needs', () => {
    const [first] = ofKind('joiner');
    assert.ok(first);
    const ticks = tickRows(tickKind(tickEverything(false), 'joiner', false), [first], true, counts);
    assert.deepEqual(
      priceTicked(ticks, plan.summary.need, []).map(({ sku, needed, short }) => [sku, needed, short]),
      [
        ['card-metal', 1, 0],
        ['user', 1, 0],
        ['crm', 1, 0],
        ['keyring', 1, 0],
      ],
    );
  });

  it('is the same whether the others were left out or these were ticked', () => {
    const some = ofKind('joiner').slice(0, 2);
    const others = ofKind('joiner').slice(2);
    const none = tickKind(tickEverything(false), 'joiner', false);
    assert.deepEqual(
      priceTicked(tickRows(none, some, true, counts), plan.summary.need, []),
      priceTicked(untick(tickEverything(false), ...others), plan.summary.need, []),
    );
  });

  it('goes by the balances of today', () => {
    const pools = makePools((sku) => (sku === 'user' ? 1 : 100));
    const short = priceTicked(tickEverything(false), plan.summary.need, pools).filter((pool) => pool.short > 0);
    assert.deepEqual(
      short.map(({ sku, needed, available, short: missing }) => [sku, needed, available, missing]),
      [['user', 4, 1, 3]],
    );
  });
});
