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
import type { AuditEvent, Me, Plan } from '../api.ts';
import { useAudit } from '../queries.ts';
import { useWords, type Words } from '../words.ts';
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

/** The audit trail holds ids, never names: only people this page knows anyway are named. */
const nameActor = (event: AuditEvent, plan: Plan, me: Me, words: Words): string => {
  if (event.by === 'sync') return words('app');
  if (event.by === me.id) return me.name;
  return event.by === plan.decision?.by.id ? plan.decision.by.name : event.by;
};

const Events = ({ plan, me }: { readonly plan: Plan; readonly me: Me }): ReactElement => {
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
              {words(`audit.${event.kind}`)} <span className={styles.quiet}>{nameActor(event, plan, me, words)}</span>
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
export const AuditTrail = (properties: { readonly plan: Plan; readonly me: Me }): ReactElement => {
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
