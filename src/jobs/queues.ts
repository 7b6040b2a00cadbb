/** The kinds of jobs, what each one is told, and how it is treated. */

/** What a job is told. It is kept in the database: ids only. */
export interface JobData {
  /** Read the directory and Mobilo, and propose a plan. `by`: an Entra object id, or `sync`. With people, about those. */
  readonly plan: { readonly tenantId: string; readonly by: string; readonly people?: readonly string[] | undefined };
  /** Go on with the run of an approved plan. */
  readonly apply: { readonly tenantId: string; readonly planId: string; readonly resumedBy?: string | undefined };
  /** Draw the cards of a plan anew. */
  readonly cards: { readonly tenantId: string; readonly planId: string };
}

export type Queue = keyof JobData;

export interface QueueRules<Q extends Queue> {
  /** Of jobs with the same key, one waits at a time: sending another one changes nothing. */
  readonly keyOf: (data: JobData[Q]) => string;
  /** Jobs of this queue that one process works on at once. */
  readonly slots: number;
  /** Seconds after which a handler should hand over to a next job, so that tenants take turns. */
  readonly turnSeconds: number;
  /** How often a job that failed is tried again: after about 1, 2, 4, 8, ... seconds. */
  readonly retryLimit: number;
  /** Whether sending changes nothing while one of the same key is at work, too. */
  readonly skipsWhileWorking: boolean;
}

/** A reading of everybody under way may have passed the people about whom somebody asks. */
const ofReading = ({ tenantId, people }: JobData['plan']): string =>
  people ? [tenantId, ...[...people].sort()].join(' ') : tenantId;
const ofPlan = ({ planId }: { readonly planId: string }): string => planId;

export const queues: { readonly [Q in Queue]: QueueRules<Q> } = {
  plan: { keyOf: ofReading, slots: 2, turnSeconds: 900, retryLimit: 6, skipsWhileWorking: true },
  apply: { keyOf: ofPlan, slots: 4, turnSeconds: 30, retryLimit: 8, skipsWhileWorking: false },
  cards: { keyOf: ofPlan, slots: 4, turnSeconds: 30, retryLimit: 6, skipsWhileWorking: false },
};

export const queueNames = Object.keys(queues) as readonly Queue[];
