import { useCallback, useEffect, useRef, useState } from 'react';
import { submit } from './connect.js';
import { Summary } from './Summary.jsx';

/** Holds the page that Connect has sent last, and sends what the customer asks for: one request at a time. */
export function App({ first }) {
  const [{ page, error, busy }, setState] = useState({ page: null, error: null, busy: true });
  const pending = useRef(false);
  const latest = useRef(null);

  const run = useCallback(async (request) => {
    if (pending.current) return;
    pending.current = true;
    setState((state) => ({ ...state, busy: true, error: null }));
    try {
      const reply = await request();
      if (reply.address) return void location.assign(reply.address);
      latest.current = reply.page;
      setState({ page: reply.page, error: null, busy: false });
    } catch (error) {
      setState((state) => ({ ...state, error, busy: false }));
    }
    pending.current = false;
  }, []);

  useEffect(() => void run(() => first), [first, run]);

  const act = useCallback((action, data) => void run(() => submit(latest.current, action, data)), [run]);

  if (page) return <Summary page={page} busy={busy} error={error} act={act} />;
  return (
    <main className="shell">
      {error ? (
        <section className="card" role="alert">
          <h2>We hit a problem</h2>
          <p>{error.message}</p>
        </section>
      ) : (
        <div className="loading" role="status">
          <p className="muted">Loading your earnings…</p>
          <div className="skeleton line" />
          <div className="skeleton card-like" />
          <div className="skeleton chart" />
        </div>
      )}
    </main>
  );
}
