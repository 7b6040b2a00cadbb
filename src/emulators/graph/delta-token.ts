import { z } from 'zod/v4';
import type { Expiry } from './delta-orders.ts';
import { GraphFault } from './graph-fault.ts';
import { graphOrigin, type OperationCall } from './graph-request.ts';
import { decodeToken, encodeToken } from './skip-token.ts';

const deltaToken = z.object({
  /** The options of the first call: they are encoded in every link. */
  select: z.array(z.string()).nullable(),
  /** Changes after this version are told; null tells everybody. */
  after: z.number().int().min(0).nullable(),
  /** The version at the first page of this round, where the next round begins. */
  until: z.number().int().min(0),
  /** Rows of this round that were sent already. */
  offset: z.number().int().min(0),
  /** The page of the round, from 1, and how often it was put off by an empty one. */
  page: z.number().int().min(1).default(1),
  again: z.number().int().min(0).default(0),
  /** Every object of the round occurs twice (case 53). */
  twice: z.boolean().default(false),
  /** Which expiry ends the token. */
  epoch: z.number().int().min(0).default(0),
});

export type DeltaToken = z.infer<typeof deltaToken>;

export const writeDeltaToken = (token: DeltaToken): string => encodeToken(JSON.stringify(token));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(decodeToken(text));
  } catch {
    return null;
  }
};

const expired = (): GraphFault =>
  new GraphFault(
    400,
    'syncStateNotFound',
    'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
  );

const reset = (code: string, { path }: OperationCall, { select }: DeltaToken): GraphFault => {
  const Location = `${graphOrigin}${path}?$deltatoken=${select ? `&$select=${select.join(',')}` : ''}`;
  const message = 'The delta token is no longer valid, and the app must reset the sync state.';
  return new GraphFault(410, code, message, { Location });
};

const refuseBy = (how: Expiry, call: OperationCall, token: DeltaToken): GraphFault => {
  switch (how) {
    case 'syncStateNotFound':
      return expired();
    case 'resyncRequired':
      return reset('resyncRequired', call, token);
    case 'gone':
      return reset('Gone', call, token);
  }
};

/** @throws GraphFault 400 `syncStateNotFound` for a token that this directory did not write, 400 or 410 for one that ended (case 52) */
export const readDeltaToken = (text: string, call: OperationCall): DeltaToken => {
  const token = deltaToken.safeParse(parse(text));
  if (!token.success || token.data.until > call.directory.version) throw expired();
  const how = call.delta.expiryOf(token.data.epoch);
  if (how) throw refuseBy(how, call, token.data);
  return token.data;
};
