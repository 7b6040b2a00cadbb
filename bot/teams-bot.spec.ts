import assert from 'node:assert/strict';
import { SyncError } from '../src/errors.ts';
import { buttonsOf, linesOf } from './cards/card-lines.testing.ts';
import { busyDay, record } from './cards/examples.testing.ts';
import { explained, explainedMover } from './cards/why-examples.testing.ts';
import type { ChatMessage } from './teams-chat-emulator.testing.ts';
import { channel, groupChat, personalChat, raiseStage, type Stage } from './teams-stage.testing.ts';

const tell = ({ text, card }: ChatMessage): string => text ?? (card ? (linesOf(card)[0] ?? '') : '');
const told = (messages: readonly ChatMessage[]): readonly string[] => messages.map(tell);

describe('The bot in a conversation', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await raiseStage();
    stage.tenant.plan = record(busyDay);
  });
  afterEach(() => stage.stop());

  it('answers a command in a personal chat, a group chat and a channel', async () => {
    const answers = [
      ...(await stage.say('bob', 'help', personalChat('bob'))),
      ...(await stage.say('bob', '<at>Mobilo Sync</at>&nbsp;/help', groupChat)),
      ...(await stage.say('bob', '<at>Mobilo Sync</at> help', { ...channel, id: `${channel.id};messageid=17` })),
    ];
    assert.deepEqual(told(answers), Array(3).fill('What you can ask'));
    assert.deepEqual(
      answers.map((answer) => answer.conversationId),
      ['personal-bob', groupChat.id, `${channel.id};messageid=17`],
    );
  });

  it('lists its commands with what they are for, and answers in Dutch to whoever speaks Dutch', async () => {
    const [answer] = await stage.say('bob', 'hulp', personalChat('bob'), 'nl-NL');
    assert.deepEqual(answer?.card && linesOf(answer.card).slice(2), [
      'openstaand · het plan dat op een beslissing wacht',
      'sync · de directory nu lezen en een plan maken; "sync ada@contoso.com" voor één persoon',
      'waarom · wat er met iemand zou gebeuren en waarom: "waarom ada@contoso.com"',
      'status · of alles werkt, en wat je rol is',
      'help · wat je me kunt vragen',
      'Noem me in een groep of kanaal eerst met een @vermelding.',
    ]);
  });

  it('asks back rather than guess, and names its commands when it does not understand', async () => {
    const chat = personalChat('bob');
    const answers = [
      ...(await stage.say('bob', 'please do not run /pending today', chat)),
      ...(await stage.say('bob', 'make me a sandwich', chat)),
      ...(await stage.say('bob', '', chat)),
    ];
    assert.deepEqual(told(answers), [
      'Did you mean "pending"?',
      'I do not know that one. You can ask me: pending, sync, why, status and help.',
      'What can I do for you? You can ask me: pending, sync, why, status and help.',
    ]);
  });

  it('tells how things stand, and the role of whoever asks', async () => {
    const [answer] = await stage.say('mary', 'status', personalChat('mary'));
    assert.deepEqual(answer?.card && linesOf(answer.card), [
      'How Mobilo sync is doing',
      'Microsoft Entra ID: in order. It answers.',
      'Mobilo: in order. It answers.',
      '**Last reading:** The directory has not been read yet. Send "sync" to read it now.',
      '**Pending plan:** 22 changes wait for a decision. Send "pending" to see them.',
      '**Your role:** approver. You may decide on plans.',
    ]);
  });

  it('has the directory read for an approver, and tells a colleague who may ask', async () => {
    const answers = [...(await stage.say('mary', 'sync', groupChat)), ...(await stage.say('bob', 'sync', groupChat))];
    assert.deepEqual(told(answers), [
      'I am reading the directory now. If there is something new to decide, its plan appears here; "status" says when the reading was done.',
      'Only an administrator or an approver can ask for a new plan. Ask one of them, or send "status" to see your role.',
    ]);
    assert.deepEqual(stage.tenant.requests, [{ id: 'mary', name: 'mary' }]);
  });

  it('explains anybody to an approver, and to a colleague only themselves', async () => {
    stage.tenant.explanations.set('ada@contoso.com', explainedMover);
    stage.tenant.explanations.set('bob', explained('Bob', { personId: 'bob' }));
    const answers = [
      ...(await stage.say('mary', 'why ada@contoso.com', groupChat)),
      ...(await stage.say('mary', 'why nobody@contoso.com', groupChat)),
      ...(await stage.say('mary', 'why is that', groupChat)),
      ...(await stage.say('bob', 'why ada@contoso.com', groupChat)),
      ...(await stage.say('bob', 'why bob@contoso.com', groupChat)),
      ...(await stage.say('bob', 'why me', groupChat)),
    ];
    assert.deepEqual(told(answers), [
      'Ada Byron would be updated: job title and phone',
      'Nobody knows "nobody@contoso.com". Type an address, a sign-in name or an object id.',
      'Whom do you mean? Type an e-mail address, a sign-in name or an Entra object id after it: "why ada@contoso.com", or "why me".',
      'You can ask why about yourself only. Ask an administrator or an approver about somebody else.',
      'Bob is in step; nothing would change',
      'Bob is in step; nothing would change',
    ]);
  });

  it('explains whom somebody mentions', async () => {
    const personId = '6f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b';
    stage.tenant.explanations.set(personId, explainedMover);
    const mentions = [
      { type: 'mention', text: '<at>Mobilo Sync</at>', mentioned: { id: '28:bot', name: 'Mobilo Sync' } },
      { type: 'mention', text: '<at>Ada</at>', mentioned: { id: '29:ada', name: 'Ada', aadObjectId: personId } },
    ];
    const text = '<at>Mobilo Sync</at> why <at>Ada</at>';
    const [answer] = await stage.say('mary', text, groupChat, 'en-GB', mentions);
    assert.equal(answer && tell(answer), 'Ada Byron would be updated: job title and phone');
  });

  it('has one person read anew for an approver, if there is such a person', async () => {
    stage.tenant.explanations.set('ada@contoso.com', explainedMover);
    const answers = [
      ...(await stage.say('mary', 'sync ada@contoso.com', groupChat)),
      ...(await stage.say('mary', 'sync nobody@contoso.com', groupChat)),
      ...(await stage.say('bob', 'sync ada@contoso.com', groupChat)),
    ];
    assert.deepEqual(
      told(answers).map((sentence) => sentence.slice(0, 44)),
      [
        'I am reading ada@contoso.com anew. If that g',
        'Nobody knows "nobody@contoso.com". Type an a',
        'Only an administrator or an approver can ask',
      ],
    );
    assert.deepEqual(stage.tenant.requests, [{ id: 'mary', name: 'mary', people: ['ada-byron'] }]);
  });

  it('posts the pending plan with the buttons of whoever reads it', async () => {
    const buttons = async (person: string, place = personalChat(person)) =>
      (await stage.say(person, 'pending', place)).map(({ card }) => card && buttonsOf(card));
    const all = ['Approve all 22', 'Only updates (7)', 'Reject', 'Review in wizard'];
    assert.deepEqual(await buttons('mary'), [all]);
    assert.deepEqual(await buttons('bob'), [['Review in wizard']]);
    assert.deepEqual(await buttons('bob', groupChat), [all]);
    stage.tenant.plan = null;
    assert.deepEqual(told(await stage.say('mary', 'pending', groupChat)), [
      'No plan is waiting for a decision. Send "sync" to have the directory read now.',
    ]);
  });

  it('says a refusal as a sentence, in the language of the reader', async () => {
    stage.tenant.fault = new SyncError('busy', 'Another reading is under way. Try again in a minute.');
    assert.deepEqual(told(await stage.say('mary', 'status', groupChat)), [stage.tenant.fault.message]);
    assert.deepEqual(told(await stage.say('mary', 'status', groupChat, 'nl')), [
      'Er loopt al iets voor jouw organisatie. Probeer het zo meteen opnieuw.',
    ]);
  });

  it('never shows an exception, but a number under which it is logged', async () => {
    stage.tenant.fault = new Error('password "hunter2" refused by database plans');
    const [answer = ''] = told(await stage.say('mary', 'status', groupChat));
    const logged = stage.logged.find(({ level }) => level === 'error');
    const { incident, err } = Object(logged?.facts) as { incident: string; err: Error };
    assert.equal(err, stage.tenant.fault);
    assert.equal(
      answer,
      `Something went wrong on our side. Send "status" to see how things stand, then try again. If it stays, give your administrator this number: ${incident}.`,
    );
  });

  it('does nothing for somebody whom Teams does not name', async () => {
    const before = stage.chat.messages().length;
    await stage.say('', 'sync', groupChat);
    assert.deepEqual(told(stage.chat.messages().slice(before)), [
      'Teams did not say who you are, so nothing was done. Sign in to Teams with your work account and try again.',
    ]);
    assert.deepEqual(stage.tenant.requests, []);
  });
});
