import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Plan } from '../api.ts';
import { useWords } from '../words.ts';
import { Moment } from './moment.tsx';

const Rejected = ({ plan }: { readonly plan: Plan }): ReactElement => {
  const words = useWords();
  const reason = plan.decision?.action === 'reject' ? plan.decision.reason : null;
  return (
    <>
      <MessageBarTitle>
        {words('notice.rejected', { by: plan.decision?.by.name ?? words('somebody') })}{' '}
        {plan.decision && <Moment at={plan.decision.at} />}.
      </MessageBarTitle>
      {reason ? words('notice.reason', { reason }) : words('notice.no-reason')}
    </>
  );
};

/** What became of a plan that takes no decision any more, and the way to the one that does. */
export const PlanNotice = (properties: {
  readonly plan: Plan;
  /** Absent when no other plan is pending. */
  readonly onOpenPending?: () => void;
}): ReactElement => {
  const words = useWords();
  const { plan, onOpenPending } = properties;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        {plan.state === 'rejected' && <Rejected plan={plan} />}
        {plan.state === 'expired' && words('notice.expired')}
        {plan.state === 'superseded' && words('notice.superseded')}
        {(plan.state === 'approved' || plan.state === 'proposed') && words('notice.newer')}
      </MessageBarBody>
      {onOpenPending && (
        <MessageBarActions>
          <Button onClick={onOpenPending}>{words('notice.open-pending')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
};
