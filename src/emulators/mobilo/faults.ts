import { z } from 'zod/v4';

/** What can be made to go wrong, for requests that match, a number of times. */
export const faultSchema = z.object({
  /** slow: waits first. throttle: 429. fail: 5xx and nothing done. fail-after: 5xx and yet done. drop-before, drop-after:
   * the connection is cut before or after doing the work. */
  kind: z.enum(['slow', 'throttle', 'fail', 'fail-after', 'drop-before', 'drop-after']),
  /** A regular expression on the method; every method when absent. */
  method: z.string().default('.*'),
  /** A regular expression on the path; every path under /v1 and /oauth when absent. */
  path: z.string().default('.*'),
  times: z.int().min(1).default(1),
  /** Lets so many matching requests pass first. */
  after: z.int().min(0).default(0),
  /** For slow: milliseconds. */
  milliseconds: z.int().min(0).default(0),
  /** For fail and fail-after. */
  status: z.int().min(500).max(599).default(503),
  /** For throttle and fail: seconds. */
  retryAfter: z.int().min(0).default(0),
});

export type Fault = Readonly<z.infer<typeof faultSchema>>;
export type FaultRequest = Readonly<z.input<typeof faultSchema>>;

/** The faults that are still to come. Not kept over a restart. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** What strikes this request: everything that slows it, and the first thing that breaks it. Each has one time less then. */
  take(method: string, path: string): readonly Fault[];
}

const matches = (fault: Fault, method: string, path: string): boolean =>
  new RegExp(`^(?:${fault.method})$`, 'i').test(method) && new RegExp(fault.path).test(path);

export const createFaults = (): Faults => {
  let waiting: { readonly fault: Fault; pass: number; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, pass: fault.after, left: fault.times });
    },
    clear: () => {
      waiting = [];
    },
    take: (method, path) => {
      const matching = waiting.filter(({ fault }) => matches(fault, method, path));
      const passing = matching.filter((entry) => entry.pass > 0);
      const ready = matching.filter((entry) => entry.pass === 0);
      const breaking = ready.find(({ fault }) => fault.kind !== 'slow');
      const striking = ready.filter((entry) => entry.fault.kind === 'slow' || entry === breaking);
      for (const entry of passing) entry.pass -= 1;
      for (const entry of striking) entry.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return striking.map(({ fault }) => fault);
    },
  };
};
