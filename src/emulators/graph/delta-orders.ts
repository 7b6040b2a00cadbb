import { z } from 'zod/v4';
import { JournaledMap } from '../journaled-map.ts';

/** How delta tokens end: expired (400), or a reset of the service (410 with a Location to begin anew at) (case 52). */
export const expiry = z.enum(['syncStateNotFound', 'resyncRequired', 'gone']);
export type Expiry = z.infer<typeof expiry>;

/** Rounds that tell more than what is new (case 53). */
export const replay = z.object({
  /** How many rounds; 0 ends it. */
  times: z.number().int().min(0).default(1),
  /** How many changes before the round are told again in it. */
  earlier: z.number().int().min(0).default(100),
  /** Every object occurs twice in the round: as its first change left it, then as it is. */
  twice: z.boolean().default(true),
});
export type Replay = z.infer<typeof replay>;

/** What delta queries were ordered to do. That tokens ended is kept in `file` (where given), as the tokens live on in clients. */
export class DeltaOrders {
  readonly #expiries: JournaledMap<Expiry>;
  #replay: Replay = { times: 0, earlier: 0, twice: false };

  constructor(file: string | null = null) {
    this.#expiries = new JournaledMap(file);
  }

  /** Stands in every token. Each expiry begins another one. */
  get epoch(): number {
    return this.#expiries.size;
  }

  /** Ends every token that was given out so far, of users and of groups, next links included. */
  expire(how: Expiry): void {
    this.#expiries.set(String(this.epoch), how);
  }

  /** How the tokens of an epoch ended; null while they are good. */
  expiryOf(epoch: number): Expiry | null {
    return epoch > this.epoch ? 'syncStateNotFound' : (this.#expiries.get(String(epoch)) ?? null);
  }

  replay(order: z.input<typeof replay>): void {
    this.#replay = replay.parse(order);
  }

  /** What the round that begins now should tell again, counted. */
  takeReplay(): Pick<Replay, 'earlier' | 'twice'> {
    const { times, earlier, twice } = this.#replay;
    if (times === 0) return { earlier: 0, twice: false };
    this.#replay = { ...this.#replay, times: times - 1 };
    return { earlier, twice };
  }
}
