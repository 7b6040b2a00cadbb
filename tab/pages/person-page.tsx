import { Body1, Link, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular, PersonQuestionMark24Regular } from '@fluentui/react-icons';
import { type ReactElement, useCallback } from 'react';
import { ApiError, type Me } from '../api.ts';
import { Failure } from '../parts/failure.tsx';
import { Header } from '../parts/header.tsx';
import { PersonFacts } from '../parts/person-facts.tsx';
import { PersonFields } from '../parts/person-fields.tsx';
import { PersonVerdict } from '../parts/person-verdict.tsx';
import { useExplanation } from '../queries.ts';
import { useCheckNow } from '../use-check-now.ts';
import { useMedia } from '../use-media.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  column: {
    maxWidth: '1040px',
    margin: '0 auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingHorizontalL,
    padding: tokens.spacingHorizontalL,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalS, gap: tokens.spacingHorizontalS },
  },
  back: { alignSelf: 'start', display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  unknown: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  title: { margin: 0 },
  words: { maxWidth: '480px' },
});

const Unknown = (): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <section className={styles.unknown}>
      <PersonQuestionMark24Regular aria-hidden className={styles.quiet} />
      <Subtitle2 as="h2" className={styles.title}>
        {words('person.unknown.title')}
      </Subtitle2>
      <Body1 className={styles.words}>{words('person.unknown.body')}</Body1>
    </section>
  );
};

interface PersonPageProperties {
  readonly personId: string;
  readonly me: Me;
  readonly tenant: string;
  readonly onBack: () => void;
}

const PersonBody = ({ personId, me, onBack }: PersonPageProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { data, error, isPending, refetch } = useExplanation(personId);
  const again = useCallback(() => void refetch(), [refetch]);
  const check = useCheckNow(me, again, personId);
  const isUnknown = error instanceof ApiError && error.code === 'not-found';
  return (
    <main className={styles.column}>
      <Link as="button" className={styles.back} onClick={onBack}>
        <ArrowLeft20Regular aria-hidden />
        {words('person.back')}
      </Link>
      {check.error && <Failure error={check.error} retry={check.start} />}
      {isPending && <Spinner label={words('loading')} />}
      {isUnknown && <Unknown />}
      {error && !isUnknown && <Failure error={error} retry={again} />}
      {data && !isUnknown && (
        <>
          <PersonVerdict
            explanation={data}
            checking={check.checking}
            {...(me.role !== 'colleague' && me.health.mobilo.ok && { onCheck: check.start })}
          />
          <PersonFields comparison={data.comparison} />
          <PersonFacts explanation={data} />
        </>
      )}
    </main>
  );
};

/** One person: what would be done with them, and on what evidence. */
export const PersonPage = (properties: PersonPageProperties): ReactElement => {
  const styles = useStyles();
  const tall = useMedia('(min-width: 640px) and (min-height: 480px)');
  const header = <Header me={properties.me} tenant={properties.tenant} />;
  return (
    <div className={styles.page}>
      {tall && header}
      <div className={styles.scroll}>
        {!tall && header}
        <PersonBody {...properties} />
      </div>
    </div>
  );
};
