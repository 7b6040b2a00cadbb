/**
 * The last page of the sign-in pop-up. The server sends the browser here, with `?problem=<code>` when the sign-in did
 * not work. It hands the result to Teams, which closes the pop-up; opened in a browser of its own it says so in words.
 */
import './sign-in-end.css';
import { finishSignIn } from './teams.ts';
import { startWords } from './words.ts';

const problem = new URLSearchParams(location.search).get('problem');
const words = startWords(navigator.language);
const message = document.querySelector('#message');
document.documentElement.lang = words.resolvedLanguage ?? 'en';
if (message) message.textContent = words.t(problem === null ? 'sign-in-end.done' : 'sign-in-end.failed');
await finishSignIn(problem).catch(() => undefined);
