/** The words that several shapes of /api/v1 share. */
import * as z from 'zod/v4';
import { cardChoices, changeKinds } from '../../../src/plan/plan.ts';

/** No control characters and no halves of a pair: PostgreSQL stores neither. */
export const plainText = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be plain text');
/** The same in several lines, as somebody types them. */
export const plainLines = z.string().regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\r\n])*$/u, 'must be plain text');
export const id = plainText.min(1).max(200);
export const moment = z.string().describe('ISO 8601, UTC');
export const poolKind = z.enum(['card', 'licence', 'accessory']);
export const actor = z.object({ id: z.string(), name: z.string() });
export const selection = z.union([
  z.literal('all'),
  z.strictObject({ kinds: z.array(z.enum(changeKinds)).min(1) }),
  z.strictObject({ rows: z.array(id).min(1).max(200_000) }),
]);
export const cards = z.strictObject({
  byCard: z.record(id, z.enum(cardChoices)),
  others: z.enum(cardChoices).nullable(),
});
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
