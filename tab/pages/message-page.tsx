import { Body1, makeStyles, Title3, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useWords, type WordKey } from '../words.ts';

const useStyles = makeStyles({
  page: {
    maxWidth: '480px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  title: { margin: 0 },
});

/** A page that only says something. */
export const MessagePage = (properties: { readonly title: WordKey; readonly body: WordKey }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <main className={styles.page}>
      <Title3 as="h1" className={styles.title}>
        {words(properties.title)}
      </Title3>
      <Body1>{words(properties.body)}</Body1>
    </main>
  );
};
