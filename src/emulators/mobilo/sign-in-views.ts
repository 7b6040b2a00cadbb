import type { Response } from 'express';
import { html, sendPage } from './html.ts';

/** Every sample account has this password; the sign-in page says so. */
export const samplePassword = 'business-card';

/** What each scope allows, in words. */
export const scopeWords: Readonly<Record<string, string>> = {
  accounts: 'See and change accounts',
  cards: 'See, release, reassign and deactivate cards',
  orders: 'See the catalog, see and place orders',
  credits: 'See and buy credits',
};

/** Where a sign-in that cannot be trusted ends; nobody is sent anywhere. */
export const showFault = (res: Response, sentence: string): void =>
  sendPage(res, {
    title: 'Mobilo: sign-in is not possible',
    status: 400,
    body: html`<main class="narrow"><h1>Sign-in is not possible</h1><p>${sentence}</p></main>`,
  });

/** The sign-in page (R3), with the link to reset the password. `query` is what the app asked, kept for the next step. */
export const showSignIn = (res: Response, query: string, example: string, wrong: string | null): void =>
  sendPage(res, {
    title: 'Sign in to Mobilo',
    body: html`<main class="narrow"><h1>Sign in to Mobilo</h1>
<p class="quiet">This is the sample Mobilo. Any account can sign in, for example
<code>${example}</code>, an administrator. The password of each is <code>${samplePassword}</code>.</p>
${wrong === null ? '' : html`<p class="wrong" role="alert">${wrong}</p>`}
<form method="post" action="/oauth/sign-in?${query}">
<label for="email">E-mail address</label><input id="email" name="email" type="email" autocomplete="username" required autofocus>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button></form>
<p><a href="/password-reset">I forgot my password</a></p></main>`,
  });

/** Asks the person to agree. */
export const showConsent = (
  res: Response,
  asked: { ticket: string; app: string; redirectUri: string; scope: string; email: string; organization: string },
): void =>
  sendPage(res, {
    title: 'Mobilo: allow access',
    // A browser follows the redirect after a form only to origins that the page names.
    formTargets: [new URL(asked.redirectUri).origin],
    body: html`<main class="narrow"><h1>Allow access?</h1>
<p><strong>${asked.app}</strong> wants to act for ${asked.email} at ${asked.organization}. It will be able to:</p>
<ul>${asked.scope.split(' ').map((scope) => html`<li>${scopeWords[scope] ?? scope}</li>`)}</ul>
<form method="post" action="/oauth/consent"><input type="hidden" name="ticket" value="${asked.ticket}">
<button name="answer" value="allow">Allow</button><button name="answer" value="deny">Cancel</button></form></main>`,
  });

/** Where "I forgot my password" leads (R4). */
export const showPasswordReset = (res: Response): void =>
  sendPage(res, {
    title: 'Mobilo: reset the password',
    body: html`<main class="narrow"><h1>Reset the password</h1>
<p>The real Mobilo would mail you a link now. In the sample, the password of every account is <code>${samplePassword}</code>.</p></main>`,
  });
