import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { Plan, Pool } from '../api.ts';
import { makeSkuNames } from '../describe-order.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import type { KeepInView } from '../parts/decision-dialog.tsx';
import { Layout } from '../parts/layout.tsx';
import { PlanNotice } from '../parts/plan-notice.tsx';
import { PlanReview } from '../parts/plan-review.tsx';
import { useCatalog } from '../queries.ts';
import { useDraft } from '../use-draft.ts';

/** Shows a plan that waits for a decision, and lets people with a role decide. Starts afresh for every plan. */
export const ReviewPage = (properties: {
  readonly plan: Plan;
  readonly pools: readonly Pool[];
  readonly mayDecide: boolean;
  readonly header: ReactNode;
  readonly side: ReactNode;
  readonly keep: KeepInView;
  readonly onOpenPending?: () => void;
}): ReactElement => {
  const { plan, pools, mayDecide, keep, onOpenPending } = properties;
  const draft = useDraft(plan, pools, mayDecide);
  const catalog = useCatalog(mayDecide).data;
  const nameOfSku = useMemo(() => makeSkuNames(catalog ?? [], plan.summary.need), [catalog, plan]);
  return (
    <Layout
      header={properties.header}
      side={properties.side}
      bar={mayDecide && <ActionBar draft={draft} keep={keep} />}
    >
      {onOpenPending && <PlanNotice plan={plan} onOpenPending={onOpenPending} />}
      <PlanReview draft={draft} mayDecide={mayDecide} nameOfSku={nameOfSku} />
    </Layout>
  );
};
