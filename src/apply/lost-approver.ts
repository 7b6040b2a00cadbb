import type { Actor } from '../approval.ts';
import { SyncError } from '../errors.ts';
import { mayDecide, readRole } from '../roles.ts';
import { readSettings } from '../store/tenants.ts';
import type { ApprovedPlan } from './open-run.ts';
import type { RunTools } from './run.ts';

const approversOf = ({ decision, firstApproval }: ApprovedPlan): readonly Actor[] =>
  firstApproval ? [firstApproval.by, decision.by] : [decision.by];

const lost = (who: string): SyncError =>
  new SyncError('forbidden', `${who} has lost the role for it since. Another approver must resume it.`);

/**
 * Why nobody stands behind a run any more, or null (case 61). Whoever resumed it stands in for an approver who lost the
 * role; where two people had to approve, two different ones must still have it.
 */
export const findLostApprover = async (
  { store, mobilo, directory }: RunTools,
  record: ApprovedPlan,
  resumedBy: string | null,
): Promise<SyncError | null> => {
  const settings = await readSettings(store, record.tenantId);
  const hasLost = async (personId: string): Promise<boolean> =>
    mayDecide(await readRole(directory, mobilo, settings, personId)) === 'no';
  const approvers = approversOf(record);
  const standsIn = resumedBy !== null && approvers.every((one) => one.id !== resumedBy);
  if (standsIn && (await hasLost(resumedBy))) return lost('Whoever resumed this run');
  const without: Actor[] = [];
  for (const one of approvers) if (await hasLost(one.id)) without.push(one);
  const [first] = without;
  return first && without.length > (standsIn ? 1 : 0) ? lost(`${first.name} approved this plan and`) : null;
};
