import { makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { type ReactElement, useMemo, useState } from 'react';
import type { Me } from '../api.ts';
import { OpenPersonProvider } from '../open-person.ts';
import { Failure } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useMe } from '../queries.ts';
import { readPersonId } from '../read-plan-id.ts';
import type { TeamsContext } from '../teams.ts';
import { useWords } from '../words.ts';
import { PersonPage } from './person-page.tsx';
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
  page: { height: '100%' },
  hidden: { display: 'none' },
});

/** The plan, or one person of it. The plan stays as it is meanwhile, with everything that was chosen. */
const Pages = ({ context, me }: { readonly context: TeamsContext; readonly me: Me }): ReactElement => {
  const styles = useStyles();
  const [personId, setPersonId] = useState(readPersonId(context.subPage));
  const [planSeen, setPlanSeen] = useState(personId === null);
  const openPerson = useMemo(
    () => ({ mayAsk: (id: string) => me.role !== 'colleague' || id === me.id, open: setPersonId }),
    [me.role, me.id],
  );
  const back = (): void => {
    setPlanSeen(true);
    setPersonId(null);
  };
  return (
    <OpenPersonProvider value={openPerson}>
      {planSeen && (
        <div className={personId === null ? styles.page : styles.hidden}>
          <PlanPage context={context} me={me} />
        </div>
      )}
      {personId !== null && (
        <PersonPage key={personId} personId={personId} me={me} tenant={context.domain ?? me.tenantId} onBack={back} />
      )}
    </OpenPersonProvider>
  );
};

/** Finds out who this is; everything else depends on it. */
export const HomePage = ({ context }: { readonly context: TeamsContext }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const me = useMe();
  if (me.data) return <Pages context={context} me={me.data} />;
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
