import type { Plan, Receipt, ReceiptItem, Row } from '../api.ts';

const stepKinds = {
  joiner: ['create-account', 'place-order'],
  mover: ['update-account'],
  leaver: ['release-card', 'deactivate-account'],
  link: ['link-account'],
  deletion: ['delete-account'],
} as const;

const whys: readonly (readonly [ReceiptItem['outcome'], string])[] = [
  ['failed', 'Mobilo refused this: the address is taken by another account. Resolve it in Mobilo, and check again.'],
  ['skipped', 'This person was deleted in Entra ID after the plan was made.'],
  ['uncertain', 'Mobilo did not answer after the order was sent. Look for the reference in Mobilo.'],
];

const itemOf = (row: Row, index: number): readonly ReceiptItem[] => {
  if (row.kind === 'upcoming' || row.kind === 'keep' || row.kind === 'conflict' || row.kind === 'excluded') return [];
  const [outcome, why] = whys[index - 2] ?? (['done', null] as const);
  const state: ReceiptItem['steps'][number]['state'] =
    outcome === 'done' ? 'confirmed' : outcome === 'open' ? 'planned' : outcome;
  const steps = stepKinds[row.kind].map((kind, number) => ({
    kind,
    state,
    reference: outcome === 'done' ? `${row.id.replace(':', '-')}-${number + 1}` : null,
  }));
  return [{ rowId: row.id, kind: row.kind, name: row.name, outcome, why, steps }];
};

/** A receipt of these rows: three of them went wrong in three ways, the others are done. */
export const makeReceipt = (plan: Plan, rows: readonly Row[]): Receipt => {
  const items = rows.flatMap(itemOf);
  const count = (outcome: ReceiptItem['outcome']): number => items.filter((item) => item.outcome === outcome).length;
  const kind = (name: ReceiptItem['kind']): number => items.filter((item) => item.kind === name).length;
  return {
    planId: plan.id,
    fingerprint: plan.fingerprint,
    approvedBy: plan.decision?.by ?? { id: 'anna', name: 'Anna de Vries' },
    secondBy: null,
    approvedAt: plan.decision?.at ?? plan.madeAt,
    startedAt: plan.decision?.at ?? null,
    finishedAt: new Date().toISOString(),
    complete: count('done') === items.length,
    counts: {
      done: count('done'),
      skipped: count('skipped'),
      failed: count('failed'),
      uncertain: count('uncertain'),
      open: count('open'),
    },
    byKind: {
      joiner: kind('joiner'),
      mover: kind('mover'),
      leaver: kind('leaver'),
      link: kind('link'),
      deletion: kind('deletion'),
    },
    cost: [
      { sku: 'card-metal', name: 'Metal', quantity: 7 },
      { sku: 'crm', name: 'CRM licence', quantity: 6 },
    ],
    saved: [],
    items,
  };
};
