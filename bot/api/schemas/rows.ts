/** The rows of a plan. */
import * as z from 'zod/v4';
import { notes } from '../../../src/plan/plan.ts';
import { moment } from './words.ts';

const base = {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  department: z.string().nullable(),
  personId: z.string(),
  notes: z.array(z.enum(notes)),
};
const differences = z.array(
  z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable(), edited: z.boolean() }),
);
const order = z.object({
  cardSku: z.string().nullable(),
  licences: z.array(z.string()),
  accessories: z.array(z.string()),
  sendLoginDetails: z.boolean(),
  teamId: z.string().nullable(),
});
const text = z.string().nullable();
const profile = z.object({
  displayName: z.string(),
  givenName: text,
  surname: text,
  jobTitle: text,
  department: text,
  company: text,
  office: text,
  phone: text,
  mobile: text,
});

export const joiner = z
  .object({
    kind: z.literal('joiner'),
    reason: z.literal('new-in-scope'),
    ...base,
    groupIds: z.array(z.string()),
    profile,
    order,
    orderGroupId: z.string().nullable(),
    recycles: z.object({ cardId: z.string(), leaverRowId: z.string(), name: z.string() }).nullable(),
    photo: z.boolean(),
  })
  .meta({ id: 'Joiner' });
export const mover = z
  .object({
    kind: z.literal('mover'),
    reason: z.enum(['profile-changed', 'returned']),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    differences,
    after: z.array(z.string()),
    photo: z.boolean(),
  })
  .meta({ id: 'Mover' });
export const leaver = z
  .object({
    kind: z.literal('leaver'),
    reason: z.enum(['deleted-restorable', 'deleted-final', 'disabled']),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    since: moment.nullable(),
    cards: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        name: z.string(),
        printed: z.boolean(),
        recipient: z.object({ rowId: z.string(), name: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Leaver' });
const link = z
  .object({
    kind: z.literal('link'),
    reason: z.literal('same-address'),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    differences,
    photo: z.boolean(),
  })
  .meta({ id: 'Link' });
export const deletion = z
  .object({
    kind: z.literal('deletion'),
    reason: z.literal('deleted-final'),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    deactivatedAt: moment,
  })
  .meta({ id: 'Deletion' });
const upcoming = z
  .object({
    kind: z.literal('upcoming'),
    reason: z.enum(['hired-later', 'leaves-later']),
    ...base,
    on: moment,
    due: z.object({ on: z.string(), order }).nullable(),
  })
  .meta({ id: 'Upcoming' });
const keep = z
  .object({
    kind: z.literal('keep'),
    reason: z.enum(['out-of-scope', 'scope-lost', 'protected', 'no-evidence', 'exempt']),
    ...base,
    accountId: z.string(),
  })
  .meta({ id: 'Keep' });
const conflict = z
  .object({
    kind: z.literal('conflict'),
    reason: z.enum(['address-linked-to-another', 'address-shared', 'several-accounts', 'linked-twice']),
    ...base,
    accountIds: z.array(z.string()),
  })
  .meta({ id: 'Conflict' });
const excluded = z
  .object({
    kind: z.literal('excluded'),
    reason: z.enum(['guest', 'disabled', 'no-address', 'no-name', 'resource', 'unlicensed', 'exempt']),
    ...base,
  })
  .meta({ id: 'Excluded' });
export const row = z
  .discriminatedUnion('kind', [joiner, mover, leaver, link, deletion, upcoming, keep, conflict, excluded])
  .meta({ id: 'Row' });

export const rowPage = z
  .object({ rows: z.array(row), total: z.int(), next: z.int().nullable() })
  .meta({ id: 'RowPage' });
