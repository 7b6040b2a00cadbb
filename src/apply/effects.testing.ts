/** For specs: what a run did in Mobilo, seen from both ends. Laws 4 and 6 hold when the two are the same. */
import type { Step } from '../store/steps.ts';
import type { MobiloDump } from '../vendors.testing.ts';

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

type DumpedAccount = MobiloDump['accounts'][number];

const contentOf = ({ state: _, version: __, photo: ___, ...content }: DumpedAccount): string => JSON.stringify(content);

const accountEffects = (before: MobiloDump, after: MobiloDump): readonly string[] => {
  const known = byId(before.accounts);
  const left = byId(after.accounts);
  const deleted = before.accounts.filter(({ id }) => !left.has(id)).map(({ id }) => `deleted ${id}`);
  const changed = after.accounts.flatMap((account) => {
    const old = known.get(account.id);
    const photo = account.photo === (old?.photo ?? null) ? [] : [`photo ${account.id} ${account.photo}`];
    if (!old) return [`create-account ${account.id}`, ...photo];
    const moved = old.state === account.state ? [] : [`${account.state} ${account.id}`];
    const written = contentOf(account) === contentOf(old) ? [] : [`change ${account.id}`];
    return [...written, ...moved, ...photo];
  });
  return [...deleted, ...changed];
};

const cardEffects = (before: MobiloDump, after: MobiloDump): readonly string[] => {
  const known = byId(before.cards);
  return after.cards.flatMap((card) => {
    const old = known.get(card.id);
    if (!old) return [];
    if (old.state !== card.state) return [`${card.state} ${card.id}`];
    // A card of nobody was left behind by an account that was deleted.
    return old.accountId === card.accountId || card.accountId === null ? [] : [`reassigned ${card.id}`];
  });
};

/** What is different in Mobilo now. */
export const effectsInMobilo = (before: MobiloDump, after: MobiloDump): readonly string[] => {
  const orders = byId(before.orders);
  const placed = after.orders.filter(({ id }) => !orders.has(id)).map(({ id }) => `place-order ${id}`);
  return [...accountEffects(before, after), ...placed, ...cardEffects(before, after)].sort();
};

const effectOf = ({ kind, target, reference }: Step, accountId: string | null): string => {
  switch (kind) {
    case 'create-account':
    case 'place-order':
      return `${kind} ${reference}`;
    case 'update-account':
    case 'link-account':
      return `change ${target}`;
    case 'reactivate-account':
      return `active ${target}`;
    case 'deactivate-account':
    case 'deactivate-card':
      return `deactivated ${target}`;
    case 'release-card':
      return `released ${target}`;
    case 'reassign-card':
      return `reassigned ${target}`;
    case 'delete-account':
      return `deleted ${target}`;
    case 'set-photo':
      return `photo ${target ?? accountId} ${reference}`;
  }
};

/** What the ledger says was done. Where there was no photo to copy, that was nothing. */
export const effectsInLedger = (steps: readonly Step[]): readonly string[] => {
  const made = new Map(steps.flatMap((step) => (step.kind === 'create-account' ? [[step.rowId, step.reference]] : [])));
  return steps
    .filter(({ kind, state, reference }) => state === 'confirmed' && !(kind === 'set-photo' && reference === 'none'))
    .map((step) => effectOf(step, made.get(step.rowId) ?? null))
    .sort();
};
