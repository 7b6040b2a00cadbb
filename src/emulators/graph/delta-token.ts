import { z } from 'zod/v4';
import { GraphFault } from './graph-fault.ts';

const deltaToken = z.object({
  /** The options of the first call: they are encoded in every link. */
  select: z.array(z.string()).nullable(),
  /** Changes after this version are told; null tells everybody. */
  after: z.number().int().min(0).nullable(),
  /** The version at the first page of this round, where the next round begins. */
  until: z.number().int().min(0),
  /** Rows of this round that were sent already. */
  offset: z.number().int().min(0),
});

export type DeltaToken = z.infer<typeof deltaToken>;

export const writeDeltaToken = (token: DeltaToken): string => Buffer.from(JSON.stringify(token)).toString('base64url');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
};

/** @throws GraphFault 400 `syncStateNotFound` for a token that this directory did not write (case 52) */
export const readDeltaToken = (text: string, version: number): DeltaToken => {
  const token = deltaToken.safeParse(parse(text));
  if (!token.success || token.data.until > version)
    throw new GraphFault(
      400,
      'syncStateNotFound',
      'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
    );
  return token.data;
};
