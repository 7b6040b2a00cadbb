import {
  createDOMRenderer,
  FluentProvider,
  makeStyles,
  RendererProvider,
  Spinner,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { HomePage } from './pages/home-page.tsx';
import { OutsideTeamsPage } from './pages/outside-teams-page.tsx';
import { makeQueryClient } from './queries.ts';
import { readMeta } from './read-meta.ts';
import { useTeams } from './use-teams.ts';
import { startWords } from './words.ts';

const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: readMeta('csp-nonce') } });

const fluentTheme = (name: string): Theme => {
  if (name === 'contrast') return teamsHighContrastTheme;
  return name === 'dark' || name === 'glass' ? teamsDarkTheme : teamsLightTheme;
};

const useStyles = makeStyles({
  page: { height: '100%', backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground1 },
  starting: { height: '100%' },
});

export const App = (): ReactElement => {
  const styles = useStyles();
  const { status, theme, context } = useTeams();
  const client = useMemo(makeQueryClient, []);
  const locale = context?.locale ?? navigator.language;
  const words = useMemo(() => startWords(locale), [locale]);
  return (
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={fluentTheme(theme)} className={styles.page}>
        <I18nextProvider i18n={words}>
          <QueryClientProvider client={client}>
            {status === 'starting' && <Spinner className={styles.starting} />}
            {status === 'outside' && <OutsideTeamsPage />}
            {context && <HomePage context={context} />}
          </QueryClientProvider>
        </I18nextProvider>
      </FluentProvider>
    </RendererProvider>
  );
};
