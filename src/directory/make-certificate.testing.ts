import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A self-signed certificate and its key as one PEM text, or null where openssl is absent. */
export const makeCertificate = (): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const [program, ...request] = [
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=app',
  ] as const;
  try {
    execFileSync(program, [...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    return readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8');
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
