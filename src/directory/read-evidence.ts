/** Guard G2: nobody is a leaver for being absent. Each candidate is looked up by id, then among the deleted. */
import * as z from 'zod/v4';
import type { Evidence } from './directory.ts';
import { type BatchAnswer, readBatch } from './graph-batch.ts';
import type { Graph } from './graph-client.ts';
import { findPerson, isLimited, personPath } from './graph-person.ts';

const deletedObject = z.object({ deletedDateTime: z.string().nullish() });

const deletedUrl = (id: string): string => `/directory/deletedItems/${encodeURIComponent(id)}`;

const unknown = (status: number | undefined): Evidence => ({
  kind: 'unknown',
  why: `Microsoft Graph answered ${status ?? 'nothing'} when asked for this person.`,
});

const strange: Evidence = { kind: 'unknown', why: 'Microsoft Graph answered with something else than this person.' };

const livingEvidence = (id: string, { body }: BatchAnswer): Evidence => {
  const person = findPerson(body);
  if (person?.id.toLowerCase() !== id.toLowerCase()) return strange;
  if (isLimited(person)) return { kind: 'unknown', why: 'The permission User.Read.All is missing.' };
  return person.accountEnabled === false ? { kind: 'disabled', person } : { kind: 'present', person };
};

const deletedEvidence = (answer: BatchAnswer | undefined): Evidence => {
  if (answer?.status === 404) return { kind: 'deleted-final' };
  if (answer?.status !== 200) return unknown(answer?.status);
  const deleted = deletedObject.safeParse(answer.body);
  return deleted.success ? { kind: 'deleted-restorable', deletedAt: deleted.data.deletedDateTime ?? null } : strange;
};

/** Every asked id is a key of the answer; whatever could not be learned is `unknown`. */
export const readEvidence = async (
  graph: Graph,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Evidence>> => {
  const living = await readBatch(
    graph,
    personIds.map((id) => personPath(id)),
  );
  const gone = personIds.filter((id) => living.get(personPath(id))?.status === 404);
  const deleted = await readBatch(graph, gone.map(deletedUrl));
  return new Map(
    personIds.map((id) => {
      const answer = living.get(personPath(id));
      if (answer?.status === 404) return [id, deletedEvidence(deleted.get(deletedUrl(id)))];
      return [id, answer?.status === 200 ? livingEvidence(id, answer) : unknown(answer?.status)];
    }),
  );
};
