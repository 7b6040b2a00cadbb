/** GET /groups/{id}/members and transitiveMembers, cast or not, and their $count. */
import type { DirectoryObject } from '../company/directory-object.ts';
import { answerPage } from './answer-page.ts';
import { notFound, unsupported } from './graph-fault.ts';
import { type AnswerOperation, answerText, type OperationCall } from './graph-request.ts';
import { findHidden } from './hidden-members.ts';
import { refusePlainCount } from './list-entities.ts';
import { type QueryOptions, readQueryOptions } from './query-options.ts';

export interface MemberList {
  readonly transitive: boolean;
  readonly cast: 'user' | 'group' | null;
}

const findMembers = (call: OperationCall, { transitive, cast }: MemberList): readonly DirectoryObject[] => {
  if (!call.directory.findGroup(call.id)) throw notFound(call.id);
  const members = transitive ? call.directory.transitiveMembers(call.id) : call.directory.members(call.id);
  if (!cast) return members;
  return call.lists.get(`${transitive} ${cast} ${call.id}`, () => members.filter(({ kind }) => kind === cast));
};

/** Casting the transitive list is an advanced query: it needs the header and $count=true (aad-advanced-queries). */
const refusePlainCast = ({ transitive, cast }: MemberList, { eventual, count }: QueryOptions): void => {
  if (transitive && cast && !(eventual && count)) throw unsupported('Invalid search request.');
};

export const listMembers =
  (list: MemberList): AnswerOperation =>
  (call) => {
    const options = readQueryOptions(call);
    refusePlainCast(list, options);
    return answerPage(call, options, findMembers(call, list), {
      context: list.cast ? `${list.cast}s` : 'directoryObjects',
      kinds: list.cast ? [list.cast] : ['user', 'group', 'device', 'orgContact', 'servicePrincipal'],
      hides: findHidden(call, list.transitive),
    });
  };

export const countMembers =
  (list: MemberList): AnswerOperation =>
  (call) => {
    refusePlainCount(readQueryOptions(call));
    return answerText(String(findMembers(call, list).length));
  };
