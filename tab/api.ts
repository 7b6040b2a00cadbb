/** The calls to /api/v1. Every request brings a token of its own; nothing is stored. */
import createClient from 'openapi-fetch';
import type { ErrorCode } from '../src/errors.ts';
import type { components, paths } from './api-types.ts';
import { readToken } from './teams.ts';

type Schemas = components['schemas'];
export type Me = Schemas['Me'];
export type Plan = Schemas['Plan'];
export type Row = Schemas['Row'];
export type Joiner = Schemas['Joiner'];
export type Leaver = Schemas['Leaver'];
export type Upcoming = Schemas['Upcoming'];
export type Change = Extract<Row, { readonly kind: 'joiner' | 'mover' | 'leaver' | 'link' | 'deletion' }>;
export type RowKind = Row['kind'];
export type ChangeKind = Change['kind'];
export type RowPage = Schemas['RowPage'];
export type Receipt = Schemas['Receipt'];
export type ReceiptItem = Receipt['items'][number];
export type AuditEvent = Schemas['AuditPage']['events'][number];
export type PoolNeed = Schemas['PoolNeed'];
export type Pool = Schemas['Credits']['pools'][number];
export type Approval = Schemas['ApproveBody'];
export type Explanation = Schemas['Explanation'];
export type ExplainedAccount = Schemas['ExplainedAccount'];
export type StalePlan = Schemas['StalePlan'];
export type Problem = Schemas['Problem'];

/** `offline` and `sign-in-failed` never reach the server, so they are named here. */
export type FailureCode = ErrorCode | 'offline' | 'sign-in-failed';

/** Why a call was not done. The words a person sees are made from the code. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Problem['details'];
  readonly requestId: string | null;

  constructor(
    problem: Pick<Problem, 'code' | 'detail' | 'status' | 'details'> & { readonly requestId: string | null },
  ) {
    super(problem.detail);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.details = problem.details;
    this.requestId = problem.requestId;
  }
}

const localError = (code: FailureCode, error: unknown): ApiError =>
  new ApiError({ code, detail: String(error), status: 0, details: {}, requestId: null });

const authorized = async (request: Request): Promise<Response> => {
  const token = await readToken().catch((error: unknown) => {
    throw localError('sign-in-failed', error);
  });
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(30_000)]);
  return fetch(new Request(request, { headers, signal, credentials: 'omit', cache: 'no-store' })).catch(
    (error: unknown) => {
      if (request.signal.aborted) throw error;
      throw localError('offline', error);
    },
  );
};

export const api = createClient<paths>({ baseUrl: '/api/v1', fetch: authorized });

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/** openapi-fetch types a readonly list as an object with an index; this makes lists of them again. */
type WithLists<T> = T extends string
  ? T
  : T extends { readonly length: number; readonly [index: number]: infer Item }
    ? readonly WithLists<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: WithLists<T[Key]> }
      : T;

/** The answer of a call, or an ApiError. */
export const answerOf = async <T>(
  call: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<WithLists<T>> => {
  const { data, error, response } = await call;
  if (data !== undefined) return data as WithLists<T>;
  if (isProblem(error)) throw new ApiError({ ...error, details: error.details ?? {} });
  throw new ApiError({ code: 'internal', detail: '', status: response.status, details: {}, requestId: null });
};
