/** Guard G2: nobody is a leaver for being absent. Each candidate is looked up by id, then among the deleted. */
import type { Evidence } from './directory.ts';
import { type BatchAnswer, readBatch } from './graph-batch.ts';
import type { Graph } from './graph-client.ts';
import { isLimited, personProperties, toPerson } from './graph-person.ts';

const userUrl = (id: string): string => `/users/${encodeURIComponent(id)}?$select=${personProperties.join(',')}`;
const deletedUrl = (id: string): string => `/directory/deletedItems/${encodeURIComponent(id)}`;

const unknown = (status: number | undefined): Evidence => ({
  kind: 'unknown',
  why: `Microsoft Graph answered ${status ?? 'nothing'} when asked for this person.`,
});

const livingEvidence = (answer: BatchAnswer): Evidence => {
  const person = toPerson(answer.body);
  if (isLimited(person)) return { kind: 'unknown', why: 'The permission User.Read.All is missing.' };
  return person.accountEnabled === false ? { kind: 'disabled', person } : { kind: 'present', person };
};

const deletedEvidence = (answer: BatchAnswer | undefined): Evidence => {
  if (answer?.status === 404) return { kind: 'deleted-final' };
  if (answer?.status !== 200) return unknown(answer?.status);
  const deletedAt = (answer.body as { deletedDateTime?: string | null }).deletedDateTime ?? null;
  return { kind: 'deleted-restorable', deletedAt };
};

/** Every asked id is a key of the answer; whatever could not be learned is `unknown`. */
export const readEvidence = async (
  graph: Graph,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Evidence>> => {
  const living = await readBatch(graph, personIds.map(userUrl));
  const gone = personIds.filter((id) => living.get(userUrl(id))?.status === 404);
  const deleted = await readBatch(graph, gone.map(deletedUrl));
  return new Map(
    personIds.map((id) => {
      const answer = living.get(userUrl(id));
      if (answer?.status === 404) return [id, deletedEvidence(deleted.get(deletedUrl(id)))];
      return [id, answer?.status === 200 ? livingEvidence(answer) : unknown(answer?.status)];
    }),
  );
};
