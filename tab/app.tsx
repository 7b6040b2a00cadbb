import type { ReactElement } from 'react';
import { HomePage } from './pages/home-page.tsx';
import { MessagePage } from './pages/message-page.tsx';
import { Waiting } from './parts/waiting.tsx';
import { Shell } from './shell.tsx';
import { useTeams } from './use-teams.ts';

/** The tab: waits for Teams, then shows the home page; outside Teams it says where to go. */
export const App = (): ReactElement => {
  const { status, theme, context } = useTeams();
  return (
    <Shell theme={theme} locale={context?.locale ?? navigator.language}>
      {status === 'starting' && <Waiting />}
      {status === 'outside' && <MessagePage title="outside.title" body="outside.body" />}
      {context && <HomePage context={context} />}
    </Shell>
  );
};
