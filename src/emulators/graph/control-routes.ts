import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod/v4';
import { SyncError } from '../../errors.ts';
import { addToGroup, deleteGroup, emptyGroup, takeFromGroup } from '../company/change-group.ts';
import { changePerson, disablePerson, enablePerson, marryPerson, movePerson } from '../company/change-person.ts';
import { changePhoto } from '../company/change-photo.ts';
import { deletePerson, purgePerson, restorePerson } from '../company/delete-person.ts';
import type { CompanyDirectory } from '../company/directory.ts';
import { hirePerson } from '../company/hire-person.ts';
import { replayEvents } from '../company/replay-events.ts';
import type { GraphState } from './answer-graph.ts';
import { expiry } from './delta-orders.ts';

const facts = z.record(z.string(), z.unknown());
const hire = z.object({
  displayName: z.string().min(1),
  department: z.string().optional(),
  jobTitle: z.string().optional(),
  facts: facts.optional(),
});
const rename = z.object({ surname: z.string().min(1) });
const move = z.object({ department: z.string().min(1), jobTitle: z.string().optional() });
const photo = z.object({ base64: z.base64().min(1) });
const expire = z.object({ how: expiry });
const replay = z.object({ until: z.iso.date(), after: z.iso.date().optional() });

type Order = (state: GraphState, request: Request) => unknown;

const idOf = (request: Request): string => String(request.params.id);
const memberOf = (request: Request): string => String(request.params.member);

const listPeople = (directory: CompanyDirectory) => ({
  people: directory.list('user').map(({ id, entity }) => ({ id, ...entity })),
});

const describe = ({ directory }: GraphState) => ({
  version: directory.version,
  people: directory.list('user').length,
  groups: directory.list('group').length,
  deleted: directory.list('user', 'deleted').length,
});

const storm = z.object({ times: z.number().int().min(1).max(10_000) });
const forgery = z.object({ clientState: z.string().nullable().default(null), subscriptionId: z.string().optional() });
const life = z.object({ minutes: z.number().min(0) });

const orders: Readonly<Record<string, Order>> = {
  'GET /state': describe,
  'GET /requests': ({ requests }) => ({ requests }),
  'DELETE /requests': ({ requests }) => requests.splice(0).length,
  'POST /faults': ({ faults }, { body }) => faults.add(body),
  'DELETE /faults': ({ faults }) => faults.clear(),
  'POST /pages': ({ faults }, { body }) => faults.limitPages(body),
  'POST /delta/expire': ({ delta }, { body }) => delta.expire(expire.parse(body).how),
  'POST /delta/replay': ({ delta }, { body }) => delta.replay(body),
  'GET /subscriptions': ({ subscriptions, notifier }) => ({
    subscriptions: subscriptions.list(),
    deliveries: notifier.deliveries,
  }),
  'POST /subscriptions/drop': ({ subscriptions }) => subscriptions.drop(),
  'POST /subscriptions/expire': ({ subscriptions }, { body }) => subscriptions.expireIn(life.parse(body).minutes),
  'POST /subscriptions/storm': ({ notifier }, { body }) => notifier.storm(storm.parse(body).times),
  'POST /subscriptions/forge': ({ notifier }, { body }) => {
    const { clientState, subscriptionId } = forgery.parse(body);
    notifier.forge(clientState, subscriptionId);
  },
  'GET /people': ({ directory }) => listPeople(directory),
  'POST /people/hire': ({ directory }, { body }) => hirePerson(directory, hire.parse(body)),
  'POST /people/:id/change': ({ directory }, request) =>
    changePerson(directory, idOf(request), facts.parse(request.body)),
  'POST /people/:id/rename': ({ directory }, request) =>
    marryPerson(directory, idOf(request), rename.parse(request.body).surname),
  'POST /people/:id/move': ({ directory }, request) => {
    const { department, jobTitle } = move.parse(request.body);
    return movePerson(directory, idOf(request), department, jobTitle);
  },
  'POST /people/:id/disable': ({ directory }, request) => disablePerson(directory, idOf(request)),
  'POST /people/:id/enable': ({ directory }, request) => enablePerson(directory, idOf(request)),
  'POST /people/:id/delete': ({ directory }, request) => deletePerson(directory, idOf(request)),
  'POST /people/:id/purge': ({ directory }, request) => purgePerson(directory, idOf(request)),
  'POST /people/:id/restore': ({ directory }, request) => restorePerson(directory, idOf(request)),
  'POST /people/:id/photo': ({ directory }, request) =>
    changePhoto(directory, idOf(request), photo.parse(request.body).base64),
  'DELETE /people/:id/photo': ({ directory }, request) => changePhoto(directory, idOf(request), null),
  'POST /groups/:id/empty': ({ directory }, request) => emptyGroup(directory, idOf(request)),
  'POST /groups/:id/delete': ({ directory }, request) => deleteGroup(directory, idOf(request)),
  'POST /groups/:id/add/:member': ({ directory }, request) => addToGroup(directory, idOf(request), memberOf(request)),
  'POST /groups/:id/take/:member': ({ directory }, request) =>
    takeFromGroup(directory, idOf(request), memberOf(request)),
  'POST /events/replay': ({ directory }, { body }) => {
    const { until, after } = replay.parse(body);
    return { happened: replayEvents(directory, until, after) };
  },
};

