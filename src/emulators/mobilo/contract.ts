import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { operations } from '../../mobilo/wire-types.ts';

export type OperationId = keyof operations;
export type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Response {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: Schema }>>;
  readonly content?: Content;
}

/** One operation of `openapi.yaml`, without references. */
export interface Operation {
  readonly id: OperationId;
  readonly method: string;
  /** As in the file: `/v1/accounts/{id}`. */
  readonly template: string;
  /** The scopes that a token must have; null: no token is needed. */
  readonly scopes: readonly string[] | null;
  readonly parameters: readonly Parameter[];
  readonly body: Content | null;
  readonly responses: Readonly<Record<string, Response>>;
}

interface RawOperation extends Omit<Operation, 'id' | 'method' | 'template' | 'scopes' | 'body'> {
  readonly operationId: OperationId;
  readonly security: readonly { readonly mobilo: readonly string[] }[];
  readonly requestBody?: { readonly content: Content };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
}

const lookUp = (document: unknown, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);

/** A copy in which every `$ref` is replaced by what it refers to. The file has no cycles. */
const withoutReferences = (document: unknown, node: unknown): unknown => {
  if (Array.isArray(node)) return node.map((item) => withoutReferences(document, item));
  if (node === null || typeof node !== 'object') return node;
  if ('$ref' in node) return withoutReferences(document, lookUp(document, String(node.$ref)));
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutReferences(document, value)]));
};

/** Every operation of `src/mobilo/openapi.yaml`, in the order of the file. */
export const readContract = (): readonly Operation[] => {
  const source: unknown = parse(readFileSync(new URL('../../mobilo/openapi.yaml', import.meta.url), 'utf8'));
  const { paths } = withoutReferences(source, source) as Document;
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, raw]) => ({
      id: raw.operationId,
      method: method.toUpperCase(),
      template,
      scopes: raw.security[0]?.mobilo ?? null,
      parameters: raw.parameters ?? [],
      body: raw.requestBody?.content ?? null,
      responses: raw.responses,
    })),
  );
};
