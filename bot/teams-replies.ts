/** How the bot answers: the only place that knows what botbuilder wants to be sent. */
import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder';
import type { AdaptiveCard } from './cards/elements.ts';

/** A message that holds the card; its summary is what notifications show. */
export const messageWith = (card: AdaptiveCard): Partial<Activity> => ({
  type: ActivityTypes.Message,
  summary: card.fallbackText,
  attachments: [CardFactory.adaptiveCard(card)],
});

const answerInvoke = async (context: TurnContext, statusCode: number, type: string, value: unknown): Promise<void> => {
  await context.sendActivity({
    type: ActivityTypes.InvokeResponse,
    value: { status: 200, body: { statusCode, type, value } },
  });
};

/** Shows the card to whoever pressed, in place of the one they pressed. */
export const answerWithCard = (context: TurnContext, card: AdaptiveCard): Promise<void> =>
  answerInvoke(context, 200, 'application/vnd.microsoft.card.adaptive', card);

/** Shows the sentence to whoever pressed; the card stays. */
export const answerWithError = (
  context: TurnContext,
  statusCode: number,
  code: string,
  message: string,
): Promise<void> => answerInvoke(context, statusCode, 'application/vnd.microsoft.error', { code, message });
