import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { JournaledMap } from '../journaled-map.ts';
import { badRequest, GraphFault } from './graph-fault.ts';

/** The longest life of a subscription to users or groups, in minutes. */
const longestLife = 41_760;

const future = z.iso.datetime({ offset: true });
const watchable = z.enum(['/users', '/groups']);

/** What a subscription is asked for with. */
const wish = z.object({
  changeType: z.string().regex(/^(updated|deleted)(,(updated|deleted))*$/),
  notificationUrl: z.url({ protocol: /^https?$/ }),
  resource: z
    .string()
    .transform((path) => path.replace(/^\/?/, '/'))
    .pipe(watchable),
  expirationDateTime: future,
  clientState: z.string().max(128).nullish(),
});
type Wish = z.infer<typeof wish>;
const renewal = z.object({ expirationDateTime: future });

export interface HeldSubscription extends Wish {
  readonly id: string;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const parse = <T>(type: z.ZodType<T>, body: unknown): T => {
  const { success, data, error } = type.safeParse(body);
  if (success) return data;
  throw new GraphFault(400, 'InvalidRequest', z.prettifyError(error));
};

const checkEnd = (end: string): void => {
  const minutes = (Date.parse(end) - Date.now()) / 60_000;
  if (minutes > longestLife)
    throw badRequest(`Subscription expiration can only be ${longestLife} minutes in the future.`);
  if (minutes <= 0) throw badRequest('Subscription expiration must be in the future.');
};

const gone = (): GraphFault => new GraphFault(404, 'ResourceNotFound', 'The object was not found.');

/** Who asked to be told of changes. Kept in `file` (where given), as Graph keeps it while its customers restart. */
export class Subscriptions {
  readonly #held: JournaledMap<HeldSubscription>;

  constructor(file: string | null = null) {
    this.#held = new JournaledMap(file);
  }

  /** Those whose life is not over. */
  list(): readonly HeldSubscription[] {
    return [...this.#held.values()].filter((held) => Date.parse(held.expirationDateTime) > Date.now());
  }

  /** @throws GraphFault 404 for one that is gone or over */
  find(id: string): HeldSubscription {
    const found = this.list().find((held) => held.id === id);
    if (!found) throw gone();
    return found;
  }

  /** @throws GraphFault 400 for a wish that Graph refuses */
  read(body: unknown): Wish {
    const wanted = parse(wish, body);
    const { protocol, hostname } = new URL(wanted.notificationUrl);
    if (protocol !== 'https:' && !loopback.test(hostname))
      throw new GraphFault(400, 'ValidationError', 'Notification URL must be https.');
    checkEnd(wanted.expirationDateTime);
    return wanted;
  }

  add(wanted: Wish): HeldSubscription {
    const held = { ...wanted, id: randomUUID() };
    this.#held.set(held.id, held);
    return held;
  }

  renew(id: string, body: unknown): HeldSubscription {
    const held = this.find(id);
    const { expirationDateTime } = parse(renewal, body);
    checkEnd(expirationDateTime);
    const renewed = { ...held, expirationDateTime };
    this.#held.set(id, renewed);
    return renewed;
  }

  remove(id: string): void {
    this.#held.delete(this.find(id).id);
  }

  /** Loses all of them without a word (case 55). */
  drop(): void {
    this.#held.clear();
  }

  /** Leaves each of them so many minutes to live. */
  expireIn(minutes: number): void {
    const expirationDateTime = new Date(Date.now() + minutes * 60_000).toISOString();
    for (const held of this.list()) this.#held.set(held.id, { ...held, expirationDateTime });
  }
}
