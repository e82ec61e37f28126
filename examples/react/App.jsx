import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { VppSummary } from './VppSummary.jsx';

/** Your server gets the token from Connect, for the customer who is signed in. */
async function fetchToken() {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
}

export function App() {
  const [period, setPeriod] = useState('');
  const [shown, setShown] = useState(true);
  return (
    <main>
      <h1>Your account</h1>
      <p id="period">{period}</p>
      <button type="button" onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</button>
      {shown && <VppSummary lang="en-US" fetchToken={fetchToken} on={{ period: ({ detail }) => setPeriod(detail.start) }} />}
    </main>
  );
}

if (globalThis.document) {
  createRoot(document.getElementById('root')).render(<StrictMode><App /></StrictMode>);
}
