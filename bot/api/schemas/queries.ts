/** What may stand in an address or a query of /api/v1. */
import * as z from 'zod/v4';
import { rowKinds } from '../../../src/plan/plan.ts';
import { plainText } from './words.ts';

export const planParams = z.object({ planId: z.guid() });
export const rowQuery = z.object({
  kind: z.enum(rowKinds).optional(),
  search: plainText.max(200).optional(),
  offset: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});
export const auditQuery = z.object({
  planId: z.guid().optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  before: z.coerce.number().int().min(1).optional(),
});
export const groupQuery = z.object({ search: plainText.max(200).optional() });
export const whyQuery = z.object({ who: plainText.min(1).max(320).describe('address, sign-in name or object id') });
export const personParams = z.object({ personId: z.guid() });
