import type { Config } from './config.ts';

const teamsOrigin = 'https://teams.microsoft.com';
const entity = 'directory-sync';

/**
 * Deep links to the tab, or to one of its pages (learn.microsoft.com, deep links to a tab). In development they lead to
 * the page that stands for Teams.
 */
export const wizardUrlFor =
  ({ teamsAppId }: Config, developmentHost: string | null) =>
  (subPage?: string): string => {
    const url = new URL(`/l/entity/${teamsAppId}/${entity}`, developmentHost ?? teamsOrigin);
    if (subPage) url.searchParams.set('context', JSON.stringify({ subEntityId: subPage }));
    return url.href;
  };
