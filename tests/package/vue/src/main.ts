import { createApp, createSSRApp } from 'vue';
import App from './App.vue';

const root = document.getElementById('root')!;
// The portal's own server knows the customer's token; the page has it nowhere in its HTML.
const first = await (await fetch(`/session${location.search}`)).json();
(root.childElementCount ? createSSRApp : createApp)(App, { first }).mount(root);
