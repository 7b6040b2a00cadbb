/** What the stand-in knows. A spec changes it and looks at what the tab makes of it. */
import type { Approval, Explanation, Me, Plan, Pool, Problem, Receipt, Row, StalePlan } from '../api.ts';
import { makePlan, makePools } from './sample-plan.ts';
import { type Amounts, makeRows } from './sample-rows.ts';

export interface World {
  plan: Plan | null;
  /** Plans that were in view before. */
  readonly older: Plan[];
  rows: readonly Row[];
  pools: readonly Pool[];
  health: Me['health'];
  cardSuggestion: 'release' | 'deactivate' | null;
  release: 'typed-number' | 'second-person';
  /** What of a plan that was replaced is the same in the one that waits. */
  stale: StalePlan | null;
  receipt: Receipt | null;
  /** By object id, for people whom no row is about. */
  readonly explanations: Map<string, Explanation>;
  /** Answered to every call of this path until taken away. */
  readonly refusals: Map<string, Pick<Problem, 'code' | 'status'> & { readonly details?: Problem['details'] }>;
  /** What the tab has sent, in order. */
  readonly sent: { readonly path: string; readonly body: unknown }[];
  /** What "Check now" finds; null finds nothing. */
  next: (() => Plan) | null;
}

export const people = [
  { id: 'anna', name: 'Anna de Vries', email: 'anna.devries@contoso.example' },
  { id: 'ben', name: 'Ben Okafor', email: 'ben.okafor@contoso.example' },
  { id: 'cleo', name: 'Cleo Martin', email: 'cleo.martin@contoso.example' },
] as const;

type PersonId = (typeof people)[number]['id'];
export const isPersonId = (id: string): id is PersonId => people.some((person) => person.id === id);

const roles = {
  anna: { role: 'administrator', checks: { globalAdministrator: 'yes', mobiloAdmin: 'yes', approver: 'no' } },
  ben: { role: 'approver', checks: { globalAdministrator: 'no', mobiloAdmin: 'no', approver: 'yes' } },
  cleo: { role: 'colleague', checks: { globalAdministrator: 'no', mobiloAdmin: 'unknown', approver: 'no' } },
} as const satisfies Record<PersonId, Pick<Me, 'role' | 'checks'>>;

export const describeMe = (id: PersonId, world: World): Me => ({
  id,
  name: people.find((person) => person.id === id)?.name ?? id,
  tenantId: 'tenant',
  ...roles[id],
  health: world.health,
});

const amounts: Amounts = { joiners: 12, movers: 7, leavers: 3, links: 2 };

export const makeWorld = (change: Partial<Amounts> = {}): World => {
  const rows = makeRows({ ...amounts, ...change });
  const pools = makePools((sku) => (sku === 'card-metal' ? 12 : 40_000));
  return {
    plan: makePlan(rows, pools),
    older: [],
    rows,
    pools,
    health: {
      directory: { ok: true, code: null, sentence: 'The directory answers.' },
      mobilo: { ok: true, code: null, sentence: 'Mobilo answers.' },
      lastReadingAt: new Date(Date.now() - 300_000).toISOString(),
      quarantine: null,
      automatic: null,
    },
    cardSuggestion: null,
    release: 'typed-number',
    stale: null,
    receipt: null,
    explanations: new Map(),
    refusals: new Map(),
    sent: [],
    next: null,
  };
};

/** The rows that an approval names. */
export const selectRows = (rows: readonly Row[], selection: Approval['selection']): readonly Row[] => {
  const changes = rows.filter((row) => row.kind !== 'keep' && row.kind !== 'conflict' && row.kind !== 'excluded');
  if (selection === 'all') return changes;
  if ('kinds' in selection) return changes.filter((row) => selection.kinds.some((kind) => kind === row.kind));
  return changes.filter((row) => selection.rows.includes(row.id));
};
