import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  choiceFor,
  type PlanRecord,
  type PlanState,
  planStates,
  requireApprovable,
  requireDecidable,
  roles,
  type Selection,
  selectChanges,
} from './approval.ts';
import { SyncError } from './errors.ts';
import { type ChangeKind, changeKinds, type Leaver, type Row, rowKinds } from './plan/plan.ts';
import { smallWorld } from './plan/small-world.ts';

const fingerprint = 'a'.repeat(64);
const madeAt = '2026-11-23T09:00:00.000Z';
const expiresAt = '2026-11-24T09:00:00.000Z';

const plan = smallWorld()
  .employs('ada')
  .employs('bob', { jobTitle: 'Director' })
  .knows('bob')
  .knows('cleo')
  .holdsCard('cleo')
  .proves('cleo', { kind: 'deleted-final' })
  .employs('dan')
  .knows('dan', { externalId: null })
  .employs('eve', { userType: 'Guest' })
  .plan();

const recordOf = (change: Partial<PlanRecord> = {}): PlanRecord => {
  const { rows: _, ...rest } = plan;
  return {
    id: 'plan',
    tenantId: plan.tenantId,
    fingerprint,
    state: 'proposed',
    madeAt,
    expiresAt,
    summary: { ...rest, top: { joiners: [], movers: [], leavers: [] } },
    decision: null,
    firstApproval: null,
    run: null,
    ...change,
  };
};

const codeOf = (act: () => void): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    assert.ok(error instanceof SyncError);
    assert.match(error.message, /^[A-Z0-9].*\.$/);
    return error.code;
  }
};

describe('who may decide', () => {
  const decision = { fingerprint, role: 'approver', now: new Date(madeAt) } as const;

  it('is an administrator or an approver, on the proposed plan that they saw, before it expires', () => {
    const codes: Readonly<Record<PlanState, string | null>> = {
      proposed: null,
      approved: 'plan-decided',
      rejected: 'plan-decided',
      expired: 'plan-expired',
      superseded: 'plan-superseded',
    };
    for (const state of planStates)
      for (const role of roles) {
        const code = codeOf(() => requireDecidable(recordOf({ state }), { ...decision, role }));
        assert.equal(code, role === 'colleague' ? 'forbidden' : codes[state]);
      }
  });

  it('is nobody from the very moment at which the plan expires (case 62)', () => {
    const at = (now: string) => codeOf(() => requireDecidable(recordOf(), { ...decision, now: new Date(now) }));
    assert.equal(at('2026-11-24T08:59:59.999Z'), null);
    assert.equal(at(expiresAt), 'plan-expired');
  });

  it('is nobody on a plan that they did not see (case 64)', () => {
    const other = { ...decision, fingerprint: 'b'.repeat(64) };
    assert.equal(
      codeOf(() => requireDecidable(recordOf(), other)),
      'fingerprint-mismatch',
    );
  });
});

describe('a selection', () => {
  const kindsOf = (selection: Selection) => selectChanges(plan.rows, selection).map(({ kind }) => kind);

  it('of everything, of kinds or of rows is in the plan’s order and never holds a row that only informs', () => {
    assert.deepEqual(kindsOf('all'), ['joiner', 'mover', 'leaver', 'link']);
    assert.deepEqual(kindsOf({ kinds: ['link', 'joiner'] }), ['joiner', 'link']);
    assert.deepEqual(kindsOf({ rows: ['link:dan', 'excluded:eve', 'mover:bob', 'mover:bob'] }), ['mover', 'link']);
  });

  it('never grows beyond the changes of the plan', () => {
    const selection = fc.oneof(
      fc.constant<Selection>('all'),
      fc.record({ kinds: fc.array(fc.constantFrom<ChangeKind>(...changeKinds)) }),
      fc.record({ rows: fc.array(fc.constantFrom(...plan.rows.map((row) => row.id), 'nobody')) }),
    );
    const rows = fc.array(fc.constantFrom<Row>(...plan.rows));
    fc.assert(
      fc.property(rows, selection, (given, chosen) => {
        const selected = selectChanges(given, chosen);
        assert.ok(selected.every((change) => given.includes(change) && changeKinds.includes(change.kind)));
        assert.ok(rowKinds.length > changeKinds.length);
      }),
    );
  });
});

