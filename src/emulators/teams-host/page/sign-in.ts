/** Single sign-on and the sign-in pop-up of the host. */
import type { Frame } from './frames.ts';

/** Asks the host's server for the token that Teams would bring for this person. */
export const readToken = async (personId: string): Promise<string> => {
  const response = await fetch('/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  });
  if (!response.ok) throw new Error(await response.text());
  const { token } = (await response.json()) as { readonly token: string };
  return token;
};

/**
 * Opens a sign-in pop-up and calls `answer` once: with its result, or with `CancelledByUser` when it was closed.
 * Null when the browser refuses the pop-up.
 */
export const openSignIn = (url: string, answer: (succeeded: boolean, result: unknown) => void): Frame | null => {
  const popUp = window.open(url, '_blank', 'popup,width=600,height=640');
  if (!popUp) return null;
  let answered = false;
  const finish = (succeeded: boolean, result: unknown): void => {
    if (answered) return;
    answered = true;
    clearInterval(watch);
    answer(succeeded, result);
  };
  const watch = setInterval(() => {
    if (popUp.closed) finish(false, 'CancelledByUser');
  }, 200);
  return { window: popUp, context: 'authentication', handlers: new Set(), finish };
};
