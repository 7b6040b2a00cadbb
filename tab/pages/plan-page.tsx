import { type ReactElement, type ReactNode, useState } from 'react';
import type { Me, Plan } from '../api.ts';
import { joinPools } from '../join-pools.ts';
import { Credits } from '../parts/credits.tsx';
import { Failure } from '../parts/failure.tsx';
import { Header } from '../parts/header.tsx';
import { HealthNotices } from '../parts/health-notices.tsx';
import { Layout } from '../parts/layout.tsx';
import { Permissions } from '../parts/permissions.tsx';
import { PlanBody } from '../parts/plan-body.tsx';
import { isUnderWay, useCredits } from '../queries.ts';
import { readPlanId } from '../read-plan-id.ts';
import { countChanges } from '../selection.ts';
import type { TeamsContext } from '../teams.ts';
import { useCheckNow } from '../use-check-now.ts';
import { useConnectMobilo } from '../use-connect-mobilo.ts';
import { usePlanInView } from '../use-plan-in-view.ts';
import { ReviewPage } from './review-page.tsx';

/** The one page of the tab: permissions, credits, and the plan with what becomes of it. */
export const PlanPage = ({ context, me }: { readonly context: TeamsContext; readonly me: Me }): ReactElement => {
  const view = usePlanInView(readPlanId(context.subPage));
  const check = useCheckNow(me, view.release);
  const connect = useConnectMobilo();
  const mayDecide = me.role !== 'colleague';
  const moving = view.plan ? isUnderWay(view.plan) : false;
  const credits = useCredits(mayDecide && me.health.mobilo.ok, moving);
  const [kept, setKept] = useState<Plan | null>(null);
  const open = kept ?? (view.plan?.state === 'proposed' ? view.plan : null);
  const need = open?.summary.need ?? [];

  const header = (
    <>
      <Header me={me} tenant={context.domain ?? me.tenantId} checking={check.checking} onCheck={check.start} />
      <HealthNotices health={me.health} />
      {check.error && <Failure error={check.error} retry={check.start} />}
      {view.plan !== undefined && view.error && <Failure error={view.error} retry={view.retry} />}
    </>
  );
  const side: ReactNode = (
    <>
      <Permissions me={me} connect={connect} />
      <Credits
        lines={joinPools(need, credits.data ?? [])}
        forecast={open?.summary.forecast ?? []}
        error={credits.error}
      />
    </>
  );
  if (open && countChanges(open.summary.counts) > 0)
    return (
      <ReviewPage
        key={open.id}
        plan={open}
        pools={credits.data ?? []}
        mayDecide={mayDecide}
        header={header}
        side={side}
        keep={setKept}
        {...(view.openPending && { onOpenPending: view.openPending })}
      />
    );
  return (
    <Layout header={header} side={side}>
      <PlanBody view={view} me={me} check={check} />
    </Layout>
  );
};
