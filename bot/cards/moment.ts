/**
 * A moment that each reader's client writes in the reader's own time zone and manner (which is why cards name no
 * `lang`: it would win over the reader's). Only for TextBlocks.
 * Clients refuse fractions of a second, so those are dropped.
 */
export const moment = (iso: string): string => {
  const second = `${new Date(iso).toISOString().slice(0, 19)}Z`;
  return `{{DATE(${second}, SHORT)}}, {{TIME(${second})}}`;
};
