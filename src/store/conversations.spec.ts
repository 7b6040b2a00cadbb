import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Conversation, conversationsOf, type PostedCard } from './conversations.ts';
import type { Store } from './store.ts';
import { describeEachEngine } from './testing/each-engine.ts';
import { proposeSample } from './testing/sample-plan.ts';

const makeConversation = (id: string): Conversation => ({
  id,
  reference: { serviceUrl: 'https://smba.example', conversation: { id } },
  locale: 'nl-NL',
  personal: false,
});

describeEachEngine('conversations', (use) => {
  let store: Store;
  const begin = async () => {
    const { tenantId, planId } = await proposeSample(store);
    const card = (conversationId: string, activityId: string): PostedCard => ({
      planId,
      conversationId,
      activityId,
      personId: null,
    });
    return { planId, card, conversations: conversationsOf(store, tenantId) };
  };
  before(async () => {
    store = await use().open();
  });

  it('One that was saved is found, and saved again it is renewed', async () => {
    const { conversations } = await begin();
    const renewed = { ...makeConversation('a'), locale: null, personal: true };
    await conversations.save(makeConversation('a'));
    await conversations.save(makeConversation('b'));
    await conversations.save(renewed);
    assert.deepEqual(await conversations.find('a'), renewed);
    assert.equal(await conversations.find('c'), null);
    assert.deepEqual(await conversations.list(), [renewed, makeConversation('b')]);
  });

  it("A plan's cards are remembered once each, until they are forgotten", async () => {
    const { conversations, planId, card } = await begin();
    const personal = { ...card('b', '1'), personId: 'ada' };
    for (const posted of [card('a', '1'), card('a', '2'), personal, personal]) await conversations.rememberCard(posted);
    assert.deepEqual(await conversations.listCards(planId), [card('a', '1'), card('a', '2'), personal]);
    await conversations.forgetCard(card('a', '1'));
    assert.deepEqual(await conversations.listCards(planId), [card('a', '2'), personal]);
    assert.deepEqual(await conversations.listCards(randomUUID()), []);
  });

  it('One that is removed takes its cards with it, and no others', async () => {
    const { conversations, planId, card } = await begin();
    for (const id of ['a', 'b']) {
      await conversations.save(makeConversation(id));
      await conversations.rememberCard(card(id, '1'));
    }
    await conversations.remove('a');
    assert.deepEqual(await conversations.list(), [makeConversation('b')]);
    assert.deepEqual(await conversations.listCards(planId), [card('b', '1')]);
  });
});
