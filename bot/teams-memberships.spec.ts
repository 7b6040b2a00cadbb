import assert from 'node:assert/strict';
import { linesOf } from './cards/card-lines.testing.ts';
import { busyDay, record } from './cards/examples.testing.ts';
import { channel, groupChat, type Place, personalChat, raiseStage, type Stage } from './teams-stage.testing.ts';

describe('Where the bot may speak', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await raiseStage();
  });
  afterEach(() => stage.stop());

  const happen = (place: Place, what: object, person = 'mary') =>
    stage.deliver({
      channelId: 'msteams',
      serviceUrl: stage.chat.url,
      from: { id: `29:${person}`, name: person, aadObjectId: person },
      recipient: { id: '28:bot', name: 'Mobilo Sync' },
      conversation: { id: place.id, conversationType: place.type, tenantId: 'contoso' },
      ...what,
    });
  const install = (place: Place, locale?: string) =>
    happen(place, { type: 'installationUpdate', action: 'add', ...(locale ? { locale } : {}) });
  const known = () => [...stage.tenant.conversations.keys()];

  it('is welcomed where it is installed, and shows the plan that waits', async () => {
    stage.tenant.plan = record(busyDay);
    await install(personalChat('mary'), 'nl-NL');
    assert.deepEqual(
      stage.chat.messages().map(({ card }) => card && linesOf(card)[0]),
      ['Mobilo-synchronisatie is er', 'Mobilo-synchronisatie'],
    );
    assert.deepEqual(stage.tenant.cards, [
      { planId: 'plan-1', conversationId: 'personal-mary', activityId: 'message-2', personId: 'mary' },
    ]);
  });

  it('only says hello when nothing waits, and nothing when it is merely upgraded', async () => {
    await install(groupChat);
    await happen(groupChat, { type: 'installationUpdate', action: 'add-upgrade' });
    assert.deepEqual(
      stage.chat.messages().map(({ card }) => card && linesOf(card)[0]),
      ['Mobilo sync is here'],
    );
  });

  it('is remembered once a conversation, with the channel rather than the thread', async () => {
    await install(groupChat);
    await happen(groupChat, { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    await stage.say('bob', 'help', { ...channel, id: `${channel.id};messageid=1` });
    await stage.say('bob', 'help', { ...channel, id: `${channel.id};messageid=2` });
    assert.deepEqual(known(), [groupChat.id, channel.id]);
  });

  it('keeps who is spoken to in a personal chat only', async () => {
    await stage.say('bob', 'help', personalChat('bob'));
    await stage.say('bob', 'help', groupChat);
    assert.deepEqual(
      [...stage.tenant.conversations.values()].map(({ reference }) => reference.user),
      [{ id: '29:bob', name: 'bob', aadObjectId: 'bob' }, undefined],
    );
  });

  it('keeps the language it knows when an activity names none', async () => {
    await install(groupChat, 'nl-NL');
    await happen(groupChat, { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }] });
    assert.equal(stage.tenant.conversations.get(groupChat.id)?.locale, 'nl-NL');
  });

  const removals: Readonly<Record<string, object>> = {
    'it is uninstalled': { type: 'installationUpdate', action: 'remove' },
    'it is removed from the members': { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] },
    'the team is deleted': { type: 'conversationUpdate', channelData: { eventType: 'teamDeleted' } },
    'the channel is deleted': {
      type: 'conversationUpdate',
      channelData: { eventType: 'channelDeleted', channel: { id: channel.id } },
    },
  };
  for (const [how, activity] of Object.entries(removals))
    it(`is forgotten when ${how}`, async () => {
      await install(channel);
      await happen(channel, activity);
      assert.deepEqual(known(), []);
    });

  it('stays known when somebody else leaves', async () => {
    await install(groupChat);
    await happen(groupChat, { type: 'conversationUpdate', membersRemoved: [{ id: '29:bob' }] });
    assert.deepEqual(known(), [groupChat.id]);
  });
});
