import {
  createDOMRenderer,
  FluentProvider,
  makeStyles,
  RendererProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { makeQueryClient } from './queries.ts';
import { readMeta } from './read-meta.ts';
import { startWords } from './words.ts';

/** Styles are made at run time, so they carry the nonce that the page's policy asks for. */
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: readMeta('csp-nonce') } });

const fluentTheme = (name: string): Theme => {
  if (name === 'contrast') return teamsHighContrastTheme;
  return name === 'dark' || name === 'glass' ? teamsDarkTheme : teamsLightTheme;
};

const useStyles = makeStyles({
  // Dialogs inherit the provider's classes, so the page's colour must stand further in.
  page: { height: '100dvh', backgroundColor: tokens.colorNeutralBackground3 },
});

interface ShellProperties {
  readonly theme: string;
  readonly locale: string;
  readonly children: ReactNode;
}

const Themed = ({ theme, locale, children }: ShellProperties): ReactElement => {
  const styles = useStyles();
  const client = useMemo(makeQueryClient, []);
  const words = useMemo(() => startWords(locale), [locale]);
  useEffect(() => {
    document.documentElement.lang = words.resolvedLanguage ?? 'en';
  }, [words]);
  return (
    <FluentProvider theme={fluentTheme(theme)}>
      <div className={styles.page}>
        <I18nextProvider i18n={words}>
          <QueryClientProvider client={client}>{children}</QueryClientProvider>
        </I18nextProvider>
      </div>
    </FluentProvider>
  );
};

/**
 * What every page stands in: styles, theme, words and the cache of what was read. Styles used outside of it would be
 * made without the nonce, and the browser would refuse them.
 */
export const Shell = (properties: ShellProperties): ReactElement => (
  <RendererProvider renderer={renderer}>
    <Themed {...properties} />
  </RendererProvider>
);
