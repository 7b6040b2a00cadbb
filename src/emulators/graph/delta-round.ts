import type { DeltaToken } from './delta-token.ts';

/** What one round tells. `minimal`: only what changed, of changed objects (Prefer: return=minimal). */
export interface DeltaRound extends Pick<DeltaToken, 'select' | 'after' | 'until'> {
  readonly minimal: boolean;
}
