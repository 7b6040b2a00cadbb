import { SyncError } from '../errors.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Is this address on this machine? */
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);

/**
 * An address that secrets may be sent to: https, or plain http on this machine. No user, query or fragment.
 * `setting` is the name the operator knows it by. Throws SyncError `configuration`.
 */
export const parseEndpoint = (setting: string, address: string): URL => {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.username || url.password || url.search || url.hash) {
    throw new SyncError('configuration', `${setting} must be a plain web address; "${address}" is not.`);
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url;
  const sentence = `${setting} must begin with https:// unless it points to this machine, but it is "${address}".`;
  throw new SyncError('configuration', sentence);
};
