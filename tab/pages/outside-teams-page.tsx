import { Body1, makeStyles, Title3, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  page: {
    maxWidth: '480px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
});

/** What somebody sees who opens the address of the tab in a browser. */
export const OutsideTeamsPage = (): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <main className={styles.page}>
      <Title3 as="h1">{words('outside.title')}</Title3>
      <Body1>{words('outside.body')}</Body1>
    </main>
  );
};
