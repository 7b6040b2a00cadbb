import assert from 'node:assert/strict';
import type { Receipt } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import type { AuditEvent } from '../../src/audit.ts';
import { browserCommand, findBrowser } from '../../src/emulators/browser.ts';
import { growWorld } from '../../src/emulators/company/grow-world.ts';
import { createMobiloControl, type MobiloControl } from '../../src/emulators/mobilo/mobilo-control.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import type { Joiner, Leaver } from '../../src/plan/plan.ts';
import { callApi } from './call-api.ts';
import { type ChatCard, type ChatClient, type Json, openChat } from './chat-client.ts';
import { type ChatPage, choose, openChatPage, readLines } from './chat-page.testing.ts';
import { readButtons, readTexts } from './read-card.ts';
import { type Sample, startSample } from './start-sample.ts';
import { waitUntil } from './wait-until.ts';

const { administrator, approver, colleague } = staff;
const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

const countEach = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const hasVerb = (verb: string) => (content: Json) => readButtons(content).some((button) => button.verb === verb);

const dataOf = ({ content }: ChatCard, verb: string): Json =>
  readButtons(content).find((button) => button.verb === verb)?.data ?? {};

describe(`An administrator in the chat${needsBrowser}`, function () {
  this.timeout(90_000);
  let sample: Sample;
  let mobilo: MobiloControl;
  let page: ChatPage;
  let room: ChatClient;
  let shared: ChatCard;
  let plan: PlanRecord;
  let joiners: readonly Joiner[];
  let leavers: readonly Leaver[];

  const get = <T>(path: string): Promise<T> => callApi(sample.running, administrator.id, 'GET', path);
  const readRows = async <T extends Joiner | Leaver>(kind: T['kind']): Promise<readonly T[]> =>
    (await get<{ readonly rows: readonly T[] }>(`/plans/${plan.id}/rows?kind=${kind}&limit=200`)).rows;

  before(async function () {
    if (needsBrowser) return this.skip();
    sample = await startSample({ world: growWorld(), logLevel: 'error' });
    mobilo = createMobiloControl(sample.running.mobilo.url);
    room = await openChat(sample.running.chat.url, administrator, 'group');
    page = await openChatPage(sample.running.chat.url);
  });
  after(async () => {
    room?.close();
    await page?.close();
    await sample?.close();
  });

  it('is greeted with the plan that waits, and gets it again for the asking', async () => {
    await page.waitForCard(/Approve all/);
    assert.equal(await page.cards.count(), 2);
    await page.say('pending');
    await page.cards.nth(2).waitFor();
    const lines = await readLines(await page.waitForCard(/Approve all/));
    assert.deepEqual(lines.slice(0, 3), [
      'Mobilo sync',
      'Read (moment) · expires (moment)',
      '12 joiners · 7 movers · 3 leavers · 2 accounts to link · 1 conflict for a person to solve',
    ]);
    assert.deepEqual(lines.slice(-8), [
      'Credits this needs',
      'Metal · 12 needed, 14 left',
      'CRM licence · 12 needed, 44 left',
      'User licence · 12 needed, 44 left',
      'Approve all 24',
      'Only updates (7)',
      'Reject',
      'Review in wizard',
    ]);
  });

  it('reads on the card the first names of each kind, as the plan has them', async () => {
    ({ plan } = await get<{ readonly plan: PlanRecord }>('/plans/pending'));
    [joiners, leavers] = await Promise.all([readRows<Joiner>('joiner'), readRows<Leaver>('leaver')]);
    const lines = await readLines(page.cards.last());
    const partAfter = (title: string) => lines.slice(lines.indexOf(title) + 1).map((line) => line.split(' · ')[0]);
    const named = joiners.slice(0, 4).map(({ name }) => name);
    assert.deepEqual(partAfter('Joiners').slice(0, 6), [...named, '… and 8 more', 'Movers']);
    assert.deepEqual(
      partAfter('Leavers').slice(0, 3),
      leavers.map(({ name }) => name),
    );
  });

  it('shares the plan in a group, where a colleague without a role cannot decide on it', async () => {
    await room.say('pending');
    shared = await room.waitForCard(hasVerb('plan/approve'));
    assert.deepEqual(await room.press(shared, 'plan/approve', dataOf(shared, 'plan/approve'), colleague), {
      refusal: {
        code: 'forbidden',
        message: 'Only an administrator or an approver may decide on this plan. Ask one of them.',
      },
    });
  });

  it('is asked what becomes of each card of a leaver', async () => {
    await page.cards.last().getByRole('button', { name: 'Approve all 24' }).click();
    const card = await page.waitForCard(/What happens to the leavers' cards/);
    const choices = card.getByRole('combobox');
    assert.equal(await choices.count(), leavers.flatMap(({ cards }) => cards).length);
    assert.deepEqual(await choices.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)), [
      'Deactivate',
      'Give to Marlène Clement',
      'Deactivate',
    ]);
  });

  it('follows the run on the card', async () => {
    await mobilo.addFault({ kind: 'slow', method: 'POST|PATCH', path: '^/v1', milliseconds: 500, times: 1_000 });
    const card = page.cards.last();
    await choose(card, 'Jefta Hofman · Metal', 'Release');
    await card.getByRole('button', { name: 'Confirm approval' }).click();
    await page.waitForCard(/of 24 changes done/);
    const [title, ...lines] = await readLines(card);
    assert.match(title ?? '', /^Mobilo sync is (about to start|being applied)$/);
    assert.deepEqual(lines.slice(0, 2), ['Approved by Anna de Vries', '(moment)']);
    await mobilo.clearFaults();
  });

  it('finds the receipt in place of the plan on both cards', async () => {
    const last = await page.waitForCard(/Mobilo sync is done/);
    const first = page.cards.nth(1).filter({ hasText: 'Mobilo sync is done' });
    await first.waitFor();
    const lines = await readLines(last);
    assert.deepEqual(await readLines(first), lines);
    assert.deepEqual(lines, [
      'Mobilo sync is done',
      'Approved by Anna de Vries',
      '(moment)',
      'Finished (moment)',
      '24 done',
      '12 accounts created · 7 updated · 3 accounts deactivated · 2 linked',
      'Credits spent',
      'Metal 12 · CRM licence 12 · User licence 12',
      'Orders',
      'order-0000001, order-0000002, order-0000003, … and 9 more',
      'Open the receipt',
    ]);
  });

  it('finds at Mobilo an active account and one order for each joiner, and what was paid', async () => {
    const { accounts, orders, pools } = await mobilo.readState();
    const created = joiners.map(({ personId }) =>
      accounts.find(({ externalId }) => externalId === `${tenantId}/${personId}`),
    );
    assert.deepEqual(
      created.map((account) => account && [account.email, account.state]),
      joiners.map(({ email }) => [email, 'active']),
    );
    assert.deepEqual(
      countEach(orders.flatMap(({ lines }) => lines.map(({ accountId }) => accountId))),
      countEach(created.map((account) => account?.id ?? '')),
    );
    assert.deepEqual(
      plan.summary.need.map(({ sku }) => pools.find((pool) => pool.sku === sku)?.available),
      plan.summary.need.map(({ available, needed }) => available - needed),
    );
  });

  it('finds at Mobilo the accounts of the leavers deactivated and their cards as chosen', async () => {
    const { accounts, cards } = await mobilo.readState();
    const found = leavers.map((leaver) => [
      leaver.name,
      accounts.find(({ id }) => id === leaver.accountId)?.state,
      leaver.cards.map(({ id }) => cards.find((card) => card.id === id)?.state),
    ]);
    assert.deepEqual(found, [
      ['Celâleddin Altan', 'deactivated', ['deactivated']],
      ['Jefta Hofman', 'deactivated', ['released']],
      ['Kory Littel-Hintz', 'deactivated', ['deactivated']],
    ]);
  });

  it('finds every step in the audit trail', async () => {
    const { events } = await get<{ readonly events: readonly AuditEvent[] }>(`/audit?planId=${plan.id}&limit=500`);
    const { items } = await get<Receipt>(`/plans/${plan.id}/receipt`);
    assert.deepEqual(countEach(events.map(({ kind, by }) => `${kind} by ${by}`)), {
      [`plan.proposed by ${administrator.id}`]: 1,
      [`plan.approved by ${administrator.id}`]: 1,
      'run.started by sync': 1,
      'step.confirmed by sync': items.flatMap(({ steps }) => steps).length,
      'run.finished by sync': 1,
    });
  });

  it('finds nothing left to do', async () => {
    const next = await waitUntil('the plan after the run', async () => {
      const { plan: latest } = await get<{ readonly plan: PlanRecord }>('/plans/latest');
      return latest.id === plan.id ? null : latest;
    });
    const { joiner, mover, leaver, link, conflict } = next.summary.counts;
    assert.deepEqual(
      { joiner, mover, leaver, link, conflict },
      { joiner: 0, mover: 0, leaver: 0, link: 0, conflict: 1 },
    );
  });

  it('has decided for everybody: who presses the old card in the group then sees by whom', async () => {
    const answer = await room.press(shared, 'plan/approve', dataOf(shared, 'plan/approve'), approver);
    assert.ok('card' in answer);
    assert.deepEqual(readTexts(answer.card).split('\n').slice(0, 2), [
      'Mobilo sync is done',
      'Approved by Anna de Vries',
    ]);
  });
});
