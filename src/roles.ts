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

const passing = ['directory-unavailable', 'mobilo-unavailable', 'mobilo-not-connected', 'mobilo-forbidden'];

/** What cannot be asked at the moment is unknown; what a person can mend, such as a missing consent, is thrown. */
const orUnknown = async (ask: () => Promise<RoleAnswer>): Promise<RoleAnswer> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SyncError && passing.includes(error.code)) return 'unknown';
    throw error;
  }
};

/** Throws when a vendor is silent and this person's role hangs on its answer: that is not the same as having none. */
export const requireClearRole = (reading: RoleReading): void => {
  if (mayDecide(reading) !== 'unknown') return;
  const silent = reading.mobiloAdmin === 'unknown' ? 'Mobilo' : 'Entra ID';
  throw new SyncError(
    silent === 'Mobilo' ? 'mobilo-unavailable' : 'directory-unavailable',
    `${silent} does not tell your role at the moment. Nothing was changed; try again in a few minutes, or decide in the tab.`,
    { retryAfter: 60 },
  );
};

const readMobiloAdmin = async (mobilo: Mobilo, tenantId: string, personId: string): Promise<RoleAnswer> => {
  const account = await mobilo.findAccountByExternalId(`${tenantId}/${personId}`);
  return account?.role === 'admin' && account.state === 'active' ? 'yes' : 'no';
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
    orUnknown(ask),
    orUnknown(() => readMobiloAdmin(mobilo, directory.tenantId, personId)),
    orUnknown(() => readApprover(directory, settings, personId)),
  ]);
  const administrator = globalAdministrator === 'yes' && mobiloAdmin === 'yes';
  const role = administrator ? 'administrator' : approver === 'yes' ? 'approver' : 'colleague';
  return { role, globalAdministrator, mobiloAdmin, approver };
};
