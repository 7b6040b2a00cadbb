import { createHash, randomUUID } from 'node:crypto';
import { rowKinds } from '../../src/plan/plan.ts';
import type { Plan, Pool, PoolNeed, Row } from '../api.ts';

export const catalog = [
  { sku: 'card-metal', kind: 'card', name: 'Metal', material: 'Metal', printed: false },
  { sku: 'card-wood', kind: 'card', name: 'Wood', material: 'Wood', printed: false },
  { sku: 'card-wood-printed', kind: 'card', name: 'Wood, printed', material: 'Wood', printed: true },
  { sku: 'user', kind: 'licence', name: 'User licence', material: null, printed: false },
  { sku: 'crm', kind: 'licence', name: 'CRM licence', material: null, printed: false },
  { sku: 'custom-digital-package', kind: 'licence', name: 'Custom Digital Package', material: null, printed: false },
  { sku: 'keyring', kind: 'accessory', name: 'Key ring', material: null, printed: false },
] as const;

export const makePools = (available: (sku: string) => number): readonly Pool[] =>
  catalog.map(({ sku, kind, name }) => ({ sku, kind, name, available: available(sku), reserved: 0 }));

const skusOf = (row: Row): readonly string[] => {
  if (row.kind !== 'joiner') return [];
  const { cardSku, licences, accessories } = row.order;
  return [...(cardSku === null ? [] : [cardSku]), ...licences, ...accessories];
};

const priceOf = (rows: readonly Row[], pools: readonly Pool[]): readonly PoolNeed[] =>
  pools
    .map(({ sku, kind, name, available }) => {
      const needed = rows.flatMap(skusOf).filter((candidate) => candidate === sku).length;
      return { sku, kind, name, needed, available, short: Math.max(0, needed - available) };
    })
    .filter((pool) => pool.needed > 0);

const countRows = (rows: readonly Row[]): Plan['summary']['counts'] => {
  const counts = Object.fromEntries(rowKinds.map((kind) => [kind, 0])) as Record<Row['kind'], number>;
  for (const row of rows) counts[row.kind] += 1;
  return counts;
};

/** A proposed plan of these rows, made an hour ago. */
export const makePlan = (
  rows: readonly Row[],
  pools: readonly Pool[],
  summary: Partial<Plan['summary']> = {},
): Plan => ({
  id: randomUUID(),
  tenantId: 'tenant',
  fingerprint: createHash('sha256').update(randomUUID()).digest('hex'),
  state: 'proposed',
  madeAt: new Date(Date.now() - 3_600_000).toISOString(),
  expiresAt: new Date(Date.now() + 23 * 3_600_000).toISOString(),
  summary: {
    tenantId: 'tenant',
    settingsHash: 'settings',
    source: {
      complete: true,
      problems: [],
      people: 345,
      accounts: 331,
      groups: [
        {
          id: 'group-1',
          displayName: 'All employees',
          people: 345,
          others: 0,
          lost: null,
          securityEnabled: true,
          dynamic: null,
        },
      ],
    },
    counts: countRows(rows),
    need: priceOf(rows, pools),
    forecast: [],
    held: null,
    top: { joiners: [], movers: [], leavers: [] },
    ...summary,
  },
  decision: null,
  firstApproval: null,
  run: null,
});
