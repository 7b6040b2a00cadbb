import { randomUUID } from 'node:crypto';

/** A refusal as Entra words one: OAuth error, AADSTS number, sentence. */
export class EntraError extends Error {
  readonly status: number;
  readonly error: string;
  readonly code: number;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    error: string,
    code: number,
    sentence: string,
    options: { extra?: Readonly<Record<string, unknown>>; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(sentence);
    this.status = status;
    this.error = error;
    this.code = code;
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }

  /** The JSON body (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
  body(correlationId: string): Record<string, unknown> {
    const traceId = randomUUID();
    const timestamp = new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '');
    const trail = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
    return {
      error: this.error,
      error_description: `AADSTS${this.code}: ${this.message} ${trail}`,
      error_codes: [this.code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      ...this.extra,
    };
  }
}
