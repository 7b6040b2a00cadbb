import { z } from 'zod/v4';
import { badRequest, notFound } from './graph-fault.ts';
import { type AnswerOperation, answerJson, graphOrigin } from './graph-request.ts';

const question = z.object({ groupIds: z.array(z.string()).min(1) });
const most = 20;

/** Of the groups asked about, those of which the object is a member, nested groups resolved. */
export const checkMemberGroups: AnswerOperation = ({ directory, id, body }) => {
  const asked = question.safeParse(body);
  if (!asked.success) throw badRequest("The 'groupIds' of the request body must be a list of ids.");
  const { groupIds } = asked.data;
  if (groupIds.length > most) throw badRequest(`The 'groupIds' of the request body must not be more than ${most}.`);
  const object = directory.findUser(id) ?? directory.find(id);
  if (object?.state !== 'present') throw notFound(id);
  const memberOf = new Set(directory.transitiveGroupsOf(object.id).map((group) => group.id));
  return answerJson({
    '@odata.context': `${graphOrigin}/$metadata#Collection(Edm.String)`,
    value: [...new Set(groupIds)].filter((groupId) => memberOf.has(groupId)),
  });
};
