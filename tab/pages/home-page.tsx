import { makeStyles, Spinner } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { Failure } from '../parts/failure.tsx';
import { useMe } from '../queries.ts';
import type { TeamsContext } from '../teams.ts';
import { useWords } from '../words.ts';
import { PlanPage } from './plan-page.tsx';

const useStyles = makeStyles({
  waiting: { height: '100%' },
  failed: { maxWidth: '640px', margin: '0 auto', padding: '32px 16px' },
});

/** Finds out who this is; everything else depends on it. */
export const HomePage = ({ context }: { readonly context: TeamsContext }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const me = useMe();
  if (me.data) return <PlanPage context={context} me={me.data} />;
  if (me.isPending) return <Spinner className={styles.waiting} label={words('loading')} />;
  return (
    <main className={styles.failed}>
      <Failure error={me.error} retry={() => void me.refetch()} />
    </main>
  );
};
