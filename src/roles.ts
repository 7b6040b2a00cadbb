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
  /** Why something is unknown, where a vendor said so. */
  readonly fault?: SyncError;
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

/** What cannot be asked at the moment is unknown; what the person can mend, such as a missing consent, is thrown. */
const orUnknown = async (ask: () => Promise<RoleAnswer>): Promise<RoleAnswer | SyncError> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SyncError && passing.includes(error.code)) return error;
    throw error;
  }
};

const answerOf = (asked: RoleAnswer | SyncError): RoleAnswer => (asked instanceof SyncError ? 'unknown' : asked);

/** Throws when this person's role hangs on an answer that could not be had: that is not the same as having none. */
export const requireClearRole = (reading: RoleReading): void => {
  if (mayDecide(reading) !== 'unknown') return;
  const { fault } = reading;
  const why = fault?.message ?? 'Entra ID does not tell us the directory roles of people. Decide in the tab instead.';
  throw new SyncError(fault?.code ?? 'directory-forbidden', `Your role cannot be checked. ${why}`, {
    cause: fault,
    ...(fault?.retryAfter && { retryAfter: fault.retryAfter }),
  });
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
  const asked = await Promise.all([
    orUnknown(ask),
    orUnknown(() => readMobiloAdmin(mobilo, directory.tenantId, personId)),
    orUnknown(() => readApprover(directory, settings, personId)),
  ]);
  const fault = asked.find((one) => one instanceof SyncError);
  const [globalAdministrator, mobiloAdmin, approver] = [answerOf(asked[0]), answerOf(asked[1]), answerOf(asked[2])];
  const administrator = globalAdministrator === 'yes' && mobiloAdmin === 'yes';
  const role = administrator ? 'administrator' : approver === 'yes' ? 'approver' : 'colleague';
  return { role, globalAdministrator, mobiloAdmin, approver, ...(fault && { fault }) };
};
