/** The approver's part, on the wire of a real chat client: ask for the pending plan, read the card, press, choose, confirm. */
import type { ChatCard, ChatClient, Json } from '../../bot/development/chat-client.ts';
import { readButtons, readChoiceInputs } from '../../bot/development/read-card.ts';

const hasVerb = (verb: string) => (card: Json) => readButtons(card).some((button) => button.verb === verb);

const isAbout = (planId: string, verb: string) => (card: Json) =>
  readButtons(card).some((button) => button.verb === verb && button.data.planId === planId);

const pressButton = async (chat: ChatClient, card: ChatCard, verb: string, inputs: Json = {}): Promise<Json> => {
  const button = readButtons(card.content).find((candidate) => candidate.verb === verb);
  if (!button) throw new Error(`The card has no button ${verb}.`);
  const answer = await chat.press(card, verb, { ...button.data, ...inputs });
  if ('refusal' in answer) throw new Error(`Pressing ${verb} was refused: ${answer.refusal.message}`);
  return answer.card;
};

/** Approves everything the first button of the plan's card offers; cards of leavers are deactivated. Answers with what the chat shows. */
export const approveInChat = async (chat: ChatClient, planId: string): Promise<ChatCard> => {
  await chat.say('pending');
  const card = await chat.waitForCard(isAbout(planId, 'plan/approve'));
  const answer = await pressButton(chat, card, 'plan/approve');
  if (!hasVerb('plan/confirm')(answer)) return card;
  const choices = Object.fromEntries(readChoiceInputs(answer).map((id) => [id, 'deactivate']));
  await pressButton(chat, { ...card, content: answer }, 'plan/confirm', choices);
  return card;
};
