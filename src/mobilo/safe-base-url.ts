import { SyncError } from '../errors.ts';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/**
 * Mobilo's address without a slash at its end. Tokens travel to it, so only https will do, or http to this very machine.
 * Throws `configuration`.
 */
export const requireSafeBaseUrl = (baseUrl: string): string => {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !safe || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new SyncError(
      'configuration',
      `The Mobilo address ${url?.host ?? ''} cannot be used. Set MOBILO_API_URL to a plain https address; http is for loopback only.`,
    );
  return url.href.replace(/\/+$/, '');
};
