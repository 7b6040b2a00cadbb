import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hex: what Mobilo says of a photo. */
export const fingerprintBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
