import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import type { VppSummaryProps } from 'vpp-summary-element/react';
import { App } from './App';

/** The HTML of the app for a session. */
export const render = async (first: VppSummaryProps) => renderToString(<StrictMode><App first={first} /></StrictMode>);