describe('what may be approved', () => {
  const cards = { byCard: {}, others: 'deactivate' } as const;
  const approve = (selection: Selection, change: { others?: null } = {}) =>
    codeOf(() => {
      const approval = {
        action: 'approve',
        selection,
        cards: { ...cards, ...change },
        confirmedRemovals: null,
      } as const;
      requireApprovable(approval, selectChanges(plan.rows, selection), []);
    });

  it('is something, and all of it must be there', () => {
    assert.equal(approve('all'), null);
    assert.equal(approve({ rows: [] }), 'selection-empty');
    assert.equal(approve({ rows: ['excluded:eve'] }), 'selection-empty');
    assert.equal(approve({ rows: ['joiner:ada', 'excluded:eve'] }), 'bad-request');
    assert.equal(approve({ rows: ['joiner:ada', 'joiner:ada'] }), null);
  });

  it('is no removal of a card for which nobody chose (R24)', () => {
    assert.equal(approve('all', { others: null }), 'card-choice-missing');
    assert.equal(approve({ kinds: ['joiner'] }, { others: null }), null);
  });

  it('is no hand-over to nobody, nor to a joiner who is not approved too (R25)', () => {
    const recycling = smallWorld()
      .knows('cleo')
      .holdsCard('cleo')
      .holdsCard('cleo', { id: 'card-printed', printed: true })
      .proves('cleo', { kind: 'deleted-final' })
      .employs('ada')
      .plan();
    const faultOf = (selection: Selection, byCard: Readonly<Record<string, 'reassign'>>): string | null => {
      const approval = {
        action: 'approve',
        selection,
        cards: { byCard, others: 'release' },
        confirmedRemovals: null,
      } as const;
      try {
        requireApprovable(approval, selectChanges(recycling.rows, selection), []);
        return null;
      } catch (error) {
        assert.ok(error instanceof SyncError && error.code === 'card-choice-missing');
        return error.message;
      }
    };
    assert.equal(faultOf('all', { 'card-cleo': 'reassign' }), null);
    assert.equal(
      faultOf({ kinds: ['leaver'] }, { 'card-cleo': 'reassign' }),
      'The card Metal card of Cleo Byron can go to Ada Byron only when that joiner is approved as well. Select the joiner too, or choose to release or deactivate the card.',
    );
    assert.equal(
      faultOf('all', { 'card-printed': 'reassign' }),
      'There is no joiner to whom the card Metal card of Cleo Byron could go. Choose to release or deactivate it.',
    );
  });

  it('is no order that a pool does not suffice for (R9, case 67)', () => {
    const need = { sku: 'crm', kind: 'licence', name: 'CRM', needed: 3, available: 1, short: 2 } as const;
    const approval = { action: 'approve', selection: 'all', cards, confirmedRemovals: null } as const;
    const short = () => requireApprovable(approval, selectChanges(plan.rows, 'all'), [need]);
    assert.throws(short, { code: 'credits-short', message: /CRM: 3 needed, 1 left/, details: { pools: [need] } });
  });

  it('has a choice for each card: its own, else that for all others', () => {
    const leaver = plan.rows.find((row): row is Leaver => row.kind === 'leaver');
    const [card] = leaver?.cards ?? [];
    assert.ok(card);
    const choose = (byCard: Readonly<Record<string, 'release' | 'deactivate'>>, others: 'release' | null) =>
      choiceFor({ byCard, others }, card.id);
    assert.equal(choose({}, null), null);
    assert.equal(choose({}, 'release'), 'release');
    assert.equal(choose({ [card.id]: 'deactivate' }, 'release'), 'deactivate');
    assert.equal(choose({ another: 'deactivate' }, null), null);
    assert.equal(choiceFor({ byCard: {}, others: null }, 'constructor'), null);
  });
});
