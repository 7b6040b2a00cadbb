import { problemOf, Refusal } from './refusal.ts';

/** What is sent back, whichever way. */
export interface Answer {
  readonly status: number;
  /** JSON; null: no body. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** The first answer to an earlier request with the same idempotency key. */
  readonly replayed?: boolean;
}

/** A refusal as it is sent back. */
export const refusalAnswer = (refusal: Refusal): Answer => ({
  status: refusal.status,
  body: problemOf(refusal),
  headers: { 'Content-Type': 'application/problem+json', ...refusal.headers },
});

/** The answer that `decide` gives, or the refusal that it throws. */
export const answerOrRefuse = (decide: () => Answer): Answer => {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
};
