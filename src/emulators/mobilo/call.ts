import type { Account } from '../../mobilo/mobilo.ts';
import type { operations } from '../../mobilo/wire-types.ts';
import type { OperationId } from './contract.ts';
import type { MobiloState } from './mobilo-state.ts';
import type { Change } from './rows.ts';

type JsonOf<T> = T extends { content: { readonly 'application/json': infer Body } } ? Body : null;
type BodyOf<T> = T extends { content: { readonly 'image/png': unknown } } ? Uint8Array : JsonOf<T>;
type Given<T> = [T] extends [never] ? Readonly<Record<string, never>> : T;
type ParameterOf<Id extends OperationId, Place extends 'path' | 'query'> = Given<
  NonNullable<operations[Id]['parameters'][Place]>
>;
type Success<Id extends OperationId> = keyof operations[Id]['responses'] & (200 | 201 | 204);

/** A request that `openapi.yaml` allows, made by somebody who may make it. */
export interface Call<Id extends OperationId> {
  readonly path: ParameterOf<Id, 'path'>;
  readonly query: ParameterOf<Id, 'query'>;
  readonly body: operations[Id] extends { readonly requestBody: infer Body } ? BodyOf<Body> : undefined;
  /** The version in If-Match, without quotes. */
  readonly ifMatch: string | null;
  readonly me: Account;
  /** ISO 8601. */
  readonly at: string;
  readonly newId: (kind: 'account' | 'card' | 'order' | 'credit-order') => string;
}

/** What is answered, and what changes if it is. */
export interface Outcome<Id extends OperationId> {
  readonly status: Success<Id>;
  readonly body: JsonOf<operations[Id]['responses'][Success<Id>]>;
  /** The account's version, where the answer is an account. */
  readonly version?: string;
  readonly changes: readonly Change[];
}

/** Decides upon a call and changes nothing itself. Throws a Refusal. */
export type Decide<Id extends OperationId> = (state: MobiloState, call: Call<Id>) => Outcome<Id>;
