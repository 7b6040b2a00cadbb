import assert from 'node:assert/strict';
import { buttonsOf, linesOf } from './cards/card-lines.testing.ts';
import { approved, busyDay, record, summarize } from './cards/examples.testing.ts';
import { channel, groupChat, personalChat, raiseStage, type Stage } from './teams-stage.testing.ts';

describe('The posted cards of a plan', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await raiseStage();
    await stage.say('mary', 'help', personalChat('mary'), 'nl-NL');
    await stage.say('bob', 'help', personalChat('bob'));
    await stage.say('bob', 'help', groupChat);
    await stage.say('bob', 'help', { ...channel, id: `${channel.id};messageid=7` });
    stage.tenant.plan = record(busyDay);
  });
  afterEach(() => stage.stop());

  const helps = 4;
  /** Where something was posted after the four answers to "help", and its first line. */
  const posted = () =>
    stage.chat
      .messages()
      .slice(helps)
      .map(({ conversationId, card }) => [conversationId, card && linesOf(card)[0]])
      .sort();

  it('are announced once to groups and to the personal chats of those who may decide, each in its language', async () => {
    await stage.bot.announce('contoso', 'plan-1');
    await stage.bot.announce('contoso', 'plan-1');
    assert.deepEqual(posted(), [
      [channel.id, 'Mobilo sync'],
      [groupChat.id, 'Mobilo sync'],
      ['personal-mary', 'Mobilo-synchronisatie'],
    ]);
    const buttons = Object.fromEntries(
      stage.chat
        .messages()
        .slice(helps)
        .map(({ conversationId, card }) => [conversationId, card && buttonsOf(card)]),
    );
    assert.equal(buttons['personal-mary']?.[0], 'Alle 22 goedkeuren');
  });

  it('are announced only where the plan is not shown yet', async () => {
    await stage.say('bob', 'pending', groupChat);
    await stage.bot.announce('contoso', 'plan-1');
    assert.deepEqual(
      stage.tenant.cards.map((card) => card.conversationId).sort(),
      [channel.id, groupChat.id, 'personal-mary'].sort(),
    );
  });

  it('are not announced when there is nothing to decide', async () => {
    stage.tenant.plan = record(summarize({}, { conflict: 1 }));
    await stage.bot.announce('contoso', 'plan-1');
    stage.tenant.plan = record(busyDay, { state: 'superseded' });
    await stage.bot.announce('contoso', 'plan-1');
    assert.deepEqual(posted(), []);
  });

  it('follow the plan wherever they are', async () => {
    await stage.say('bob', 'pending', personalChat('bob'));
    await stage.bot.announce('contoso', 'plan-1');
    stage.tenant.plan = approved();
    await stage.bot.updateCards('contoso', 'plan-1');
    assert.deepEqual(posted(), [
      [channel.id, 'Mobilo sync is being applied'],
      [groupChat.id, 'Mobilo sync is being applied'],
      ['personal-bob', 'Mobilo sync is being applied'],
      ['personal-mary', 'Mobilo wordt bijgewerkt'],
    ]);
    assert.deepEqual(
      stage.chat
        .messages()
        .slice(helps)
        .map((message) => message.edits),
      [1, 1, 1, 1],
    );
  });

  it('are posted anew where somebody deleted them', async () => {
    const [shown] = await stage.say('bob', 'pending', groupChat);
    stage.chat.deleteMessage(shown?.id ?? '');
    stage.tenant.plan = approved();
    await stage.bot.updateCards('contoso', 'plan-1');
    assert.deepEqual(posted(), [[groupChat.id, 'Mobilo sync is being applied']]);
    const [again] = stage.chat.messages().slice(helps);
    assert.deepEqual(stage.tenant.cards, [
      { planId: 'plan-1', conversationId: groupChat.id, activityId: again?.id, personId: null },
    ]);
  });

  it('do not wait for a conversation that refuses them', async () => {
    await stage.say('bob', 'pending', personalChat('bob'));
    await stage.bot.announce('contoso', 'plan-1');
    stage.chat.refuse(groupChat.id, { status: 400, code: 'BadArgument' });
    stage.tenant.plan = approved();
    await stage.bot.updateCards('contoso', 'plan-1');
    const titles = posted().map(([, title]) => title);
    assert.deepEqual(titles.filter((title) => title !== 'Mobilo sync').length, 3);
    assert.deepEqual(
      stage.logged.map(({ level }) => level),
      ['warn'],
    );
  });

  it('are forgotten with a conversation that the bot may not enter any more', async () => {
    stage.chat.refuse(groupChat.id, { status: 403, code: 'BotNotInConversationRoster' });
    await stage.bot.announce('contoso', 'plan-1');
    assert.deepEqual(
      [...stage.tenant.conversations.keys()].sort(),
      [channel.id, 'personal-bob', 'personal-mary'].sort(),
    );
  });
});
