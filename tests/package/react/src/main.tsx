import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './App';

const root = document.getElementById('root')!;
// The portal's own server knows the customer's token; the page has it nowhere in its HTML.
const first = await (await fetch(`/session${location.search}`)).json();
const app = <StrictMode><App first={first} /></StrictMode>;
if (root.childElementCount) hydrateRoot(root, app, { onRecoverableError: (error) => console.error(error) });
else createRoot(root).render(app);
