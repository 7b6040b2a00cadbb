/** One answered request. The items of a batch stand before the batch they came in. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query after `/v1.0`, as sent. */
  readonly url: string;
  /** 0 where the connection was cut instead of an answer. */
  readonly status: number;
  readonly inBatch: boolean;
}

const most = 20_000;

/** Writes one line; the oldest half is forgotten when there are too many. */
export const logRequest = (requests: LoggedRequest[], request: LoggedRequest): void => {
  if (requests.length >= most) requests.splice(0, most / 2);
  requests.push(request);
};
