import { useState } from 'react';
import { useSettings } from './queries.ts';
import { countTicked } from './selection.ts';
import type { Draft } from './use-draft.ts';

/** How the held removals that are ticked are released (guard G3). */
export type Release =
  | { readonly kind: 'none' }
  | { readonly kind: 'second-person' }
  | {
      readonly kind: 'typed-number';
      readonly removals: number;
      readonly typed: string;
      readonly setTyped: (typed: string) => void;
    };

/** The number to send along, or null; undefined as long as it is not the one that releases. */
export const confirmedRemovals = (release: Release): number | null | undefined => {
  if (release.kind !== 'typed-number') return null;
  return release.typed.trim() === String(release.removals) ? release.removals : undefined;
};

export const useRelease = ({ plan, ticks }: Draft): Release => {
  const [typed, setTyped] = useState('');
  const { held, counts } = plan.summary;
  const removals = countTicked(ticks, counts, 'leaver') + countTicked(ticks, counts, 'deletion');
  const how = useSettings(held !== null).data?.release ?? 'typed-number';
  if (!held || removals === 0) return { kind: 'none' };
  return how === 'second-person' ? { kind: 'second-person' } : { kind: 'typed-number', removals, typed, setTyped };
};
