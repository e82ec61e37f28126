import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Log } from './Log.jsx';
import { anchor, buckets, insight, shift, title as titleOf } from './period.js';
import { Highlights, Settings, stateOf, Status } from './Status.jsx';

// Asked for at once, and not when it is first rendered.
const chart = import('./Chart.jsx');
const Chart = lazy(() => chart);

const TYPES = { DAY: 'Day', MONTH: 'Month', YEAR: 'Year' };
const TABS = { overview: 'Overview', settings: 'Settings' };

const Header = memo(function Header({ programme, offered, act }) {
  return (
    <header className="top">
      {offered.has('BACK') && <button type="button" className="icon" aria-label="Back" onClick={() => act('BACK')}>‹</button>}
      <div>
        <h1>{programme.programme_display_name}</h1>
        <p className="muted">{programme.provider_display_name} · {stateOf(programme)[0]}</p>
      </div>
      {offered.has('CLOSE') && <button type="button" className="icon" aria-label="Close" onClick={() => act('CLOSE')}>×</button>}
    </header>
  );
});

const Tabs = memo(function Tabs({ selected, select }) {
  return (
    <div role="tablist" className="tabs" aria-label="Parts of the page">
      {Object.entries(TABS).map(([id, name]) => (
        <button key={id} type="button" role="tab" aria-selected={id === selected} aria-controls={id} onClick={() => select(id)}>{name}</button>
      ))}
    </div>
  );
});

const PeriodControls = memo(function PeriodControls({ performance, title, open }) {
  const { period_type: type, period_start: start, available_period_types: types, has_previous, has_next } = performance;
  const step = (by) => open(type, shift(type, start, by));
  return (
    <>
      <div className="options" role="group" aria-label="Length of the period">
        {types.filter((name) => name in TYPES).map((name) => (
          <button key={name} type="button" data-period-type={name} aria-pressed={name === type}
            onClick={() => name !== type && open(name, anchor(name, performance))}>{TYPES[name]}</button>
        ))}
      </div>
      <div className="period">
        <button type="button" className="icon" data-step="previous" aria-label="Previous period" disabled={!has_previous} onClick={() => step(-1)}>‹</button>
        <h2 data-period="" aria-live="polite">{title}</h2>
        <button type="button" className="icon" data-step="next" aria-label="Next period" disabled={!has_next} onClick={() => step(1)}>›</button>
      </div>
    </>
  );
});

const Headline = memo(function Headline({ performance, events, measure, select, formats }) {
  const { earnings, energy_dispatched_kwh: energy } = performance;
  const amounts = { earnings: formats.money.format(earnings), energy: `${formats.energy.format(energy)} kWh` };
  const other = measure === 'earnings' ? 'energy' : 'earnings';
  return (
    <div className="headline">
      <div className="row">
        <p className="muted" id="earned">{measure === 'earnings' ? 'You earned' : 'You moved'}</p>
        <div className="options" role="group" aria-label="What the chart shows">
          {Object.entries({ earnings: '$', energy: 'kWh' }).map(([name, label]) => (
            <button key={name} type="button" aria-pressed={name === measure} onClick={() => select(name)}>{label}</button>
          ))}
        </div>
      </div>
      <p className="total">{amounts[measure]}</p>
      <p className="muted">
        {amounts[other]} · {events.length} events {events[0] && <strong>last {events[0].label}</strong>}
      </p>
    </div>
  );
});

export function Summary({ page, busy, error, act }) {
  const { programme, performance, currency_code: currency, timezone } = page;
  const [tab, setTab] = useState('overview');
  const [measure, setMeasure] = useState('earnings');
  const offered = useMemo(() => new Set(page.actions), [page.actions]);
  const formats = useMemo(() => {
    const number = (options) => new Intl.NumberFormat(undefined, options);
    return {
      money: number({ style: 'currency', currency }),
      rounded: number({ style: 'currency', currency, maximumSignificantDigits: 2 }),
      energy: number({ maximumFractionDigits: 2 }),
      percent: number({ style: 'percent' }),
    };
  }, [currency]);
  const points = useMemo(() => buckets(performance, timezone), [performance, timezone]);
  const found = useMemo(() => insight(performance.period_type, points), [performance.period_type, points]);
  const title = useMemo(() => titleOf(performance), [performance]);
  const open = useCallback((period_type, period_start) => act('CHANGE_PERIOD', { period_type, period_start }), [act]);
  const updated = useMemo(() => new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(new Date()), [performance]);

  useEffect(() => { document.title = `${programme.programme_display_name} – ${title}`; }, [programme.programme_display_name, title]);

  return (
    <main className="shell" aria-busy={busy}>
      <Header programme={programme} offered={offered} act={act} />
      <Tabs selected={tab} select={setTab} />
      {error && <p className="card" role="alert">{error.message}</p>}
      {!page.live_mode && <p className="card">Test mode</p>}
      {tab === 'settings' ? <Settings page={page} offered={offered} act={act} /> : (
        <div className="columns" role="tabpanel" id="overview">
          <section className="card earnings" aria-labelledby="earned">
            <PeriodControls performance={performance} title={title} open={open} />
            <Headline performance={performance} events={found.events} measure={measure} select={setMeasure} formats={formats} />
            <Suspense fallback={<div className="skeleton chart" />}>
              <Chart points={points} measure={measure} formats={formats} title={title} />
            </Suspense>
          </section>
          {offered.has('CONNECT_TARIFF') && (
            <button type="button" className="primary" data-action="CONNECT_TARIFF" onClick={() => act('CONNECT_TARIFF')}>Connect your tariff</button>
          )}
          <Log type={performance.period_type} points={points} events={found.events} total={performance.earnings} formats={formats} />
          <Highlights found={found} formats={formats} />
          <Status programme={programme} offered={offered} act={act} />
          <div className="row foot muted">
            <p>Past amounts may still be corrected.</p>
            <p>Updated {updated}</p>
            <button type="button" className="quiet" onClick={() => open(performance.period_type, performance.period_start)}>Refresh</button>
          </div>
        </div>
      )}
    </main>
  );
}
