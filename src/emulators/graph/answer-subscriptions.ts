/** The operations on subscriptions to change notifications. */
import { holdsAny } from './caller.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { coverage } from './coverage.ts';
import { denied } from './graph-fault.ts';
import { type AnswerOperation, answerJson, type GraphAnswer, graphOrigin } from './graph-request.ts';
import type { HeldSubscription } from './subscriptions.ts';

const write = (held: HeldSubscription): object => ({
  id: held.id,
  resource: held.resource,
  changeType: held.changeType,
  notificationUrl: held.notificationUrl,
  expirationDateTime: held.expirationDateTime,
  applicationId: null,
  creatorId: null,
  lifecycleNotificationUrl: null,
});

const context = `${graphOrigin}/$metadata#subscriptions`;
const answerOne = (held: HeldSubscription, clientState: string | null): GraphAnswer =>
  answerJson({ '@odata.context': `${context}/$entity`, ...write(held), clientState });

const readable = {
  '/users': coverage['GET /users'].application,
  '/groups': coverage['GET /groups'].application,
} as const;

/** Who may read the resource may hear of it; the endpoint has to agree. */
export const subscribe: AnswerOperation = async ({ body, caller, subscriptions }) => {
  const wanted = subscriptions.read(body);
  if (!holdsAny(caller, readable[wanted.resource])) throw denied();
  await checkEndpoint(wanted.notificationUrl);
  const held = subscriptions.add(wanted);
  return { ...answerOne(held, held.clientState ?? null), status: 201 };
};

export const listSubscriptions: AnswerOperation = ({ subscriptions }) =>
  answerJson({
    '@odata.context': context,
    value: subscriptions.list().map((held) => ({ ...write(held), clientState: null })),
  });

export const readSubscription: AnswerOperation = ({ id, subscriptions }) => answerOne(subscriptions.find(id), null);

export const renewSubscription: AnswerOperation = ({ id, body, subscriptions }) =>
  answerOne(subscriptions.renew(id, body), null);

export const unsubscribe: AnswerOperation = ({ id, subscriptions }) => {
  subscriptions.remove(id);
  return { status: 204, headers: {} };
};
