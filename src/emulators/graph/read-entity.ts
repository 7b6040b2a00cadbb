/** One object: a user, a group, oneself, a manager, a deleted object, the organization. */
import { tenantId } from '../world.ts';
import { checkSelect } from './check-select.ts';
import { denied, notFound } from './graph-fault.ts';
import {
  type AnswerOperation,
  answerJson,
  type GraphAnswer,
  graphOrigin,
  type OperationCall,
} from './graph-request.ts';
import { requireMe, requireUser } from './list-memberships.ts';
import { createProjector, type Entity, mayRead } from './project.ts';
import { propertiesOf } from './properties.ts';
import { readQueryOptions } from './query-options.ts';

const answerEntity = (call: OperationCall, row: Entity, context: string, typed = false): GraphAnswer => {
  const { select } = readQueryOptions(call);
  checkSelect(call, select, [row.kind]);
  const project = createProjector({ select, typed, limited: () => false });
  const selected = select ? `(${select.join(',')})` : '';
  return answerJson({ '@odata.context': `${graphOrigin}/$metadata#${context}${selected}/$entity`, ...project(row) });
};

export const readUser: AnswerOperation = (call) => answerEntity(call, requireUser(call), 'users');

export const readMe: AnswerOperation = (call) => answerEntity(call, requireMe(call), 'users');

export const readGroup: AnswerOperation = (call) => {
  const group = call.directory.findGroup(call.id);
  if (!group) throw notFound(call.id);
  return answerEntity(call, group, 'groups');
};

export const readManager: AnswerOperation = (call) => {
  const { managerId } = requireUser(call);
  const manager = managerId === null ? undefined : call.directory.findUser(managerId);
  if (!manager) throw notFound('manager');
  return answerEntity(call, manager, 'directoryObjects', true);
};

/** Deleted less than 30 days ago: its type, and when (evidence for a leaver, case 20). */
export const readDeleted: AnswerOperation = (call) => {
  const object = call.directory.find(call.id);
  if (object?.state !== 'deleted') throw notFound(call.id);
  if (!mayRead(call.caller, object.kind)) throw denied();
  const select = call.query.get('$select') ?? [...propertiesOf(object.kind, null), 'deletedDateTime'].join(',');
  const query = new URLSearchParams({ $select: select });
  return answerEntity({ ...call, query }, object, 'directoryObjects', true);
};

export const readOrganization: AnswerOperation = (call) => {
  const { select } = readQueryOptions(call);
  checkSelect(call, select, ['organization']);
  const address = call.directory.list('user')[0];
  const domain = address?.kind === 'user' ? address.entity.userPrincipalName?.split('@')[1] : undefined;
  const entity = {
    id: tenantId,
    displayName: call.directory.world.mobilo.organization,
    verifiedDomains: [{ name: domain ?? 'contoso.example', isDefault: true, isInitial: true, type: 'Managed' }],
  };
  const project = createProjector({ select, typed: false, limited: () => false });
  return answerJson({
    '@odata.context': `${graphOrigin}/$metadata#organization`,
    value: [project({ kind: 'organization', entity })],
  });
};
