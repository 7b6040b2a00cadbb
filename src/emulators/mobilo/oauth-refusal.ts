import type { components } from '../../mobilo/wire-types.ts';
import type { Answer } from './answer.ts';

type Body = components['schemas']['OAuthError'];

/** A token request that is refused (RFC 6749 §5.2). */
export class OAuthRefusal extends Error {
  readonly status: number;
  readonly error: Body['error'];

  constructor(status: number, error: Body['error'], description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}

/** The answer that `decide` gives, or the refusal that it throws. */
export const answerOrRefuseOAuth = (decide: () => Answer): Answer => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof OAuthRefusal)) throw error;
    const body: Body = { error: error.error, error_description: error.message };
    return { status: error.status, body, headers: { 'Content-Type': 'application/json' } };
  }
};
