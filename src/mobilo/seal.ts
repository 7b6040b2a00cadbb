import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { SyncError } from '../errors.ts';

/** Keeps a text secret and unchanged in a place that others can read. */
export interface Sealer {
  /** `context` says what the text is and whose; only the same context opens it. */
  readonly seal: (text: string, context?: string) => string;
  /** Throws `configuration` when no key of ours sealed it, and when it was changed or belongs elsewhere. */
  readonly open: (sealed: string, context?: string) => string;
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const algorithm = 'aes-256-gcm';
const version = 's1';

const readKey = (text: string): Key => {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (bytes.length !== 32)
    throw new SyncError(
      'configuration',
      'An encryption key must be 32 random bytes in base64 or hex. Make one with "openssl rand -base64 32".',
    );
  return { id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8), bytes };
};

/** What the tag covers beside the text: nothing of it can be swapped. */
const bound = (keyId: string, context: string): Buffer => Buffer.from(JSON.stringify([version, keyId, context]));

const refuse = (why: string, cause?: unknown): never => {
  throw new SyncError(
    'configuration',
    `A stored secret cannot be opened: ${why}. Put back the encryption key it was made with, or connect Mobilo again.`,
    { cause },
  );
};

/** The bytes of a part, or nothing when another text could stand for the same bytes. */
const readPart = (part: string): Buffer | undefined => {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
};

const openWith = (key: Key, parts: readonly string[], context: string): string => {
  const [iv, text, tag, ...more] = parts.map(readPart);
  if (!iv || !text || tag?.length !== 16 || more.length > 0) return refuse('it is not whole');
  try {
    const cipher = createDecipheriv(algorithm, key.bytes, iv).setAAD(bound(key.id, context)).setAuthTag(tag);
    return Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8');
  } catch (cause) {
    return refuse('it was changed, or it belongs to something else', cause);
  }
};

/**
 * Seals with the first key and opens with any, so that a new key is put in front and the old one taken out once everything
 * has been sealed anew. Keys are 32 bytes in base64 or hex. AES-256-GCM, with the key's id in the text.
 */
export const createSealer = (keys: readonly string[]): Sealer => {
  const known = keys.map(readKey);
  const [first] = known;
  if (!first) throw new SyncError('configuration', 'There is no encryption key. Set SECRET_ENCRYPTION_KEY.');
  return {
    seal: (text, context = '') => {
      const iv = randomBytes(12);
      const cipher = createCipheriv(algorithm, first.bytes, iv).setAAD(bound(first.id, context));
      const parts = [iv, Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]), cipher.getAuthTag()];
      return [version, first.id, ...parts.map((part) => part.toString('base64url'))].join('.');
    },
    open: (sealed, context = '') => {
      const [head, id, ...parts] = sealed.split('.');
      const key = head === version ? known.find((candidate) => candidate.id === id) : undefined;
      return key ? openWith(key, parts, context) : refuse('none of the encryption keys fits');
    },
  };
};
