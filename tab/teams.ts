/** The only door to teams-js. The token lives in memory, for one request each; Teams keeps it fresh. */
import { app, authentication } from '@microsoft/teams-js';
import { findDevelopmentHosts } from './development-host.ts';
import { readMeta } from './read-meta.ts';

export interface TeamsContext {
  /** `default`, `dark`, `contrast` or a newer one of Teams. */
  readonly theme: string;
  /** As Teams writes it, such as `nl-nl`. */
  readonly locale: string;
  /** The last part of a deep link, such as `plan/<id>`. */
  readonly subPage: string | null;
  /** What comes after the @ of the sign-in name: words for the tenant. */
  readonly domain: string | null;
}

/** Teams answers within a second or not at all. */
const patience = 10_000;

const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<T>((_, reject) =>
      setTimeout(() => reject(new Error('Microsoft Teams does not answer.')), milliseconds),
    ),
  ]);

const initialize = (): Promise<void> =>
  within(patience, app.initialize(findDevelopmentHosts(readMeta('teams-host-origin'), location.origin)));

/** Says hello to Teams. Rejects outside Teams. */
export const startTeams = async (): Promise<TeamsContext> => {
  await initialize();
  const context = await within(patience, app.getContext());
  return {
    theme: context.app.theme,
    locale: context.app.locale,
    subPage: context.page.subPageId || null,
    domain: context.user?.userPrincipalName?.split('@')[1] ?? null,
  };
};

/** Takes the spinner of Teams away. */
export const reportReady = (): void => void app.notifySuccess();

export const reportFailure = (message: string): void => app.notifyFailure({ reason: app.FailedReason.Other, message });

export const watchTheme = (listener: (theme: string) => void): void => app.registerOnThemeChangeHandler(listener);

/** The single sign-on token. `ask` lets Teams show its own question first. Rejects when Teams gives none. */
export const readToken = (ask = false): Promise<string> => authentication.getAuthToken({ silent: !ask });

/**
 * Lets a person sign in at `url` in a pop-up. Resolves to null when that worked, else to a code: `CancelledByUser`, or
 * what the last page of the pop-up has said. teams-js opens pop-ups over https only; on a development machine the page
 * opens beside the tab and this resolves at once.
 */
export const signIn = async (url: string): Promise<string | null> => {
  if (new URL(url).protocol !== 'https:') {
    await app.openLink(url);
    return null;
  }
  return authentication.authenticate({ url, width: 600, height: 640 }).then(
    () => null,
    (error: Error) => error.message,
  );
};

/** Closes the sign-in pop-up with its result. Rejects when the page was not opened by Teams. */
export const finishSignIn = async (failure: string | null): Promise<void> => {
  await initialize();
  if (failure === null) authentication.notifySuccess();
  else authentication.notifyFailure(failure);
};
