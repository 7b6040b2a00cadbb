import { z } from 'zod/v4';
import type { GraphAnswer } from './graph-request.ts';
import { graphOrigin } from './graph-request.ts';

/** An order to answer wrongly. `match` is found in the path and query, as it stands or as a regular expression. */
export const fault = z.object({
  match: z.string().default(''),
  /** 200 answers as usual, with the headers below. */
  status: z.number().int().min(200).max(599).default(503),
  /** Seconds. */
  retryAfter: z.number().min(0).optional(),
  /** How often; without it until the faults are cleared. */
  times: z.number().int().positive().optional(),
  code: z.string().optional(),
  message: z.string().default('This answer was ordered.'),
  headers: z.record(z.string(), z.string()).default({}),
  /** `empty`: a list without rows (case 48); `reset`, `html`, `truncated`: what proxies and networks do (case 44). */
  instead: z.enum(['empty', 'reset', 'html', 'truncated']).optional(),
});
export type Fault = z.infer<typeof fault>;

const codes: Readonly<Record<number, string>> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  410: 'resyncRequired',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

const throttleHeaders = {
  'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/00000000-0000-0000-0000-000000000000/any',
  'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
};

const matches = (pattern: string, url: string): boolean => {
  if (url.includes(pattern)) return true;
  try {
    return new RegExp(pattern).test(url);
  } catch {
    return false;
  }
};

/** The orders that are open, oldest first. */
export class Faults {
  #open: readonly Fault[] = [];

  add(order: z.input<typeof fault>): void {
    this.#open = [...this.#open, fault.parse(order)];
  }

  clear(): void {
    this.#open = [];
  }

  /** The first order for this path and query, counted. */
  take(url: string): Fault | null {
    const found = this.#open.find(({ match }) => matches(match, decodeURIComponent(url)));
    if (!found) return null;
    const rest = found.times === undefined ? found : { ...found, times: found.times - 1 };
    this.#open = this.#open.flatMap((order) => (order !== found ? order : rest.times === 0 ? [] : rest));
    return found;
  }
}

/** The headers that go with an ordered status: how long to wait, why, or where to begin again. */
export const faultHeaders = (order: Fault, path: string): GraphAnswer['headers'] => ({
  ...(order.retryAfter !== undefined && { 'Retry-After': String(order.retryAfter) }),
  ...(order.status === 429 && throttleHeaders),
  ...(order.status === 410 && { Location: `${graphOrigin}${path}?$deltatoken=` }),
  ...order.headers,
});

export const faultCode = ({ code, status }: Fault): string => code ?? codes[status] ?? 'UnknownError';
