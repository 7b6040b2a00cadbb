import { z } from 'zod/v4';
import { badRequest } from './graph-fault.ts';
import { answerJson, type GraphAnswer, type GraphRequest } from './graph-request.ts';

const most = 20;

const batch = z.object({
  requests: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.string(),
        url: z.string(),
        headers: z.record(z.string(), z.string()).default({}),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).default([]),
      }),
    )
    .min(1),
});
type Item = z.infer<typeof batch>['requests'][number];

const readItems = (body: unknown): readonly Item[] => {
  const read = batch.safeParse(body);
  if (!read.success) throw badRequest('Invalid batch payload format.');
  const { requests } = read.data;
  if (requests.length > most) throw badRequest(`Number of batch request steps exceeds the maximum value of ${most}.`);
  if (new Set(requests.map(({ id }) => id.toLowerCase())).size < requests.length)
    throw badRequest('Request Id values must be unique in a batch.');
  return requests;
};

const lowerCased = (headers: Readonly<Record<string, string>>): GraphRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const refused = (status: number, code: string, message: string): GraphAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: { error: { code, message } },
});

/** Absolute addresses, batches in batches and bodies without a content type are refused, item by item. */
const perform = async (
  { method, url, headers, body }: Item,
  answerOne: (request: GraphRequest) => Promise<GraphAnswer>,
): Promise<GraphAnswer> => {
  const item = { method: method.toUpperCase(), url: url.replace(/^\/?/, '/'), headers: lowerCased(headers), body };
  if (item.url.startsWith('/$batch') || /^\/https?:/.test(item.url))
    return refused(404, 'NotFound', `The batch item's url ${url} is not a path of this version.`);
  if (body !== undefined && !item.headers['content-type'])
    return refused(400, 'BadRequest', 'A batch item with a body needs the header Content-Type.');
  return answerOne(item);
};

/** Bytes stand in a batch as base64 (§1.6). */
const toJson = (body: unknown): unknown => (body instanceof Buffer ? body.toString('base64') : body);

/**
 * A JSON batch: each item is answered, refused and throttled on its own, and the whole is 200 all the same (json-batching).
 * @throws GraphFault 400 for more than 20 items, an id that occurs twice, or no batch at all
 */
export const answerBatch = async (
  { body }: GraphRequest,
  answerOne: (request: GraphRequest) => Promise<GraphAnswer>,
): Promise<GraphAnswer> => {
  const answered = new Map<string, GraphAnswer>();
  for (const item of readItems(body)) {
    const failed = item.dependsOn.some((id) => (answered.get(id)?.status ?? 424) >= 400);
    const answer = failed
      ? refused(424, 'FailedDependency', 'A request it depends on failed.')
      : await perform(item, answerOne);
    answered.set(item.id, answer);
  }
  const responses = [...answered].map(([id, { status, headers, body }]) => ({
    id,
    status,
    headers,
    body: toJson(body),
  }));
  return answerJson({ responses: responses.reverse() });
};
