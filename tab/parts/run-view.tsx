import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  ProgressBar,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef } from 'react';
import type { Me, Plan, Receipt } from '../api.ts';
import { useFormats } from '../formats.ts';
import { useReceipt, useResume } from '../queries.ts';
import { useWords } from '../words.ts';
import { AuditTrail } from './audit-trail.tsx';
import { Failure } from './failure.tsx';
import { Moment } from './moment.tsx';
import { ReceiptView } from './receipt-view.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  run: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, outlineStyle: 'none' },
});

const Progress = ({ run }: { readonly run: Plan['run'] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const started = run !== null && run.state !== 'waiting';
  return (
    <>
      <Text aria-live="polite">
        {started
          ? words('run.progress', { done: formats.number(run.done), total: formats.number(run.total) })
          : words('run.waiting')}
      </Text>
      <ProgressBar
        thickness="large"
        aria-label={words('run.title')}
        {...(started && { value: run.done, max: Math.max(run.total, 1) })}
      />
    </>
  );
};

/** Why the run stopped, and for people with a role the way to go on: what is done stays done. */
const Stopped = ({ plan, mayResume }: { readonly plan: Plan; readonly mayResume: boolean }): ReactElement => {
  const words = useWords();
  const resume = useResume(plan.id);
  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words('run.stopped')}</MessageBarTitle> {plan.run?.stopped}
        </MessageBarBody>
        {mayResume && (
          <MessageBarActions>
            <Button disabledFocusable={resume.isPending} onClick={() => resume.mutate(undefined)}>
              {words('run.resume')}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {resume.isError && <Failure error={resume.error} />}
    </>
  );
};

const nameRows = ({ items }: Receipt): ReadonlyMap<string, string> =>
  new Map(items.map(({ rowId, name }) => [rowId, name]));

/** An approved plan: who approved it, how far it has come, and at the end its receipt (R27). */
export const RunView = ({ plan, me }: { readonly plan: Plan; readonly me: Me }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { run, decision } = plan;
  const automatic = decision?.action === 'approve' && decision.automatic;
  const ended = run?.state === 'finished' || run?.state === 'stopped';
  const receipt = useReceipt(plan.id, ended);
  const client = useQueryClient();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ['credits'] });
  }, [ended, client]);
  const approved = decision && (
    <>
      {plan.firstApproval
        ? words('run.approved-by-two', { first: plan.firstApproval.by.name, second: decision.by.name })
        : words(automatic ? 'run.automatic' : 'run.approved-by', { by: decision.by.name })}{' '}
      <Moment at={decision.at} exact />
    </>
  );
  return (
    <div ref={top} tabIndex={-1} className={styles.run}>
      <Section title={words(ended ? 'receipt' : 'run.title')} aside={approved}>
        {!ended && <Progress run={run} />}
        {run?.state === 'stopped' && <Stopped plan={plan} mayResume={me.role !== 'colleague'} />}
        {receipt.isError && <Failure error={receipt.error} retry={() => void receipt.refetch()} />}
        {receipt.data && <ReceiptView receipt={receipt.data} />}
      </Section>
      {receipt.data && me.role !== 'colleague' && <AuditTrail plan={plan} me={me} names={nameRows(receipt.data)} />}
    </div>
  );
};
