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
interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
}
interface Operation {
  readonly responses: Responses;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Response;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses?: Responses; readonly parameters?: Readonly<Record<string, Parameter>> };
}

/**
 * The query options of an operation, and validators of the body it takes, of its good answer and of its refusals; null
 * where the description has no schema.
 */
export interface DescribedOperation {
  readonly options: readonly string[];
  readonly asked: ValidateFunction | null;
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

const optionsOf = ({ components }: Document, { parameters = [] }: Operation): readonly string[] =>
  parameters.flatMap(({ $ref, name }) => {
    const found = $ref ? components.parameters?.[$ref.split('/').at(-1) ?? '']?.name : name;
    return found?.startsWith('$') ? [found] : [];
  });

const methodNames: readonly string[] = ['get', 'post', 'patch', 'delete'];

const nameOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, '{id}')}`;

/** Every described operation as `METHOD /path/{id}`, whatever its parameter is called, with the validators of its answers. */
export const readGraphDescription = (files: readonly string[]): ReadonlyMap<string, DescribedOperation> => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const operations = new Map<string, DescribedOperation>();
  for (const file of files) {
    const document = parse(readFileSync(file, 'utf8')) as Document;
    ajv.addSchema(document, file);
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods).filter(([name]) => methodNames.includes(name))) {
        const compile = (content: Response | undefined, ...parts: readonly string[]): ValidateFunction | null => {
          const where = locate(document, pointer('paths', path, method, ...parts), content);
          return where === null ? null : (ajv.getSchema(`${file}#${where}`) ?? null);
        };
        const find = (code: string) => compile(operation.responses[code], 'responses', code);
        operations.set(nameOf(method, path), {
          options: optionsOf(document, operation),
          asked: compile(operation.requestBody, 'requestBody'),
          good: find('2XX') ?? find('200'),
          refused: find('default'),
        });
      }
  }
  return operations;
};
