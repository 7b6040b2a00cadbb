import { coverage, type Operation } from './coverage.ts';
import { GraphFault } from './graph-fault.ts';

export interface OperationMatch {
  readonly operation: Operation;
  /** The first id in the path, decoded; empty where the path has none. */
  readonly id: string;
  /** The second id, of a part of that object. */
  readonly part: string;
}

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
}

const quote = (text: string): string => text.replace(/[.$]/g, String.raw`\$&`);

const makeRoute = (operation: Operation): Route => ({
  operation,
  pattern: new RegExp(`^${quote(operation).replaceAll('{id}', '([^/]+)')}$`, 'i'),
});

/** Fixed paths before those with an id, so that `/users/delta` is nobody's id. */
const routes: readonly Route[] = (Object.keys(coverage) as Operation[])
  .sort((a, b) => Number(a.includes('{id}')) - Number(b.includes('{id}')))
  .map(makeRoute);

/** The operations that have a route, as `METHOD /path/{id}`. */
export const servedOperations: readonly Operation[] = routes.map(({ operation }) => operation);

/** @throws GraphFault 400 for a path that is not served */
export const matchOperation = (method: string, path: string): OperationMatch => {
  for (const { operation, pattern } of routes) {
    const match = pattern.exec(`${method} ${path}`);
    if (match) {
      const [id = '', part = ''] = match.slice(1).map(decodeURIComponent);
      return { operation, id, part };
    }
  }
  throw new GraphFault(400, 'BadRequest', `Resource not found for the segment '${path.split('/').at(-1)}'.`);
};
