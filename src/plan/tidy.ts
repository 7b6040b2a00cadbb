/** Text as it is compared: one way to write the same thing (case 11). */

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** Unicode NFC without surrounding space; empty becomes null. Most texts are ASCII, which has one form only. */
export const tidy = (text: string | null | undefined): string | null => {
  if (!text) return null;
  return (isAscii(text) ? text : text.normalize('NFC')).trim() || null;
};

/**
 * Upper and lower case as one, by Unicode's simple folding and in no language: character by character, because the
 * lower case of a Greek sigma hangs on its neighbours. It never makes one mailbox of two: the sharp s is no double s,
 * the Turkish i without a dot is no i with one, and a fullwidth letter is no narrow one.
 */
export const foldCase = (text: string): string => {
  if (isAscii(text)) return text.toLowerCase();
  return [...text.normalize('NFC')]
    .map((character) => (character === 'ς' ? 'σ' : character.toLowerCase()))
    .join('')
    .normalize('NFC');
};
