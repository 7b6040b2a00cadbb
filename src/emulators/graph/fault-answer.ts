/** What an ordered fault makes of an answer. */
import type { Fault } from './faults.ts';
import { GraphFault } from './graph-fault.ts';
import { type GraphAnswer, graphOrigin, type PageLinks } from './graph-request.ts';

const codes: Readonly<Record<number, string>> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  410: 'resyncRequired',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

const messages: Readonly<Record<string, string>> = {
  Directory_ExpiredPageToken:
    'The specified page token value has expired and can no longer be included in your request.',
};

const throttleHeaders = {
  'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/00000000-0000-0000-0000-000000000000/any',
  'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
};

/** The headers that go with an ordered status: how long to wait, why, or where to begin again. */
const faultHeaders = (order: Fault, path: string): GraphAnswer['headers'] => ({
  ...(order.retryAfter !== undefined && { 'Retry-After': String(order.retryAfter) }),
  ...(order.status === 429 && throttleHeaders),
  ...(order.status === 410 && { Location: `${graphOrigin}${path}?$deltatoken=` }),
  ...order.headers,
});

/** Throws what was ordered; an order with status 200, or with another answer, lets the request through. */
export const throwOrdered = (order: Fault | null, path: string): void => {
  if (!order || order.status < 400 || order.instead || order.linkOrigin) return;
  const code = order.code ?? codes[order.status] ?? 'UnknownError';
  const message = order.message ?? messages[code] ?? 'This answer was ordered.';
  throw new GraphFault(order.status, code, message, faultHeaders(order, path));
};

type Body = Readonly<Record<string, unknown>>;

const linkNames = ['@odata.nextLink', '@odata.deltaLink'] as const;

const withoutEnd = (body: Body): Body => {
  const { '@odata.deltaLink': _end, ...rest } = body;
  return rest;
};

const limitRow = (row: Body): Body =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name === 'id' || name.startsWith('@') ? value : null]),
  );

const limitRows = (body: Body): Body =>
  Array.isArray(body.value) ? { ...body, value: (body.value as readonly Body[]).map(limitRow) } : limitRow(body);

const leadTo = (body: Body, nextLink: string | undefined): Body =>
  nextLink === undefined ? body : { ...withoutEnd(body), '@odata.nextLink': nextLink };

const replaceBody = (body: Body, instead: Fault['instead'], links: PageLinks | undefined): Body => {
  switch (instead) {
    case 'empty':
      return { '@odata.context': 'ordered', value: [] };
    case 'emptyPage':
      return leadTo({ ...body, value: [] }, links?.later);
    case 'limited':
      return limitRows(body);
    case 'loop':
      return leadTo(body, links?.first);
    case 'repeat':
      return leadTo(body, links?.here);
    case 'reset':
    case 'html':
    case 'truncated':
    case undefined:
      return body;
  }
};

const moveLinks = (body: Body, origin: string): Body => {
  const moved = linkNames.flatMap((name) => {
    const link = body[name];
    return typeof link === 'string' ? [[name, link.replace('https://graph.microsoft.com', origin)] as const] : [];
  });
  return { ...body, ...Object.fromEntries(moved) };
};

const isJson = (body: unknown): body is Body => typeof body === 'object' && body !== null && !(body instanceof Buffer);

/** The answer with the ordered rows, links and headers. */
export const applyOrder = (answer: GraphAnswer, order: Fault | null): GraphAnswer => {
  if (!order) return answer;
  const headers = { ...answer.headers, ...order.headers };
  if (!isJson(answer.body)) return { ...answer, headers };
  const body = replaceBody(answer.body, order.instead, answer.links);
  return { ...answer, headers, body: order.linkOrigin ? moveLinks(body, order.linkOrigin) : body };
};
