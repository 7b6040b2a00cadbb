/** For specs: what must be true when a run has finished, whatever happened on the way. */
import assert from 'node:assert/strict';
import { readAudit } from '../store/audit-log.ts';
import { type MobiloDump, personId } from '../vendors.testing.ts';
import { countChanges, nothing, readMobilo } from './companies.testing.ts';
import { effectsInLedger, effectsInMobilo } from './effects.testing.ts';
import { type Played, recyclesOf } from './model-script.testing.ts';
import { accountsLeftBehind, approvedKinds, photographed } from './model-story.testing.ts';
import type { Receipt } from './receipt.ts';

const noneDone = { joiner: 0, mover: 0, leaver: 0, link: 0, deletion: 0 };

const checkReceipt = async ({ tenant, plan, told }: Played): Promise<Receipt> => {
  const receipt = await tenant.receipt(plan.id);
  const approved = approvedKinds(told).map((kind) => [kind, plan.summary.counts[kind]] as const);
  const done = approved.reduce((sum, [, count]) => sum + count, 0);
  assert.deepEqual(receipt.counts, { done, skipped: 0, failed: 0, uncertain: 0, open: 0 });
  assert.deepEqual(receipt.byKind, { ...noneDone, ...Object.fromEntries(approved) });
  assert.equal(receipt.complete, true);
  const { run } = await tenant.read(plan.id);
  assert.deepEqual([run?.state, run?.done, run?.stopped], ['finished', run?.total, null]);
  return receipt;
};

/** Law 5, and law 4 in money: what is gone is what the receipt says. */
const checkCredits = ({ before, metalGiven }: Played, now: MobiloDump, { cost }: Receipt): void => {
  for (const pool of before.pools) {
    const spent = cost.find(({ sku }) => sku === pool.sku)?.quantity ?? 0;
    const given = pool.sku === 'card-metal' ? metalGiven : 0;
    const left = now.pools.find(({ sku }) => sku === pool.sku)?.available ?? -1;
    assert.equal(left, pool.available + given - spent, pool.sku);
    assert.ok(left >= 0);
  }
};

const checkJoiners = ({ tenant }: Played, now: MobiloDump, { items }: Receipt): void => {
  const ordered = now.orders.flatMap(({ lines }) => lines.map(({ accountId }) => accountId));
  assert.equal(new Set(ordered).size, ordered.length, 'Nobody is ordered for twice.');
  for (const { kind, rowId } of items) {
    if (kind !== 'joiner') continue;
    const externalId = `${tenant.id}/${rowId.replace('joiner:', '')}`;
    const accounts = now.accounts.filter((account) => account.externalId === externalId);
    assert.equal(accounts.length, 1);
    assert.ok(ordered.includes(accounts[0]?.id ?? ''));
  }
};

const checkLeavers = ({ before, plan, told }: Played, now: MobiloDump): void => {
  if (told.left.includes('leaver')) return;
  const recycled = recyclesOf(told, plan);
  for (const { accountId } of plan.summary.top.leavers) {
    assert.equal(now.accounts.find(({ id }) => id === accountId)?.state, 'deactivated');
    for (const card of before.cards.filter((held) => held.accountId === accountId)) {
      if (recycled[card.id]) continue;
      const expected = told.cards === 'release' && !card.printed ? 'released' : 'deactivated';
      assert.equal(now.cards.find(({ id }) => id === card.id)?.state, expected);
    }
  }
};

/** Each recycled card works, belongs to its joiner, and saved a credit. */
const checkRecycled = ({ tenant, plan, told }: Played, now: MobiloDump, { saved }: Receipt): void => {
  const recycled = recyclesOf(told, plan);
  for (const { id, recipient } of plan.summary.top.leavers.flatMap(({ cards }) => cards)) {
    if (!recycled[id]) continue;
    const card = now.cards.find((present) => present.id === id);
    const holder = now.accounts.find((account) => account.id === card?.accountId);
    assert.equal(card?.state, 'active');
    assert.equal(holder?.externalId, `${tenant.id}/${recipient?.rowId.replace('joiner:', '')}`);
  }
  const quantity = saved.reduce((sum, pool) => sum + pool.quantity, 0);
  assert.equal(quantity, Object.keys(recycled).length);
};

/** Nobody is deleted but who was approved, and whoever has a photo has it in Mobilo too. */
const checkLadder = ({ tenant, told }: Played, now: MobiloDump, { items }: Receipt): void => {
  const left = told.left.includes('deletion') ? accountsLeftBehind(told) : [];
  for (const id of accountsLeftBehind(told))
    assert.equal(
      now.accounts.some((account) => account.id === id),
      left.includes(id),
    );
  const withPhoto = new Set(photographed(told).map(personId));
  for (const { kind, rowId } of items) {
    if (kind === 'leaver' || kind === 'deletion') continue;
    const person = rowId.slice(kind.length + 1);
    const account = now.accounts.find(({ externalId }) => externalId === `${tenant.id}/${person}`);
    assert.equal(account?.photo !== null, withPhoto.has(person));
  }
};

/** Every effect was told once, and the end once. */
const checkTrail = async ({ tenant, plan }: Played): Promise<void> => {
  const trail = await readAudit(tenant.tools.store, tenant.id, { planId: plan.id, limit: 500 });
  const told = trail.flatMap(({ kind, data }) => (kind === 'step.confirmed' ? [`${data.row} ${data.step}`] : []));
  const steps = await tenant.steps(plan.id);
  assert.deepEqual([...told].sort(), steps.map(({ rowId, kind }) => `${rowId} ${kind}`).sort());
  assert.equal(trail.filter(({ kind }) => kind === 'run.finished').length, 1);
};

export const checkEnd = async (played: Played): Promise<void> => {
  const { tenant, plan, before, told } = played;
  const now = await readMobilo(tenant);
  const receipt = await checkReceipt(played);
  checkCredits(played, now, receipt);
  checkJoiners(played, now, receipt);
  checkLeavers(played, now);
  checkRecycled(played, now, receipt);
  checkLadder(played, now, receipt);
  assert.deepEqual(effectsInLedger(await tenant.steps(plan.id)), effectsInMobilo(before, now));
  await checkTrail(played);
  const left = Object.fromEntries(told.left.map((kind) => [kind, plan.summary.counts[kind]]));
  assert.deepEqual(await countChanges(tenant), { ...nothing, ...left });
};
