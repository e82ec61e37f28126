import { createRoot } from 'react-dom/client';
import { App } from './App.jsx';
import { startSession } from './connect.js';

// The first request leaves before React renders anything.
const token = new URLSearchParams(location.search).get('fp_cot');
history.replaceState(null, '', location.pathname);
const first = startSession(token);
first.catch(() => {}); // App shows it.

createRoot(document.getElementById('root')).render(<App first={first} />);
