import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import type { ExplainedAccount, Explanation } from '../api.ts';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';
import { Moment } from './moment.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gap: 'inherit',
    alignItems: 'stretch',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 720px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  list: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, listStyle: 'none' },
  terms: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  last: { fontWeight: tokens.fontWeightSemibold },
});

interface Explained {
  readonly explanation: Explanation;
}

const Stack = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className={useStyles().stack}>{children}</div>
);

/** Down from the selected group to the one that holds the person directly. */
const Path = ({ path }: { readonly path: Explanation['scope']['paths'][number] }): ReactElement => {
  const styles = useStyles();
  return (
    <Text>
      {path.map(({ id, displayName }, index) => (
        <span key={id}>
          {index > 0 && (
            <span aria-hidden className={styles.quiet}>
              {' › '}
            </span>
          )}
          <span className={index === path.length - 1 ? styles.last : undefined}>{displayName}</span>
        </span>
      ))}
    </Text>
  );
};

const Scope = ({ explanation: { scope } }: Explained): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { verdict, groups, paths, lost } = scope;
  return (
    <Section title={words('person.scope')}>
      <Stack>
        <Text>{words(`person.scope.${verdict}`, { count: groups, number: formats.number(groups) })}</Text>
        {paths.length > 0 && (
          <ul className={styles.list}>
            {paths.map((path) => (
              <li key={path[0]?.id}>
                <Path path={path} />
              </li>
            ))}
          </ul>
        )}
        {lost.length > 0 && (
          <Text className={styles.quiet}>{words('person.scope.lost', { groups: formats.list(lost) })}</Text>
        )}
      </Stack>
    </Section>
  );
};

const Account = ({ account }: { readonly account: ExplainedAccount }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const facts = [
    words(`value.${account.state}`),
    ...(account.role === 'admin' ? [words('person.admin')] : []),
    words(`person.linked-to.${account.linkedTo}`),
  ];
  return (
    <li>
      <Stack>
        <Text weight="semibold">{account.email}</Text>
        <Text className={styles.quiet}>{facts.join(' · ')}</Text>
      </Stack>
    </li>
  );
};

const Accounts = ({ explanation: { match, account } }: Explained): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const nothing = match.how === 'conflict' && match.accounts.length === 0;
  const how = nothing ? 'nothing' : match.how === 'none' && account ? 'unlinked' : match.how;
  return (
    <Section title={words('person.account')}>
      <Stack>
        <Text>{words(`person.match.${how}`)}</Text>
        {match.accounts.length > 0 && (
          <ul className={styles.list}>
            {match.accounts.map((one) => (
              <Account key={one.id} account={one} />
            ))}
          </ul>
        )}
      </Stack>
    </Section>
  );
};

const Terms = ({ terms }: { readonly terms: readonly (readonly [string, string | null])[] }): ReactElement => {
  const styles = useStyles();
  return (
    <dl className={styles.terms}>
      {terms.map(
        ([term, value]) =>
          value && [
            <dt key={term} className={styles.term}>
              {term}
            </dt>,
            <dd key={`${term} value`} className={styles.value}>
              {value}
            </dd>,
          ],
      )}
    </dl>
  );
};

const Evidence = ({ explanation: { evidence } }: Explained): ReactElement | null => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  if (evidence === null) return null;
  return (
    <Stack>
      <Text>{words(`person.evidence.${evidence.kind}`)}</Text>
      {evidence.deletedAt && (
        <Text className={styles.quiet}>{words('since', { day: formats.day(evidence.deletedAt) })}</Text>
      )}
      {evidence.why && <Text className={styles.quiet}>{evidence.why}</Text>}
    </Stack>
  );
};

const InDirectory = ({ explanation }: Explained): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { person, personId, evidence } = explanation;
  const day = (iso: string | null) => iso && formats.day(iso);
  return (
    <Section title={words('person.directory')}>
      <Evidence explanation={explanation} />
      {!person && evidence === null && <Text>{words(personId === null ? 'person.unlinked' : 'person.gone')}</Text>}
      <Terms
        terms={[
          [words('person.sign-in-name'), person?.signInName ?? null],
          [
            words('person.sign-in'),
            person && words(person.enabled ? 'person.sign-in.enabled' : 'person.sign-in.disabled'),
          ],
          [words('person.type'), person?.userType ?? null],
          [words('person.hired'), day(person?.hireDate ?? null)],
          [words('person.leaves'), day(person?.leaveDate ?? null)],
          [words('person.object-id'), personId],
        ]}
      />
    </Section>
  );
};

const PendingPlan = ({ explanation: { pending, lastPlanAt } }: Explained): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const says = pending === null ? 'none' : pending.agrees ? 'same' : 'other';
  return (
    <Section title={words('person.plan')}>
      <Stack>
        <Text>{words(`person.plan.${says}`)}</Text>
        {lastPlanAt && (
          <Text className={styles.quiet}>
            {words('person.plan.made')} <Moment at={lastPlanAt} />
          </Text>
        )}
      </Stack>
    </Section>
  );
};

/** On what the verdict stands: the way into scope, the account, what the directory says, and the plan that waits. */
export const PersonFacts = ({ explanation }: Explained): ReactElement => (
  <div className={useStyles().grid}>
    <Scope explanation={explanation} />
    <Accounts explanation={explanation} />
    <InDirectory explanation={explanation} />
    <PendingPlan explanation={explanation} />
  </div>
);
