/** Faults that happen before the first byte of a request leaves: no address, no connection, no trust. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const hasCode = (error: unknown): error is { readonly code: unknown } =>
  typeof error === 'object' && error !== null && 'code' in error;

/** True only when a failed fetch cannot have reached the other side. When in doubt: false. */
export const isSurelyNotSent = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isSurelyNotSent);
  if (hasCode(error) && typeof error.code === 'string' && beforeSending.has(error.code)) return true;
  return error instanceof Error && error.cause !== undefined && isSurelyNotSent(error.cause);
};
