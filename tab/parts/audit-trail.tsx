import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import type { Me, Plan } from '../api.ts';
import { describeEvent, nameActor, nameSubject } from '../describe-event.ts';
import { useAudit } from '../queries.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';
import { Moment } from './moment.tsx';

const useStyles = makeStyles({
  box: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  list: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, listStyle: 'none' },
  line: {
    display: 'grid',
    gridTemplateColumns: '48px minmax(96px, 140px) 1fr',
    columnGap: tokens.spacingHorizontalM,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  more: { marginTop: tokens.spacingVerticalM, marginBottom: tokens.spacingVerticalM },
});

const step = 50;
const most = 500;

interface AuditTrailProperties {
  readonly plan: Plan;
  readonly me: Me;
  /** What the receipt calls the people, by row. */
  readonly names: ReadonlyMap<string, string>;
}

const Events = ({ plan, me, names }: AuditTrailProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const [limit, setLimit] = useState(step);
  const audit = useAudit(plan.id, limit, true);
  if (audit.isError) return <Failure error={audit.error} retry={() => void audit.refetch()} />;
  if (!audit.data) return <Spinner label={words('loading')} />;
  return (
    <>
      <ol className={styles.list}>
        {audit.data.map((event) => (
          <li key={event.sequence} className={styles.line}>
            <Text className={styles.quiet}>{event.sequence}</Text>
            <Text className={styles.quiet}>
              <Moment at={event.at} exact />
            </Text>
            <Text>
              {describeEvent(event, words)}{' '}
              <span className={styles.quiet}>
                {nameSubject(event, names)}
                {nameActor(event, plan, me)}
              </span>
            </Text>
          </li>
        ))}
      </ol>
      {audit.data.length === limit && limit < most && (
        <Button className={styles.more} onClick={() => setLimit(Math.min(most, limit + 3 * step))}>
          {words('audit.more')}
        </Button>
      )}
    </>
  );
};

/** The audit lines of one run, newest first, read when somebody opens them. */
export const AuditTrail = (properties: AuditTrailProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <Accordion collapsible className={styles.box}>
      <AccordionItem value="audit">
        <AccordionHeader as="h2">{words('audit')}</AccordionHeader>
        <AccordionPanel>
          <Events {...properties} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
};
