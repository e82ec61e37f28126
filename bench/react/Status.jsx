import { memo } from 'react';

const STATES = {
  NOT_ENROLLED: ['Not enrolled', 'You have not joined this programme yet.'],
  ENROLLING: ['Enrolling', 'Your enrolment is in progress. This can take a few days.'],
  ACTIVE: ['Active', 'You’re taking part. Earnings show up here after each event.'],
  SUSPENDED: ['Suspended', 'You are enrolled, but your participation is suspended.'],
  UNENROLLING: ['Leaving', 'You are leaving the programme. This can take a few days.'],
  UNENROLLED: ['Left', 'You have left this programme.'],
  FAILED: ['Failed', 'We could not enrol you in this programme.'],
};

export const stateOf = ({ participation_state }) => STATES[participation_state] ?? ['Unknown', 'Your state is not known.'];

/** How the customer stands to the programme. */
export const Status = memo(function Status({ programme, offered, act }) {
  const [name, meaning] = stateOf(programme);
  return (
    <section className="card status" aria-labelledby="status">
      <h2 id="status">Your status</h2>
      <p className="state">{name}</p>
      <p>{meaning}</p>
      {offered.has('MANAGE_PARTICIPATION') && (
        <button type="button" data-action="MANAGE_PARTICIPATION" onClick={() => act('MANAGE_PARTICIPATION')}>Manage participation</button>
      )}
      {/^https?:/.test(programme.learn_more_url) && (
        <p><a href={programme.learn_more_url} target="_blank" rel="noopener noreferrer">About this programme</a></p>
      )}
    </section>
  );
});

/** What follows from the figures. */
export const Highlights = memo(function Highlights({ found: { events, best, perEvent, perKwh, weekends }, formats }) {
  return (
    <section className="card highlights" aria-labelledby="highlights">
      <h2 id="highlights">Highlights</h2>
      <dl>
        {best && <div><dt>Best <span className="muted">{best.label}</span></dt><dd>{formats.money.format(best.earnings)}</dd></div>}
        {perEvent !== null && <div><dt>Average per event</dt><dd>{formats.money.format(perEvent)}</dd></div>}
        {perKwh !== null && <div><dt>Average per kWh</dt><dd>{formats.money.format(perKwh)}</dd></div>}
      </dl>
      {weekends > 0 && <p>{weekends} of {events.length} event days were on a weekend.</p>}
    </section>
  );
});

/** The rows of the second tab. */
export const Settings = memo(function Settings({ page, offered, act }) {
  const row = (title, state, action, label) => (
    <div className="row">
      <div><h2>{title}</h2><p className="muted">{state}</p></div>
      {offered.has(action) && <button type="button" data-action={action} onClick={() => act(action)}>{label}</button>}
    </div>
  );
  return (
    <section className="card" role="tabpanel" id="settings">
      {row('Tariff', page.tariff_connected ? 'Connected' : 'Not connected', 'CONNECT_TARIFF', 'Connect')}
      {row('Payments', 'Where your earnings go', 'MANAGE_PAYMENTS', 'Manage')}
      {row('Participation', stateOf(page.programme)[0], 'MANAGE_PARTICIPATION', 'Manage')}
    </section>
  );
});