/** Runs one order; what it gives is the answer. A wrong order is 400, a stranger 404, each with a sentence. */
const obey =
  (state: GraphState, order: Order): RequestHandler =>
  (request, response) => {
    try {
      response.json({ done: true, ...Object(order(state, request)) });
    } catch (error) {
      if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
      else if (error instanceof SyncError) response.status(404).json({ error: error.message });
      else throw error;
    }
  };

/**
 * What tests and the demo may tell the emulator, below `/_control`; JSON in, JSON out, no token.
 *
 * | route | body | what it does |
 * | --- | --- | --- |
 * | GET /state | | version of the directory, how many people, groups, deleted people |
 * | GET, DELETE /requests | | every request since the start, or forgets them |
 * | POST /faults | `match` `status` `retryAfter` `times` `pages` `code` `message` `headers` `instead` `linkOrigin` | answers wrongly from now on (see `fault`) |
 * | POST /pages | `match` `rows` | pages hold fewer rows than were asked for |
 * | DELETE /faults | | answers rightly again, in pages as asked for |
 * | POST /delta/expire | `how` | ends every delta token given out so far: `syncStateNotFound` (400), `resyncRequired` or `gone` (410) |
 * | POST /delta/replay | `times` `earlier` `twice` | so many rounds tell earlier changes again, and every object twice |
 * | GET /subscriptions | | who is to be told of changes, and every post to them so far |
 * | POST /subscriptions/drop | | loses all of them without a word |
 * | POST /subscriptions/expire | `minutes` | leaves each of them so long to live |
 * | POST /subscriptions/storm | `times` | tells each subscriber the same change so many times |
 * | POST /subscriptions/forge | `clientState` `subscriptionId` | posts what is not genuine to each subscriber |
 * | GET /people | | everybody who is present, as Graph users |
 * | POST /people/hire | `displayName` `department` `jobTitle` `facts` | a joiner; answers the person with `id` |
 * | POST /people/:id/change | Graph properties | a mover |
 * | POST /people/:id/rename | `surname` | a marriage: surname, address and sign-in name |
 * | POST /people/:id/move | `department` `jobTitle` | another department and its group |
 * | POST /people/:id/disable, /enable | | blocks or allows the sign-in |
 * | POST /people/:id/delete, /restore, /purge | | into the recycle bin, back, or gone for ever |
 * | POST /people/:id/photo | `base64` | a photo, a JPEG |
 * | DELETE /people/:id/photo | | none any more |
 * | POST /groups/:id/empty, /delete | | without direct members, or into the recycle bin |
 * | POST /groups/:id/add/:member, /take/:member | | one direct member more or less |
 * | POST /events/replay | `until` `after` | lets the dated events of the directory file happen |
 *
 * `:id` of a person is the object id, sign-in name or address.
 */
export const createControlRoutes = (state: GraphState): Router => {
  const router = Router();
  for (const [name, order] of Object.entries(orders)) {
    const [method = '', path = ''] = name.split(' ');
    if (method === 'GET') router.get(path, obey(state, order));
    if (method === 'POST') router.post(path, obey(state, order));
    if (method === 'DELETE') router.delete(path, obey(state, order));
  }
  return router;
};
