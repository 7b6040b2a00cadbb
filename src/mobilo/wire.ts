import type createClient from 'openapi-fetch';
import type { Send } from './sender.ts';
import type { paths } from './wire-types.ts';

/** Mobilo's API, typed from `openapi.yaml`, and the one way to send a request to it. */
export interface Wire {
  readonly api: ReturnType<typeof createClient<paths>>;
  readonly send: Send;
}

/** The longest page that Mobilo gives. */
export const pageSize = 200;

/** The parameters of a write: the thing it is about, and the key that makes it happen at most once. */
export const about = (id: string, key: string) => ({ path: { id }, header: { 'Idempotency-Key': key } });

/** The query for one page. */
export const pageQuery = (cursor: string | null) => ({ limit: pageSize, ...(cursor !== null && { cursor }) });
