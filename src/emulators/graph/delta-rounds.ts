import type { Telling } from './delta-round.ts';

const most = 20;

/** Rounds whose pages are being read: what changes meanwhile is the next round's, so that no row moves to a page that was read already (case 51). */
export class DeltaRounds {
  readonly #rounds = new Map<string, readonly Telling[]>();

  /** The rows of this round, listed at its first page; the oldest round is forgotten when there are too many. */
  get(key: string, list: () => readonly Telling[]): readonly Telling[] {
    const known = this.#rounds.get(key);
    if (known) return known;
    const [oldest = ''] = this.#rounds.keys();
    if (this.#rounds.size >= most) this.#rounds.delete(oldest);
    const rows = list();
    this.#rounds.set(key, rows);
    return rows;
  }
}
