/** Who a person is to this product, looked up live at both vendors (R1). Nothing here is remembered. */
import type { Role } from './approval.ts';
import type { Directory, RoleAnswer } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import type { Settings } from './settings.ts';

/** Each check of R1 with its answer; `unknown` counts as no. */
export interface RoleReading {
  readonly role: Role;
  readonly globalAdministrator: RoleAnswer;
  readonly mobiloAdmin: RoleAnswer;
  readonly approver: RoleAnswer;
}

const both = (a: RoleAnswer, b: RoleAnswer): RoleAnswer => {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
};

/** May this person decide? `unknown` when a check that would settle it could not be made. */
export const mayDecide = ({ globalAdministrator, mobiloAdmin, approver }: RoleReading): RoleAnswer => {
  const administrator = both(globalAdministrator, mobiloAdmin);
  if (administrator === 'yes' || approver === 'yes') return 'yes';
  return administrator === 'no' && approver === 'no' ? 'no' : 'unknown';
};

const readMobiloAdmin = async (mobilo: Mobilo, tenantId: string, personId: string): Promise<RoleAnswer> => {
  try {
    const account = await mobilo.findAccountByExternalId(`${tenantId}/${personId}`);
    return account?.role === 'admin' && account.state === 'active' ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof SyncError) return 'unknown';
    throw error;
  }
};

const readApprover = async (directory: Directory, settings: Settings, personId: string): Promise<RoleAnswer> => {
  if (settings.approvers.includes(personId)) return 'yes';
  return settings.approverGroupId ? directory.isMemberOf(personId, settings.approverGroupId) : 'no';
};

/**
 * Administrator: Global Administrator and Mobilo admin. Approver: named in the settings, directly or by group.
 * `ask` looks Global Administrator up in another way, such as with the person's own token.
 */
export const readRole = async (
  directory: Directory,
  mobilo: Mobilo,
  settings: Settings,
  personId: string,
  ask: () => Promise<RoleAnswer> = () => directory.isGlobalAdministrator(personId),
): Promise<RoleReading> => {
  const [globalAdministrator, mobiloAdmin, approver] = await Promise.all([
    ask(),
    readMobiloAdmin(mobilo, directory.tenantId, personId),
    readApprover(directory, settings, personId),
  ]);
  const administrator = globalAdministrator === 'yes' && mobiloAdmin === 'yes';
  const role = administrator ? 'administrator' : approver === 'yes' ? 'approver' : 'colleague';
  return { role, globalAdministrator, mobiloAdmin, approver };
};
