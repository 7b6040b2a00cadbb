import { answerPage } from './answer-page.ts';
import type { AnswerOperation } from './graph-request.ts';
import { readQueryOptions } from './query-options.ts';

/** GET /directory/deletedItems, which is served with a cast only. */
export const listDeleted =
  (kind: 'user' | 'group'): AnswerOperation =>
  (call) =>
    answerPage(call, readQueryOptions(call), call.directory.list(kind, 'deleted'), {
      context: `${kind}s`,
      kinds: [kind],
    });
