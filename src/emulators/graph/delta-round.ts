import type { DeltaToken } from './delta-token.ts';
import type { Row } from './project.ts';

/** What one round tells. `minimal`: only what changed, of changed objects (Prefer: return=minimal). */
export interface DeltaRound extends Pick<DeltaToken, 'select' | 'after' | 'until' | 'twice'> {
  readonly minimal: boolean;
}

/** A row that is made when its page is asked for, so that a page of a large company takes no longer. */
export type Telling = () => Row;
