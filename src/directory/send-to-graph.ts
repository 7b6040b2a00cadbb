import type { RetryPolicy } from '../mobilo/retry.ts';
import { fetchPatiently } from './fetch-patiently.ts';
import type { Pace } from './pace.ts';

export interface GraphSenderOptions {
  /** x-ms-throttle-priority */
  readonly priority: string;
  readonly policy: RetryPolicy;
  readonly pace: Pace;
  /** A token that was issued just now. */
  readonly freshToken: () => Promise<string>;
}

export type SendToGraph = (url: string, options: RequestInit) => Promise<Response>;

/**
 * Sends requests that only read, POST included, so that all of them may be sent again. A token that Graph does not take
 * in the middle of a reading is replaced once, and the same page asked for once more (case 45).
 */
export const createGraphSender =
  ({ priority, policy, pace, freshToken }: GraphSenderOptions): SendToGraph =>
  async (url, options) => {
    const headers = new Headers(options.headers);
    headers.set('x-ms-throttle-priority', priority);
    const send = () =>
      pace.slot(() =>
        fetchPatiently(url, { ...options, headers }, policy, (answer) =>
          pace.hear(answer.headers.get('x-ms-throttle-limit-percentage'), answer.status),
        ),
      );
    const response = await send();
    if (response.status !== 401) return response;
    headers.set('Authorization', `Bearer ${await freshToken()}`);
    return send();
  };
