import { ApiError } from './api.ts';
import type { Formats } from './formats.ts';
import { en } from './locales/en.ts';
import type { WordKey, Words } from './words.ts';

const isWordKey = (key: string): key is WordKey => Object.hasOwn(en, key);

const listShort = (error: ApiError, formats: Formats): string => {
  const pools = error.details.pools;
  if (!Array.isArray(pools)) return '';
  return formats.list(pools.map((pool: { name?: unknown; short?: unknown }) => `${pool.name} (${pool.short})`));
};

/** A sentence for whatever went wrong: what happened and what to do. Codes without words fall back to the server's own. */
export const describeProblem = (error: unknown, words: Words, formats: Formats): string => {
  if (!(error instanceof ApiError)) return words('problem.internal');
  const key = `problem.${error.code}`;
  if (!isWordKey(key)) return error.message || words('problem.internal');
  const { by, name, removals, limit } = error.details;
  return words(key, {
    by: String(by ?? words('somebody')),
    name: String(name ?? words('somebody')),
    removals: formats.number(Number(removals ?? 0)),
    limit: formats.number(Number(limit ?? 0)),
    pools: listShort(error, formats),
  });
};
