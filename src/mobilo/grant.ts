import { z } from 'zod/v4';

/** What a connection to Mobilo lives on. Secret; it leaves this folder sealed only. */
export interface Grant {
  readonly accessToken: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Works once: every refresh brings the next one. */
  readonly refreshToken: string;
  readonly scope: string;
}

export const grantText = z.object({
  accessToken: z.string().min(1),
  expiresAt: z.iso.datetime(),
  refreshToken: z.string().min(1),
  scope: z.string(),
}) satisfies z.ZodType<Grant>;

/** The answer of the token endpoint. `expires_in` is in seconds. */
export const tokensAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().min(1),
  refresh_token: z.string().min(1),
  scope: z.string().default(''),
});

/** The endpoint's answer as a grant; `asked` is the time, in milliseconds, before the request was made. */
export const makeGrant = (tokens: z.output<typeof tokensAnswer>, asked: number): Grant => ({
  accessToken: tokens.access_token,
  expiresAt: new Date(asked + tokens.expires_in * 1000).toISOString(),
  refreshToken: tokens.refresh_token,
  scope: tokens.scope,
});
