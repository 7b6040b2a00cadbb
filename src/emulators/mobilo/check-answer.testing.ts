import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Operation } from './contract.ts';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const ajv = ajvFormats.default(new Ajv2020({ allErrors: true, strict: false }));

const faultsOf = (where: string, schema: object, value: unknown): readonly string[] => {
  const validate = ajv.compile(schema);
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${where}${error.instancePath} ${error.message}`);
};

/** The key under which `openapi.yaml` describes a status: itself, or its class such as 5XX. */
export const describedStatus = (operation: Operation, status: number): string | null =>
  [String(status), `${String(status)[0]}XX`].find((key) => key in operation.responses) ?? null;

const checkBody = (content: Operation['responses'][string]['content'], { headers, text }: WireAnswer) => {
  const type = headers.get('Content-Type')?.split(';')[0] ?? '';
  if (!content) return text === '' ? [] : [`there is a body, and there should be none: ${text}`];
  const schema = content[type]?.schema;
  if (!schema) return [`the type is ${type}, not ${Object.keys(content).join(' or ')}`];
  return faultsOf('body', schema, type === 'text/html' ? text : JSON.parse(text));
};

/** What is wrong with an answer by the letter of `openapi.yaml`; empty when nothing is. */
export const checkAnswer = (operation: Operation, answer: WireAnswer): readonly string[] => {
  const key = describedStatus(operation, answer.status);
  const response = key === null ? undefined : operation.responses[key];
  if (!response) return [`${operation.id} is not described as answering ${answer.status}`];
  const headers = Object.entries(response.headers ?? {}).flatMap(([name, { required, schema }]) => {
    const value = answer.headers.get(name);
    if (value === null) return required ? [`the header ${name} is missing`] : [];
    return faultsOf(name, schema, value);
  });
  return [...headers, ...checkBody(response.content, answer)];
};
