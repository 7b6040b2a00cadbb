import { z } from 'zod/v4';
import { pageOf } from './skip-token.ts';

/** An order to answer wrongly. `match` is found in the path and query, as it stands or as a regular expression. */
export const fault = z.object({
  match: z.string().default(''),
  /** 200 answers as usual, with the headers below. */
  status: z.number().int().min(200).max(599).default(503),
  /** Seconds. */
  retryAfter: z.number().min(0).optional(),
  /** How often; without it until the faults are cleared. */
  times: z.number().int().positive().optional(),
  /** Which pages of a list, from 1: `{ from: 3 }` with `code: 'Directory_ExpiredPageToken'` forgets the place after the second (case 49). */
  pages: z.object({ from: z.number().int().min(1).default(1), to: z.number().int().min(1).optional() }).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  /** `x-ms-throttle-limit-percentage` with status 200 asks to slow down before it is too late (case 43). */
  headers: z.record(z.string(), z.string()).default({}),
  /**
   * An answer that is no refusal, whatever `status` says.
   * - `empty`: a list without rows and without an end (case 48);
   * - `emptyPage`: a page without rows whose link leads to them, as Graph may send (§1.1, §1.4);
   * - `limited`: rows with type and id, every other property null (cases 13, 36, 47);
   * - `loop`: a next link to the first page; `repeat`: a next link to the same page, on the last page as well (case 49);
   * - `reset`, `html`, `truncated`: what proxies and networks do (case 44).
   */
  instead: z.enum(['empty', 'emptyPage', 'limited', 'loop', 'repeat', 'reset', 'html', 'truncated']).optional(),
  /** The origin that next and delta links point to, right otherwise: `https://graph.example` (case 54). */
  linkOrigin: z.string().optional(),
});
export type Fault = z.infer<typeof fault>;

/** Graph may send fewer rows on a page than were asked for: so many at most, in lists and rounds of changes. */
export const pageLimit = z.object({ match: z.string().default(''), rows: z.number().int().min(1) });
type PageLimit = z.infer<typeof pageLimit>;

const finds = (pattern: string, url: string): boolean => {
  if (url.includes(pattern)) return true;
  try {
    return new RegExp(pattern).test(url);
  } catch {
    return false;
  }
};

const concerns = ({ match, pages }: Fault, url: string): boolean => {
  if (!finds(match, decodeURIComponent(url))) return false;
  if (!pages) return true;
  const page = pageOf(url);
  return page >= pages.from && page <= (pages.to ?? page);
};

/** The orders that are open, oldest first. The items of a batch are requests of their own: one may be throttled alone (case 42). */
export class Faults {
  #open: readonly Fault[] = [];
  #limits: readonly PageLimit[] = [];

  add(order: z.input<typeof fault>): void {
    this.#open = [...this.#open, fault.parse(order)];
  }

  limitPages(limit: z.input<typeof pageLimit>): void {
    this.#limits = [...this.#limits, pageLimit.parse(limit)];
  }

  clear(): void {
    this.#open = [];
    this.#limits = [];
  }

  /** The first order for this path and query, counted. */
  take(url: string): Fault | null {
    const found = this.#open.find((order) => concerns(order, url));
    if (!found) return null;
    const rest = found.times === undefined ? found : { ...found, times: found.times - 1 };
    this.#open = this.#open.flatMap((order) => (order !== found ? order : rest.times === 0 ? [] : rest));
    return found;
  }

  /** How many rows a page of this path and query may hold. */
  mostRows(url: string): number {
    const limits = this.#limits.filter(({ match }) => finds(match, decodeURIComponent(url)));
    return Math.min(Number.POSITIVE_INFINITY, ...limits.map(({ rows }) => rows));
  }
}
