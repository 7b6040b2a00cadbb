/** What the bot does with each kind of turn. */
import type { TurnContext } from 'botbuilder';
import type { Conversation } from '../src/store/conversations.ts';
import { drawWelcome } from './cards/help-card.ts';
import type { View } from './cards/view.ts';
import type { CommandTurn } from './commands/command.ts';
import { listCommands } from './commands/list-commands.ts';
import { commands } from './commands/registry.ts';
import { runCommand } from './commands/run-command.ts';
import { wordsFor } from './locales/words.ts';
import { readActor, readTenantId, readText } from './teams-activity.ts';
import { decisions, strangeButton } from './teams-decisions.ts';
import { followMembership, rememberConversation } from './teams-memberships.ts';
import { postPlan } from './teams-posting.ts';
import { answerWithCard, messageWith } from './teams-replies.ts';
import type { Routes } from './teams-router.ts';
import type { Ground } from './teams-speaking.ts';

const viewIn = (ground: Ground, { locale }: Conversation): View => ({
  words: wordsFor(locale),
  role: null,
  wizardUrl: ground.wizardUrl,
});

const takeTurn = (ground: Ground, context: TurnContext, tenantId: string, conversation: Conversation): CommandTurn => ({
  sync: ground.syncOf(tenantId),
  actor: readActor(context.activity),
  view: viewIn(ground, conversation),
  commands,
  say: async (sentence) => void (await context.sendActivity(sentence)),
  show: async (card) => void (await context.sendActivity(messageWith(card))),
  postPlan: (record) => postPlan(ground, context, tenantId, conversation, { record, receipt: null }),
});

const answerMessage = async (ground: Ground, context: TurnContext): Promise<void> => {
  const tenantId = readTenantId(context.activity);
  const { conversationsOf, presenceOf } = ground;
  const conversation = await rememberConversation(conversationsOf(tenantId), presenceOf(tenantId), context.activity);
  await runCommand(readText(context.activity), takeTurn(ground, context, tenantId, conversation));
};

/** A short welcome where the bot is new, and the plan that waits for a decision, if any. */
const greet = async (ground: Ground, context: TurnContext): Promise<void> => {
  const tenantId = readTenantId(context.activity);
  const { conversationsOf, presenceOf } = ground;
  const conversation = await followMembership(conversationsOf(tenantId), presenceOf(tenantId), context.activity);
  if (!conversation || context.activity.action !== 'add') return;
  const view = viewIn(ground, conversation);
  await context.sendActivity(messageWith(drawWelcome(listCommands(commands, view.words), view)));
  const record = await ground.syncOf(tenantId).readPending();
  if (record) await postPlan(ground, context, tenantId, conversation, { record, receipt: null });
};

/** `afterDecision` is called once the person has their answer, and is not waited for: Teams gives a press five seconds. */
export const createTurns = (ground: Ground, afterDecision: (tenantId: string, planId: string) => void): Routes => ({
  message: (context) => answerMessage(ground, context),
  installation: (context) => greet(ground, context),
  membership: async ({ activity }) => {
    const tenantId = readTenantId(activity);
    await followMembership(ground.conversationsOf(tenantId), ground.presenceOf(tenantId), activity);
  },
  press: async (context, verb, data) => {
    const { activity } = context;
    const tenantId = readTenantId(activity);
    const { card, decided } = await decisions[verb]({
      sync: ground.syncOf(tenantId),
      actor: readActor(activity),
      locale: activity.locale ?? null,
      wizardUrl: ground.wizardUrl,
      data,
    });
    await answerWithCard(context, card);
    if (decided !== null) afterDecision(tenantId, decided);
  },
  strangePress: () => Promise.reject(strangeButton()),
});
