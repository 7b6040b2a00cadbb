/** What a person sees when something goes wrong: a sentence, never an exception (its text may hold anything). */
import { randomUUID } from 'node:crypto';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import { type ErrorCode, SyncError } from '../src/errors.ts';
import { wordsFor } from './locales/words.ts';
import { statusOf } from './status-of.ts';
import { answerWithError } from './teams-replies.ts';

/** The part of a logger that the bot uses; pino fits. */
export interface BotLog {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

interface Fault {
  readonly code: ErrorCode;
  readonly sentence: string;
}

const describeFault = (error: unknown, locale: string | undefined, log: BotLog): Fault => {
  const words = wordsFor(locale);
  if (error instanceof SyncError && error.code !== 'internal') {
    log.info({ code: error.code }, 'A request in Teams was refused.');
    return { code: error.code, sentence: words.sayError(error) };
  }
  const incident = randomUUID().slice(0, 8);
  log.error({ err: error, incident }, 'A turn in Teams failed.');
  return { code: 'internal', sentence: words.say('say.fault', { incident }) };
};

/** Answers a turn that failed: an error body for a button, one sentence for a message, silence for anything else. */
export const answerFault = async (context: TurnContext, error: unknown, log: BotLog): Promise<void> => {
  const { type, locale } = context.activity;
  const { code, sentence } = describeFault(error, locale, log);
  try {
    if (type === ActivityTypes.Invoke) await answerWithError(context, statusOf(code), code, sentence);
    if (type === ActivityTypes.Message) await context.sendActivity(sentence);
  } catch (unsendable) {
    log.error({ err: unsendable }, 'The answer about a failed turn could not be sent.');
  }
};
