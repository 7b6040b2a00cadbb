import './tab.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { SignInEnd } from './sign-in-end.tsx';

const root = document.querySelector('#root');
const signIn = new URLSearchParams(location.search).get('sign-in');
if (root) createRoot(root).render(signIn === null ? <App /> : <SignInEnd outcome={signIn} />);
