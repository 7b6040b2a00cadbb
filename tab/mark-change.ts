/** A text cut where it differs from another: the same start, what is different, the same end. */
export interface MarkedText {
  readonly start: string;
  readonly changed: string;
  readonly end: string;
}

const sharedStart = (a: readonly string[], b: readonly string[]): number => {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a[length] === b[length]) length += 1;
  return length;
};

/** Marks what changed from one text to the other. Cuts between words, so that no half word is marked. */
export const markChange = (from: string, to: string): { readonly from: MarkedText; readonly to: MarkedText } => {
  const before = from.split(/(?<=\s)/);
  const after = to.split(/(?<=\s)/);
  const start = sharedStart(before, after);
  const end = sharedStart(before.slice(start).reverse(), after.slice(start).reverse());
  const cut = (words: readonly string[]): MarkedText => {
    const changed = words.slice(start, words.length - end).join('');
    const space = changed.slice(changed.trimEnd().length);
    return {
      start: words.slice(0, start).join(''),
      changed: changed.trimEnd(),
      end: space + words.slice(words.length - end).join(''),
    };
  };
  return { from: cut(before), to: cut(after) };
};
