import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { checkBytes } from './check-bytes.ts';
import type { Operation } from './contract.ts';
import { Refusal } from './refusal.ts';

/** What came with a request, before anybody looked at it. */
export interface RawRequest {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

// Texts of a query become numbers, one alone becomes a list where a list is wanted, and absent ones get their default;
// bodies are taken as they are.
const forTexts = ajvFormats.default(
  new Ajv2020({ allErrors: true, coerceTypes: 'array', useDefaults: true, strict: false }),
);
const forBodies = ajvFormats.default(new Ajv2020({ allErrors: true, strict: false }));
const compiled = new Map<string, ValidateFunction>();

const remember = (key: string, compile: () => ValidateFunction): ValidateFunction => {
  const validate = compiled.get(key) ?? compile();
  compiled.set(key, validate);
  return validate;
};

const place = (operation: Operation, location: 'path' | 'query' | 'header'): ValidateFunction =>
  remember(`${operation.id} ${location}`, () => {
    const nameOf = (name: string) => (location === 'header' ? name.toLowerCase() : name);
    const here = operation.parameters.filter((parameter) => parameter.in === location);
    return forTexts.compile({
      type: 'object',
      // OAuth wants parameters ignored that nobody knows (RFC 6749 §3.1).
      additionalProperties: location === 'header' || operation.scopes === null,
      required: here.filter(({ required }) => required).map(({ name }) => nameOf(name)),
      properties: Object.fromEntries(here.map(({ name, schema }) => [nameOf(name), schema])),
    });
  });

const describe = (where: string, errors: readonly ErrorObject[] | null | undefined) =>
  (errors ?? []).map((error) => ({ path: `${where}${error.instancePath}`, message: error.message ?? error.keyword }));

const checkBody = (operation: Operation, request: RawRequest): readonly { path: string; message: string }[] => {
  const { body } = request;
  if (!operation.body) return [];
  const schema = operation.body['application/json']?.schema;
  if (!schema) {
    checkBytes(operation.body, request.headers['content-type'], body);
    return [];
  }
  const validate = remember(`${operation.id} body`, () => forBodies.compile(schema));
  return validate(body) ? [] : describe('body', validate.errors);
};

const lacksIfMatch = (errors: readonly ErrorObject[] | null | undefined): boolean =>
  (errors ?? []).some((error) => error.keyword === 'required' && error.params.missingProperty === 'if-match');

/**
 * The request with its query as numbers and defaults. Refuses with 428 for a missing If-Match, as `checkBytes` says for a
 * body that is no JSON, and with 400 for everything else that `openapi.yaml` does not allow.
 */
export const checkRequest = (operation: Operation, request: RawRequest): RawRequest => {
  const checked = { ...request, query: { ...request.query }, headers: { ...request.headers } };
  const errors = (['path', 'query', 'header'] as const).flatMap((location) => {
    const validate = place(operation, location);
    if (validate(location === 'header' ? checked.headers : checked[location])) return [];
    if (lacksIfMatch(validate.errors)) throw new Refusal(428, 'precondition_required');
    return describe(location, validate.errors);
  });
  const all = [...errors, ...checkBody(operation, request)];
  if (all.length > 0)
    throw new Refusal(400, 'invalid_request', {
      detail: all.map(({ path, message }) => `${path} ${message}`).join('; '),
      errors: all,
    });
  return checked;
};
