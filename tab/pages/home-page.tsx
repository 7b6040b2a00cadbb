import { makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { Failure } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useMe } from '../queries.ts';
import type { TeamsContext } from '../teams.ts';
import { useWords } from '../words.ts';
import { PlanPage } from './plan-page.tsx';

const useStyles = makeStyles({
  failed: {
    maxWidth: '640px',
    margin: '0 auto',
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
  },
  title: { margin: 0 },
});

/** Finds out who this is; everything else depends on it. */
export const HomePage = ({ context }: { readonly context: TeamsContext }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const me = useMe();
  if (me.data) return <PlanPage context={context} me={me.data} />;
  if (me.isPending) return <Waiting />;
  return (
    <main className={styles.failed}>
      <Subtitle1 as="h1" className={styles.title}>
        {words('app')}
      </Subtitle1>
      <Failure error={me.error} retry={() => void me.refetch()} />
    </main>
  );
};
