import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { EntraError } from './entra-error.ts';
import type { EntraApp, EntraState } from './entra-state.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const digest = (algorithm: 'sha1' | 'sha256', data: Buffer): string =>
  createHash(algorithm).update(data).digest('base64url');

const findCertificate = (app: EntraApp, assertion: string): X509Certificate | undefined => {
  const header = decodeProtectedHeader(assertion);
  return (app.certificates ?? [])
    .map((pem) => new X509Certificate(pem))
    .find(({ raw }) => header['x5t#S256'] === digest('sha256', raw) || header.x5t === digest('sha1', raw));
};

const verifyAssertion = async (state: EntraState, app: EntraApp, assertion: string): Promise<void> => {
  const path = `/${state.tenantId}/oauth2/v2.0/token`;
  try {
    const certificate = findCertificate(app, assertion);
    if (!certificate) throw new Error('The certificate with the given thumbprint is not registered.');
    // One assertion serves for ten minutes with the same jti: MSAL keeps it, so a repeated jti is not a replay.
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['PS256', 'RS256'],
      audience: [`${state.url}${path}`, `https://login.microsoftonline.com${path}`],
      issuer: app.clientId,
      subject: app.clientId,
      requiredClaims: ['jti', 'exp'],
      clockTolerance: 300,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new EntraError(401, 'invalid_client', 700027, `Client assertion failed signature validation. ${why}`);
  }
};

const isSecretOf = (app: EntraApp, given: string): boolean => {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return (app.secrets ?? []).some((secret) => timingSafeEqual(hash(secret), hash(given)));
};

/** Who asks: by secret or by certificate. Throws AADSTS700016, 7000215, 7000216 or 700027. */
export const authenticateClient = async (
  state: EntraState,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly app: EntraApp; readonly proof: 'secret' | 'certificate' }> => {
  const app = state.apps.get(form.client_id ?? '');
  if (!app) {
    const sentence = `Application with identifier '${form.client_id}' was not found in the directory.`;
    throw new EntraError(400, 'unauthorized_client', 700016, sentence);
  }
  if (form.client_assertion && form.client_assertion_type === assertionType) {
    await verifyAssertion(state, app, form.client_assertion);
    return { app, proof: 'certificate' };
  }
  if (!form.client_secret) {
    const sentence = "'client_assertion', 'client_secret' or 'request' is required for this grant type.";
    throw new EntraError(401, 'invalid_client', 7000216, sentence);
  }
  if (!isSecretOf(app, form.client_secret)) {
    const sentence = `Invalid client secret provided for app '${app.clientId}'.`;
    throw new EntraError(401, 'invalid_client', 7000215, sentence);
  }
  return { app, proof: 'secret' };
};
