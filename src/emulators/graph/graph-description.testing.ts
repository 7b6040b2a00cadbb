/** The schemas of Microsoft's OpenAPI description of Graph, found by operation. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}
type Responses = Readonly<Record<string, Response>>;
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: { readonly responses?: Responses };
}

/** Validators of an operation's good answer and of its refusals; null where the description has no schema. */
interface Answers {
  readonly good: ValidateFunction | null;
  readonly refused: ValidateFunction | null;
}

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Where the schema of a response stands, its shared definition followed. */
const locate = (document: Document, where: string, response: Response | undefined): string | null => {
  const name = response?.$ref?.split('/').at(-1);
  const { content = {} } = (name ? document.components.responses?.[name] : response) ?? {};
  const [type] = Object.keys(content);
  if (!type) return null;
  return (name ? pointer('components', 'responses', name) : where) + pointer('content', type, 'schema');
};

const methodNames: readonly string[] = ['get', 'post', 'patch', 'delete'];

const nameOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, '{id}')}`;

/** Every described operation as `METHOD /path/{id}`, whatever its parameter is called, with the validators of its answers. */
export const readGraphDescription = (files: readonly string[]): ReadonlyMap<string, Answers> => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const operations = new Map<string, Answers>();
  for (const file of files) {
    const document = parse(readFileSync(file, 'utf8')) as Document;
    ajv.addSchema(document, file);
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { responses }] of Object.entries(methods).filter(([name]) => methodNames.includes(name))) {
        const find = (code: string): ValidateFunction | null => {
          const where = locate(document, pointer('paths', path, method, 'responses', code), responses[code]);
          return where === null ? null : (ajv.getSchema(`${file}#${where}`) ?? null);
        };
        operations.set(nameOf(method, path), { good: find('2XX') ?? find('200'), refused: find('default') });
      }
  }
  return operations;
};
