import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Where a tab may be framed: Teams only (learn.microsoft.com, tab requirements). */
const teamsOrigins = ['https://teams.microsoft.com', 'https://*.teams.microsoft.com', 'https://*.cloud.microsoft'];
const teamsAssets = 'https://res.cdn.office.net';

export interface SecurityHeadersOptions {
  readonly https: boolean;
  /** Another origin that may frame the tab: the host page of development, on a loopback address. */
  readonly developmentHost: string | null;
}

const nonceOf = (response: unknown): string => (response as Response).locals.nonce as string;

/** One nonce a response, for the styles that Fluent UI makes at run time. */
export const makeNonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64');
  next();
};

/** A policy that loads nothing from anywhere but this server, and is framed by nobody but Teams. */
export const securityHeaders = ({ https, developmentHost }: SecurityHeadersOptions): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:', teamsAssets],
        connectSrc: ["'self'", teamsAssets],
        frameSrc: ["'none'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameAncestors: developmentHost ? [...teamsOrigins, developmentHost] : teamsOrigins,
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    // X-Frame-Options cannot hold a list, and a same-origin opener policy would cut off the sign-in pop-up.
    frameguard: false,
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
