import { randomUUID } from 'node:crypto';
import { GraphFault } from './graph-fault.ts';

const patienceMs = 10_000;

const refuse = (why: string): GraphFault =>
  new GraphFault(
    400,
    'ValidationError',
    `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. (${why})`,
  );

/**
 * Asks whoever is to be told whether they want to be: the decoded token has to come back as plain text, within ten
 * seconds.
 * @throws GraphFault 400 `ValidationError` when it does not
 */
export const checkEndpoint = async (notificationUrl: string): Promise<void> => {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const url = new URL(notificationUrl);
  url.search += `${url.search ? '&' : '?'}validationToken=${encodeURIComponent(token)}`;
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await answer.text();
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : 'no answer');
  }
  if (answer.status !== 200) throw refuse(`status ${answer.status}`);
  if (!answer.headers.get('content-type')?.startsWith('text/plain')) throw refuse('no plain text');
  if (text !== token) throw refuse('another token');
};
