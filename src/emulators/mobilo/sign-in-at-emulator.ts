import { samplePassword } from './sign-in-views.ts';

const postForm = (url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

/** Walks the emulator's sign-in pages as a person would with a browser: signs in, allows, and follows nothing further. */
export const signInAtEmulator = async (
  authorizeUrl: string,
  email: string,
  answer: 'allow' | 'deny' = 'allow',
): Promise<URL> => {
  const page = await fetch(authorizeUrl);
  const action = /action="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&#38;', '&');
  if (!page.ok || !action) throw new Error(`The emulator shows no sign-in page at ${authorizeUrl}.`);
  const consent = await postForm(new URL(action, authorizeUrl).href, { email, password: samplePassword });
  const ticket = /name="ticket" value="([^"]+)"/.exec(await consent.text())?.[1];
  if (!ticket) throw new Error(`The emulator did not let ${email} sign in.`);
  const back = await postForm(new URL('/oauth/consent', authorizeUrl).href, { ticket, answer });
  const location = back.headers.get('Location');
  if (!location) throw new Error('The emulator sent nobody back.');
  return new URL(location);
};
