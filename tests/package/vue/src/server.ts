import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { VppSummaryProperties } from 'vpp-summary-element';
import App from './App.vue';

/** The HTML of the app for a session. */
export const render = (first: VppSummaryProperties & { src: string }) => renderToString(createSSRApp(App, { first }));
