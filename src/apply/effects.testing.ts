/** For specs: what a run did in Mobilo, seen from both ends. Laws 4 and 6 hold when the two are the same. */
import type { Step } from '../store/steps.ts';
import type { MobiloDump } from '../vendors.testing.ts';

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

const accountEffects = (before: MobiloDump, after: MobiloDump): readonly string[] => {
  const known = byId(before.accounts);
  return after.accounts.flatMap((account) => {
    const old = known.get(account.id);
    if (!old) return [`create-account ${account.id}`];
    const moved = old.state === account.state ? [] : [`${account.state} ${account.id}`];
    const { state: _, version: __, ...content } = account;
    const { state: ___, version: ____, ...oldContent } = old;
    return JSON.stringify(content) === JSON.stringify(oldContent) ? moved : [`change ${account.id}`, ...moved];
  });
};

const cardEffects = (before: MobiloDump, after: MobiloDump): readonly string[] => {
  const known = byId(before.cards);
  return after.cards.flatMap((card) => {
    const old = known.get(card.id);
    if (!old) return [];
    if (old.state !== card.state) return [`${card.state} ${card.id}`];
    return old.accountId === card.accountId ? [] : [`reassigned ${card.id}`];
  });
};

/** What is different in Mobilo now. */
export const effectsInMobilo = (before: MobiloDump, after: MobiloDump): readonly string[] => {
  const orders = byId(before.orders);
  const placed = after.orders.filter(({ id }) => !orders.has(id)).map(({ id }) => `place-order ${id}`);
  return [...accountEffects(before, after), ...placed, ...cardEffects(before, after)].sort();
};

const effectOf = ({ kind, target, reference }: Step): string => {
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
      return `photo ${target ?? reference}`;
  }
};

/** What the ledger says was done. */
export const effectsInLedger = (steps: readonly Step[]): readonly string[] =>
  steps
    .filter(({ state }) => state === 'confirmed')
    .map(effectOf)
    .sort();
