import { unsupported } from './graph-fault.ts';
import type { Predicate } from './parse-filter.ts';

/** Names and descriptions are searched by their words; every other property by how it begins. */
const byWords: readonly string[] = ['displayName', 'description'];

const words = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const readTerm = (term: string): Predicate => {
  const [, property, wanted] = /^"(\w+):(.+)"$/.exec(term.trim()) ?? [];
  if (!property || !wanted)
    throw unsupported(`Syntax error in the $search term ${term.trim()}: write "property:text" in double quotes.`);
  if (!byWords.includes(property))
    return (entity) =>
      String(Reflect.get(entity, property) ?? '')
        .toLowerCase()
        .startsWith(wanted.toLowerCase());
  return (entity) => {
    const present = words(String(Reflect.get(entity, property) ?? ''));
    return words(wanted).every((word) => present.some((token) => token.startsWith(word)));
  };
};

/**
 * `"displayName:sales" OR "description:sales" AND "mail:a"`: AND binds more strongly; the words are found as beginnings.
 * @throws GraphFault 400 `Request_UnsupportedQuery` when a term is not in double quotes
 */
export const parseSearch = (search: string): Predicate => {
  const alternatives = search.split(/ OR /).map((alternative) => alternative.split(/ AND /).map(readTerm));
  return (entity) => alternatives.some((terms) => terms.every((term) => term(entity)));
};
