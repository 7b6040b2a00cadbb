/** The text, cut to at most `length` characters with an ellipsis; a card must stay under 28 KB whatever the directory holds. */
export const clip = (words: string, length: number): string => {
  const letters = Array.from(words.replace(/\s+/g, ' ').trim());
  return letters.length <= length ? letters.join('') : `${letters.slice(0, length - 1).join('')}…`;
};
