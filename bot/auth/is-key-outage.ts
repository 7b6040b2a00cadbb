import { errors } from 'jose';

const outageCodes: readonly string[] = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/** Did the key endpoint fail, as opposed to the token? Anything that is not a verdict of jose counts as an outage. */
export const isKeyOutage = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || outageCodes.includes(error.code);
