import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { SyncError } from '../../src/errors.ts';

export interface ServeTabOptions {
  /** Where the built tab is: index.html and hashed assets. */
  readonly folder: string;
  readonly developmentHost: string | null;
}

const page =
  (html: string, developmentHost: string | null): RequestHandler =>
  (_request, response) => {
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(
        html
          .replaceAll('__NONCE__', response.locals.nonce as string)
          .replaceAll('__TEAMS_HOST_ORIGIN__', developmentHost ?? ''),
      );
  };

const readPage = async (folder: string): Promise<string> => {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8');
  } catch (cause) {
    throw new SyncError(
      'configuration',
      `The tab is not built: there is no page in ${folder}. Run "npm run build" first.`,
      { cause },
    );
  }
};

/** The tab. Its page is never cached, because it carries a nonce; its assets are for ever, because their names are hashes. */
export const serveTab = async ({ folder, developmentHost }: ServeTabOptions): Promise<Router> => {
  const html = await readPage(folder);
  const router = Router();
  router.get(['/', '/index.html'], page(html, developmentHost));
  router.use(express.static(folder, { index: false, immutable: true, maxAge: '365d', redirect: false }));
  return router;
};
