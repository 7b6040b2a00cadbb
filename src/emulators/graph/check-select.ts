import { holdsAny } from './caller.ts';
import { badRequest, denied } from './graph-fault.ts';
import type { OperationCall } from './graph-request.ts';
import { type EntityKind, hasProperty } from './properties.ts';

const leaveDate = 'employeeLeaveDateTime';
const lifeCycleReaders = ['User-LifeCycleInfo.Read.All', 'User-LifeCycleInfo.ReadWrite.All'];

/** Lifecycle Workflows Administrator and Global Reader: whoever signs in needs one of them as well. */
const lifeCycleRoles: readonly string[] = [
  '59d46f88-662b-457b-bceb-5c3809e5908f',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
];

type Asking = Pick<OperationCall, 'caller' | 'directory'>;

const hasLifeCycleRole = ({ caller: { userId }, directory }: Asking): boolean =>
  userId === null || directory.rolesOf(userId, true).some((role) => lifeCycleRoles.includes(role));

const mayReadLeaveDate = (asking: Asking): boolean =>
  holdsAny(asking.caller, lifeCycleReaders) && hasLifeCycleRole(asking);

/**
 * Reads a leave date only with a permission of its own; without it the whole request fails, not just the property (§1.3).
 * @throws GraphFault 400 for a property that no type of the collection has, 403 for one that may not be read
 */
export const checkSelect = (asking: Asking, select: readonly string[] | null, kinds: readonly EntityKind[]): void => {
  for (const name of select ?? [])
    if (!kinds.some((kind) => hasProperty(kind, name))) {
      const type = kinds.length === 1 ? kinds[0] : 'directoryObject';
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);
    }
  if (select?.includes(leaveDate) && !mayReadLeaveDate(asking)) throw denied();
};
