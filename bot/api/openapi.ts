import * as z from 'zod/v4';
import { type Operation, operations } from './operations.ts';
import { problem } from './schemas/tenant.ts';

type Json = Record<string, unknown>;

/** Zod writes the name of a schema into it as `id`, which no JSON Schema since draft 4 knows. */
const withoutName = ({ id: _, ...schema }: Json): Json => schema;

const toSchema = (type: z.ZodType, components: Json): Json => {
  const { $schema, $defs, ...named } = z.toJSONSchema(type, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  }) as Json & { $defs?: Readonly<Record<string, Json>> };
  for (const [part, definition] of Object.entries($defs ?? {})) components[part] = withoutName(definition);
  const schema = withoutName(named);
  const name = type.meta()?.id;
  if (typeof name !== 'string') return schema;
  components[name] = schema;
  return { $ref: `#/components/schemas/${name}` };
};

const parameters = (shape: z.ZodObject | undefined, where: 'path' | 'query', components: Json): Json[] =>
  Object.entries(shape?.shape ?? {}).map(([name, type]) => ({
    name,
    in: where,
    required: where === 'path' || !(type as z.ZodType).safeParse(undefined).success,
    schema: toSchema(type as z.ZodType, components),
  }));

const describe = (name: string, operation: Operation, components: Json): Json => ({
  operationId: name,
  summary: operation.summary,
  'x-least-role': operation.role,
  parameters: [
    ...parameters(operation.params, 'path', components),
    ...parameters(operation.query, 'query', components),
  ],
  ...(operation.body && {
    requestBody: { required: true, content: { 'application/json': { schema: toSchema(operation.body, components) } } },
  }),
  responses: {
    [operation.status]: {
      description: 'Done',
      content: { 'application/json': { schema: toSchema(operation.answer, components) } },
    },
    default: {
      description: 'Not done, and why',
      content: { 'application/problem+json': { schema: toSchema(problem, components) } },
    },
  },
});

/** The OpenAPI 3.1 description of /api/v1, made from the schemas that validate its requests. */
export const openApi = (): Json => {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(name, operation, schemas) };
  }
  const document = {
    openapi: '3.1.0',
    info: { title: 'Mobilo Directory Sync for Microsoft Teams', version: '1' },
    servers: [{ url: '/api/v1' }],
    security: [{ teamsToken: [] }],
    paths,
    components: { schemas, securitySchemes: { teamsToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
  return JSON.parse(JSON.stringify(document).replaceAll('#/$defs/', '#/components/schemas/')) as Json;
};
