import { type ReactElement, useEffect } from 'react';
import { MessagePage } from './pages/message-page.tsx';
import { Shell } from './shell.tsx';
import { finishSignIn } from './teams.ts';

/** The end of a sign-in that worked, as the server writes it into the address: `/tab/?sign-in=done`. */
const success = 'done';

/**
 * The last page of the sign-in pop-up. The server sends the browser here, with a problem's code instead of `done` when
 * the sign-in did not work. It hands the result to Teams, which closes the pop-up; in a browser of its own it stays.
 */
export const SignInEnd = ({ outcome }: { readonly outcome: string }): ReactElement => {
  const worked = outcome === success;
  useEffect(() => {
    finishSignIn(worked ? null : outcome).catch(() => undefined);
  }, [worked, outcome]);
  const name = worked ? 'done' : 'failed';
  return (
    <Shell theme="default" locale={navigator.language}>
      <MessagePage title={`sign-in-end.${name}.title`} body={`sign-in-end.${name}.body`} />
    </Shell>
  );
};
