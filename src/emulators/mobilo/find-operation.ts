import type { Operation } from './contract.ts';
import { Refusal } from './refusal.ts';

export interface Found {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

/** The values of a template's `{names}` in a path, or null when the path is another one. */
const matchPath = (template: string, path: string): Readonly<Record<string, string>> | null => {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [position, part] of wanted.entries()) {
    const text = given[position] ?? '';
    if (part.startsWith('{')) values[part.slice(1, -1)] = decodeURIComponent(text);
    else if (part !== text) return null;
  }
  return values;
};

/** The operation that serves a request. Refuses with 404, or with 405 when only the method is wrong. */
export const findOperation = (contract: readonly Operation[], method: string, path: string): Found => {
  const here = contract.flatMap((operation) => {
    const values = matchPath(operation.template, path);
    return values ? [{ operation, path: values }] : [];
  });
  const found = here.find(({ operation }) => operation.method === method);
  if (found) return found;
  const allowed = here.map(({ operation }) => operation.method).join(', ');
  if (allowed !== '')
    throw new Refusal(405, 'method_not_allowed', { detail: `${path} takes ${allowed}.` }, { Allow: allowed });
  throw new Refusal(404, 'not_found', { detail: `There is nothing at ${path}.` });
};
