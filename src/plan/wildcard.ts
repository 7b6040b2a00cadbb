/** Names with `*` for any characters. No regular expression: a pattern of a user must not be able to take for ever. */
import { foldCase } from './tidy.ts';

/** Does the whole name match? Each piece between stars is looked for once, from where the one before ended. */
const matches = (pieces: readonly string[], name: string): boolean => {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
};

/** Whether a name matches one of the patterns, upper and lower case being one. */
export const matcherOf = (patterns: readonly string[]): ((name: string) => boolean) => {
  const known = patterns.map((pattern) => foldCase(pattern).split('*'));
  return (name) => {
    if (known.length === 0) return false;
    const folded = foldCase(name);
    return known.some((pieces) => matches(pieces, folded));
  };
};
