import {
  Avatar,
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Subtitle2,
  Text,
  Title3,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, useMemo } from 'react';
import type { Explanation, Row } from '../api.ts';
import { describeOrder, makeSkuNames } from '../describe-order.ts';
import { describeVerdict } from '../describe-verdict.ts';
import { useFormats } from '../formats.ts';
import { useCatalog } from '../queries.ts';
import { useWords, type WordKey } from '../words.ts';

const useStyles = makeStyles({
  // The button stands beside what is said, and below it where there is no room.
  section: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'start',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: 'anywhere',
  },
  said: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, flex: '1 1 240px', minWidth: 0 },
  head: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
  },
  who: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  verdict: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  grave: { color: tokens.colorPaletteRedForeground1 },
});

/** What a row adds to its reason: the order of a joiner, the cards of a leaver, the day of what is announced. */
const useAddition = (row: Row): string | null => {
  const words = useWords();
  const formats = useFormats();
  const catalog = useCatalog(row.kind === 'joiner').data;
  const nameOf = useMemo(() => makeSkuNames(catalog ?? []), [catalog]);
  switch (row.kind) {
    case 'joiner':
      return words('person.gets', { order: describeOrder(row.order, nameOf, words) });
    case 'leaver':
      return row.cards.length > 0
        ? words('person.cards', { cards: formats.list(row.cards.map(({ name }) => name)) })
        : null;
    case 'upcoming':
      return formats.day(row.on);
    case 'deletion':
      return words('since', { day: formats.day(row.deactivatedAt) });
    case 'mover':
    case 'link':
    case 'keep':
    case 'conflict':
    case 'excluded':
      return null;
  }
};

const Reason = ({ row }: { readonly row: Row }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const addition = useAddition(row);
  return (
    <>
      <Text>{words(`reason.${row.kind}.${row.reason}` as WordKey)}</Text>
      {addition && <Text className={styles.quiet}>{addition}</Text>}
    </>
  );
};

/** Who it is, what would happen, why, and a way to have it looked at again. */
export const PersonVerdict = (properties: {
  readonly explanation: Explanation;
  readonly checking: boolean;
  /** Absent for people who may not ask for a plan. */
  readonly onCheck?: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { explanation, checking, onCheck } = properties;
  const { name, person, account, outcome, rows } = explanation;
  const email = person?.email ?? account?.email;
  const isGrave = outcome === 'leaver' || outcome === 'deletion';
  return (
    <section className={styles.section}>
      <div className={styles.said}>
        <div className={styles.head}>
          <Avatar name={name} size={48} aria-hidden />
          <div className={styles.who}>
            <Title3 as="h2" className={styles.title}>
              {name}
            </Title3>
            {email && <Text className={styles.quiet}>{email}</Text>}
          </div>
        </div>
        <div className={styles.verdict} aria-live="polite">
          <Subtitle2 as="h3" className={mergeClasses(styles.title, isGrave && styles.grave)}>
            {describeVerdict(explanation, words, formats)}
          </Subtitle2>
          {rows.map((row) => (
            <Reason key={row.id} row={row} />
          ))}
        </div>
      </div>
      {onCheck && (
        <Button
          appearance="primary"
          disabledFocusable={checking}
          {...(checking && { icon: <Spinner size="extra-tiny" /> })}
          onClick={onCheck}
        >
          {words(checking ? 'check.under-way' : 'person.check')}
        </Button>
      )}
    </section>
  );
};
