import type { Action, AdaptiveCard, Element, ExecuteAction } from './elements.ts';

/**
 * The card around a body. `spoken` is one sentence: a screen reader says it, and a client too old for
 * schema 1.5, a notification and the chat list show it.
 */
export const frame = (
  spoken: string,
  body: readonly Element[],
  actions: readonly Action[] = [],
  refresh?: ExecuteAction,
): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: spoken,
  speak: spoken,
  ...(refresh ? { refresh: { action: refresh } } : {}),
  body,
  actions,
});
