import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useMedia } from '../use-media.ts';

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  grid: {
    display: 'grid',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: '1440px',
    margin: '0 auto',
    padding: tokens.spacingHorizontalL,
    '@media (min-width: 1024px)': { gridTemplateColumns: 'minmax(0, 1fr) 320px' },
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalS, gap: tokens.spacingHorizontalS },
  },
  column: { display: 'flex', flexDirection: 'column', gap: 'inherit', minWidth: 0 },
  side: { '@media (max-width: 1023px)': { gridRow: 1 } },
});

/** The page: the middle scrolls; header and action bar stay. On a small screen the side stands above the rest, and the header scrolls too. */
export const Layout = (properties: {
  readonly header: ReactNode;
  readonly side: ReactNode;
  readonly bar?: ReactNode;
  readonly children: ReactNode;
}): ReactElement => {
  const styles = useStyles();
  const tall = useMedia('(min-width: 640px) and (min-height: 480px)');
  return (
    <div className={styles.page}>
      {tall && properties.header}
      <div className={styles.scroll}>
        {!tall && properties.header}
        <div className={styles.grid}>
          <main className={styles.column}>{properties.children}</main>
          <aside className={mergeClasses(styles.column, styles.side)}>{properties.side}</aside>
        </div>
      </div>
      {properties.bar}
    </div>
  );
};
