import { memo, useState } from 'react';

const EVENTS = { DAY: 'Events', MONTH: 'Event days', YEAR: 'Months with events' };
const SHOWN = 5;

/** The buckets with dispatch, newest first; all buckets as a table when asked for. */
export const Log = memo(function Log({ type, points, events, total, formats }) {
  const [whole, setWhole] = useState(false);
  const [table, setTable] = useState(false);
  const detail = ({ earnings, energy }) => {
    const parts = [`${formats.energy.format(energy)} kWh`];
    if (energy) parts.push(`${formats.money.format(earnings / energy)}/kWh`);
    if (total > 0) parts.push(`${formats.percent.format(earnings / total)} of ${formats.money.format(total)}`);
    return parts.join(' · ');
  };
  return (
    <section className="card log" aria-labelledby="log">
      <div className="row">
        <h2 id="log">{EVENTS[type]}</h2>
        <p className="muted">Newest first</p>
      </div>
      <ul>
        {events.slice(0, whole ? undefined : SHOWN).map((event) => (
          <li key={event.key}>
            <button type="button" className="event">
              {event.label}
              <strong>{formats.money.format(event.earnings)}</strong>
              <span className="muted">{detail(event)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="tools">
        {events.length > SHOWN && (
          <button type="button" className="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Show fewer' : `Show all ${events.length}`}
          </button>
        )}
        <button type="button" className="quiet" aria-expanded={table} onClick={() => setTable(!table)}>
          All days as a table
        </button>
        <button type="button" className="quiet">Download CSV</button>
      </div>
      {table && (
        <table>
          <thead>
            <tr><th scope="col">When</th><th scope="col">Earned</th><th scope="col">kWh</th></tr>
          </thead>
          <tbody>
            {points.map(({ key, label, earnings, energy }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td>{formats.money.format(earnings)}</td>
                <td>{formats.energy.format(energy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
});
