/**
 * A moment that each reader's client writes in the reader's own time zone and manner. Only for TextBlocks.
 * Clients refuse fractions of a second, so those are dropped.
 */
export const moment = (iso: string): string => {
  const second = `${new Date(iso).toISOString().slice(0, 19)}Z`;
  return `{{DATE(${second}, SHORT)}}, {{TIME(${second})}}`;
};
