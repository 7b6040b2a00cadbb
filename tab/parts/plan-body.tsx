import { Spinner } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Me, Plan } from '../api.ts';
import { isUnderWay } from '../queries.ts';
import type { CheckNow } from '../use-check-now.ts';
import type { PlanInView } from '../use-plan-in-view.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';
import { NothingPending } from './nothing-pending.tsx';
import { PlanNotice } from './plan-notice.tsx';
import { RunView } from './run-view.tsx';

interface BodyProperties {
  readonly view: PlanInView;
  readonly me: Me;
  readonly check: CheckNow;
}

/** A plan that takes no decision: what became of it, and whether anything else is pending. */
const Decided = ({ plan, view, me, check }: BodyProperties & { readonly plan: Plan | null }): ReactElement => {
  const busy = plan !== null && isUnderWay(plan);
  const calm = !view.openPending && !busy && !(view.pinned && plan?.state === 'approved');
  return (
    <>
      {plan && plan.state !== 'proposed' && (view.openPending || plan.state !== 'approved') && (
        <PlanNotice plan={plan} {...(view.openPending && { onOpenPending: view.openPending })} />
      )}
      {calm && <NothingPending me={me} checking={check.checking} onCheck={check.start} />}
      {plan?.state === 'approved' && <RunView key={plan.id} plan={plan} me={me} />}
    </>
  );
};

/** The middle of the page when nothing can be decided on it. */
export const PlanBody = (properties: BodyProperties): ReactElement => {
  const words = useWords();
  const { plan, error, retry, pinned, release } = properties.view;
  if (plan !== undefined) return <Decided {...properties} plan={plan} />;
  if (error) return <Failure error={error} {...(pinned ? { leave: release } : { retry })} />;
  return <Spinner label={words('loading')} />;
};
