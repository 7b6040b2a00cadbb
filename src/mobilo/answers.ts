/** What we read of Mobilo's answers. Fields that Mobilo adds one day are dropped here; one that is missing is an error. */
import { z } from 'zod/v4';
import type { Account, BusinessCard, CatalogItem, Credits, MobiloIdentity, Order, Team } from './mobilo.ts';

const text = z.string().nullable();
const kind = z.enum(['card', 'licence', 'accessory']);
const role = z.enum(['admin', 'member']);
const count = z.int().min(0);

export const identityAnswer = z.object({
  id: z.string(),
  email: z.string(),
  role,
  organization: z.string(),
}) satisfies z.ZodType<MobiloIdentity>;

export const catalogAnswer = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      kind,
      name: z.string(),
      material: text,
      printed: z.boolean(),
    }) satisfies z.ZodType<CatalogItem>,
  ),
});

export const creditsAnswer = z.object({
  version: z.string(),
  pools: z.array(z.object({ sku: z.string(), kind, name: z.string(), available: count, reserved: count })),
}) satisfies z.ZodType<Credits>;

export const creditOrderAnswer = z.object({ credits: creditsAnswer });

export const accountAnswer = z.object({
  id: z.string(),
  externalId: text,
  email: z.string(),
  profile: z.object({
    displayName: z.string(),
    givenName: text,
    surname: text,
    jobTitle: text,
    department: text,
    company: text,
    office: text,
    phone: text,
    mobile: text,
  }),
  teamId: text,
  photo: text,
  state: z.enum(['active', 'deactivated']),
  role,
  version: z.string().min(1),
}) satisfies z.ZodType<Account>;

/** 204: done, and nothing to say. */
export const emptyAnswer = z.undefined();

export const teamAnswer = z.object({ id: z.string(), name: z.string() }) satisfies z.ZodType<Team>;

export const cardAnswer = z.object({
  id: z.string(),
  accountId: text,
  sku: z.string(),
  state: z.enum(['ordered', 'active', 'released', 'deactivated']),
  printed: z.boolean(),
}) satisfies z.ZodType<BusinessCard>;

export const orderAnswer = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(['placed', 'in-production', 'shipped']),
  lines: z.array(
    z.object({
      accountId: z.string(),
      cardSku: text,
      licences: z.array(z.string()),
      accessories: z.array(z.string()),
    }),
  ),
  cardIds: z.array(z.string()),
  placedAt: z.string(),
}) satisfies z.ZodType<Order>;

/** One page of a list. */
export const pageAnswer = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().min(1).nullable() });

/** A refusal (RFC 9457). A code that we do not know is as good as any other. */
export const problemAnswer = z.object({
  code: z.string(),
  detail: z.string().optional(),
  pools: z.array(z.object({ sku: z.string(), needed: z.number(), available: z.number() })).optional(),
});
