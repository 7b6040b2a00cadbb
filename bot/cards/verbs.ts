/** What a button says to the bot. Its data comes back from a client, so it is checked and never trusted (law 9). */
import * as z from 'zod/v4';
import type { CardDecisions, PlanRecord, Selection } from '../../src/approval.ts';
import { cardChoices, changeKinds } from '../../src/plan/plan.ts';
import type { ExecuteAction } from './elements.ts';

export const verbs = [
  'plan/approve',
  'plan/confirm',
  'plan/approve-unchanged',
  'plan/reject',
  'plan/show',
  'plan/refresh',
  'plan/resume',
] as const;
export type Verb = (typeof verbs)[number];

/** The input for one card's choice is named after the card; the input for all of them has this name. */
export const everyCardInput = 'cards';
/** The input for the number that releases held removals. */
export const removalsInput = 'removals';
const cardPrefix = 'card:';
export const cardInput = (cardId: string): string => `${cardPrefix}${cardId}`;

const id = z.string().min(1).max(200);
const choice = z.enum(cardChoices);

export const planData = z.object({ planId: id });
export const decisionData = planData.extend({ fingerprint: id });
export const approvalData = decisionData.extend({
  selection: z.union([
    z.literal('all'),
    z.object({ kinds: z.array(z.enum(changeKinds)).min(1) }),
    z.object({ rows: z.array(id).min(1).max(1_000) }),
  ]),
});
/** An approval that came too late, and the newer plan in which the rest of it is approved. */
export const staleData = approvalData.extend({ current: decisionData });
export const rejectionData = decisionData.extend({ reason: z.string().trim().max(500).optional() });

/** The choices among the values of a pressed card; what is not a choice is left out. */
export const readCardDecisions = (data: Readonly<Record<string, unknown>>): CardDecisions => {
  const byCard = Object.entries(data).flatMap(([name, value]) => {
    const parsed = choice.safeParse(value);
    return name.startsWith(cardPrefix) && parsed.success ? [[name.slice(cardPrefix.length), parsed.data] as const] : [];
  });
  return { byCard: Object.fromEntries(byCard), others: choice.safeParse(data[everyCardInput]).data ?? null };
};

/** The number that was typed to release held removals; null for anything that is no whole number. */
export const readConfirmedRemovals = (data: Readonly<Record<string, unknown>>): number | null =>
  z.coerce
    .number()
    .int()
    .min(0)
    .safeParse(data[removalsInput] ?? Number.NaN).data ?? null;

/** Choices that were made before, as a button carries them: under the names of the inputs. */
export const decisionsData = (
  { byCard, others }: CardDecisions,
  confirmedRemovals: number | null,
): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(byCard).map(([cardId, made]) => [cardInput(cardId), made])),
  ...(others === null ? {} : { [everyCardInput]: others }),
  ...(confirmedRemovals === null ? {} : { [removalsInput]: confirmedRemovals }),
});

/** The part of a button's data that says which plan is decided on. */
export const decideOn = (record: PlanRecord, selection?: Selection): Readonly<Record<string, unknown>> => ({
  planId: record.id,
  fingerprint: record.fingerprint,
  ...(selection === undefined ? {} : { selection }),
});

export const execute = (
  verb: Verb,
  title: string,
  data: ExecuteAction['data'],
  look: Pick<ExecuteAction, 'style' | 'associatedInputs'> = {},
): ExecuteAction => ({ type: 'Action.Execute', title, verb, data, ...look });
