import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { VppSummary } from 'vpp-summary-element/react';

const SCRIPT = 'https://pages.example/v1/vpp-summary.js';

/** Your server gets the token from Connect, for the customer who is signed in. */
async function fetchToken() {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
}

export function App() {
  const earnings = useRef(null);
  const [period, setPeriod] = useState('');
  const [shown, setShown] = useState(true);
  const [failed, setFailed] = useState(false);
  return (
    <main>
      <h1>Your account</h1>
      <p id="period">{period}</p>
      <button type="button" onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</button>
      {shown && (
        <VppSummary
          ref={earnings}
          src={SCRIPT}
          fetchToken={fetchToken}
          onReady={() => setFailed(false)}
          onPeriod={({ detail }) => setPeriod(detail.start)}
          // The page in the frame explains most errors; these are the two that it cannot report.
          onError={({ detail }) => setFailed(['unavailable', 'crashed'].includes(detail.kind))}
        />
      )}
      {shown && failed && (
        <p role="alert">
          Your earnings cannot be shown right now. <button type="button" onClick={() => earnings.current.retry()}>Try again</button>
        </p>
      )}
    </main>
  );
}

createRoot(document.getElementById('root')).render(<StrictMode><App /></StrictMode>);
