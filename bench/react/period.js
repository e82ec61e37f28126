// Periods, their buckets, and what follows from the figures.

const utc = (date) => new Date(`${date.slice(0, 10)}T00:00:00Z`);
const iso = (date) => date.toISOString().slice(0, 10);
const format = (options, timeZone = 'UTC') => new Intl.DateTimeFormat(undefined, { ...options, timeZone });

const weekday = format({ weekday: 'short', day: 'numeric', month: 'short' });

/** The first day of the period that is so many steps away. */
export function shift(type, start, step) {
  const date = utc(start);
  if (type === 'DAY') date.setUTCDate(date.getUTCDate() + step);
  else if (type === 'MONTH') date.setUTCMonth(date.getUTCMonth() + step, 1);
  else date.setUTCFullYear(date.getUTCFullYear() + step, 0, 1);
  return iso(date);
}

/** Where a change of the type leads: to the last bucket that shows anything. */
export function anchor(type, { series, period_start }) {
  const last = series.findLast((point) => point.earnings !== 0 || point.dispatched_kwh !== 0);
  const date = (last?.date ?? period_start).slice(0, 10);
  if (type === 'DAY') return date;
  return type === 'MONTH' ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`;
}

const TITLES = {
  DAY: format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
  MONTH: format({ month: 'long', year: 'numeric' }),
  YEAR: format({ year: 'numeric' }),
};

export const title = ({ period_type, period_start }) => TITLES[period_type].format(utc(period_start));

/** A bucket for every hour, day or month of the period. */
export function buckets({ period_type, period_start, period_end, series }, timeZone) {
  const bucket = (key, tick, label, point) => ({ key, tick, label, earnings: point?.earnings ?? 0, energy: point?.dispatched_kwh ?? 0 });
  if (period_type === 'DAY') {
    const tick = format({ hour: 'numeric' }, timeZone);
    const label = format({ dateStyle: 'medium', timeStyle: 'short' }, timeZone);
    return series.map((point) => {
      const date = new Date(point.date);
      return bucket(point.date, tick.format(date), label.format(date), point);
    });
  }
  const points = new Map(series.map((point) => [point.date.slice(0, 10), point]));
  const inMonths = period_type === 'YEAR';
  const tick = format(inMonths ? { month: 'short' } : { day: 'numeric' });
  const label = inMonths ? TITLES.MONTH : weekday;
  const found = [];
  for (let day = period_start; day <= period_end; day = shift(inMonths ? 'MONTH' : 'DAY', day, 1)) {
    const date = utc(day);
    found.push(bucket(day, tick.format(date), label.format(date), points.get(day)));
  }
  return found;
}

/** The buckets with dispatch, newest first, and what is worth saying about them. */
export function insight(type, all) {
  const events = all.filter(({ earnings, energy }) => earnings !== 0 || energy !== 0).reverse();
  const earnings = events.reduce((sum, event) => sum + event.earnings, 0);
  const energy = events.reduce((sum, event) => sum + event.energy, 0);
  const best = events.reduce((best, event) => (event.earnings > (best?.earnings ?? 0) ? event : best), null);
  const isWeekend = ({ key }) => [0, 6].includes(utc(key).getUTCDay());
  return {
    events,
    best,
    perEvent: events.length ? earnings / events.length : null,
    perKwh: energy ? earnings / energy : null,
    weekends: type === 'MONTH' ? events.filter(isWeekend).length : null,
  };
}
