/** The one place that knows teams-ai: it finds the route of a turn, nothing more (no AI, no turn state, no typing timer). */
import { Application } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import { type Verb, verbs } from './cards/verbs.ts';

export interface Routes {
  message(context: TurnContext): Promise<void>;
  installation(context: TurnContext): Promise<void>;
  membership(context: TurnContext): Promise<void>;
  press(context: TurnContext, verb: Verb, data: Readonly<Record<string, unknown>>): Promise<void>;
  /** A button whose verb nobody knows, as on a card of another version. */
  strangePress(context: TurnContext): Promise<void>;
}

/**
 * The handlers answer buttons themselves and return nothing: a card returned to teams-ai would, once it
 * holds a refresh, be sent to everybody on every later press.
 */
export const createRouter = (routes: Routes): ((context: TurnContext) => Promise<void>) => {
  const app = new Application({ startTypingTimer: false, removeRecipientMention: false });
  app.activity(ActivityTypes.InstallationUpdate, (context) => routes.installation(context));
  app.activity(ActivityTypes.ConversationUpdate, (context) => routes.membership(context));
  app.activity(ActivityTypes.Message, (context) => routes.message(context));
  for (const verb of verbs)
    app.adaptiveCards.actionExecute<Record<string, unknown>>(verb, async (context, _state, data) => {
      await routes.press(context, verb, data);
      return '';
    });
  app.adaptiveCards.actionExecute(/.*/, async (context) => {
    await routes.strangePress(context);
    return '';
  });
  return async (context) => {
    await app.run(context);
  };
};
