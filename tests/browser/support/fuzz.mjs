// Answers that nobody has thought of: Connect's own, changed at random. The same seed gives the same answers.

/** Mulberry32: numbers from 0 to 1 that a seed decides. */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NUMBERS = [0, -0, 1, -1, 0.004, -0.004, 0.1 + 0.2, 1e-9, 62.1049, 99.995, -8.91, 1e6, 123456789.99, 1e15, 1e21, 1e308, -1e308];
const DATES = [
  '2025-02-01', '2025-02-16', '2025-02-28', '2025-02-30', '2025-03-01', '2024-02-29', '0000-01-01', '0001-01-01', '9999-12-31',
  '2025-02-16T17:00:00-07:00', '2025-02-16T17:30:00Z', '2025-02-16T17:00:00', '2025-02-16T25:00:00Z', '2025-02', '16.02.2025', '', 'soon',
];
const ZONES = ['America/Denver', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Africa/Casablanca', 'UTC', 'Etc/Unknown', 'Mars/Olympus', ''];
const TEXTS = ['', ' ', '<b>x</b>', '"', '{0}', 'ضمّ الشبكة', '‮gnp.exe', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 💡', 'Wort'.repeat(200), 'a\u0000b', '\u00ad\u200b'];
const STATES = ['ACTIVE', 'SUSPENDED', 'NOT_ENROLLED', 'ENROLLING', 'UNENROLLING', 'UNENROLLED', 'FAILED', 'AWAITING', 7, null, ['ACTIVE'], { state: 'ACTIVE' }];
const CURRENCIES = ['USD', 'EUR', 'JPY', 'KWD', 'XXX', 'usd', 'ZZZ', 'US', '', 1, null];
const ACTIONS = ['CONNECT_TARIFF', 'CHANGE_PERIOD', 'MANAGE_PAYMENTS', 'MANAGE_PARTICIPATION', 'BACK', 'CLOSE', 'REFER_A_FRIEND'];

/** Makes answers from this random source, each from one of the given answers of `vpp_summary`. */
export class Answers {
  constructor(random, templates) {
    Object.assign(this, { random, templates });
  }

  below(count) {
    return Math.floor(this.random() * count);
  }

  one(list) {
    return list[this.below(list.length)];
  }

  chance(share) {
    return this.random() < share;
  }

  /** The text of an answer. */
  next() {
    const answer = structuredClone(this.one(this.templates));
    for (let changes = this.below(6); changes > 0; changes -= 1) this.change(answer);
    const text = JSON.stringify(answer);
    if (!this.chance(0.04)) return text;
    return this.one([text.slice(0, this.below(text.length)), '', '<html>', `[${text}]`, text.replace(/\d\d/g, '1e400'), `\ufeff${text}`]);
  }

  change(answer) {
    const { performance, programme } = answer;
    const changes = [
      () => void (answer.timezone = this.one(ZONES)),
      () => void (answer.currency_code = this.one(CURRENCIES)),
      () => void (answer.actions = ACTIONS.filter(() => this.chance(0.6))),
      () => void (programme && (programme.participation_state = this.one(STATES))),
      () => void (programme && (programme[this.one(['programme_display_name', 'provider_display_name', 'learn_more_url'])] = this.one(TEXTS))),
      () => this.damage(answer),
    ];
    if (performance && typeof performance === 'object' && Array.isArray(performance.series)) {
      changes.push(
        () => void (performance[this.one(['earnings', 'energy_dispatched_kwh'])] = this.number()),
        () => void (performance.period_type = this.one(['DAY', 'MONTH', 'YEAR', 'WEEK'])),
        () => void (performance.period_end = this.day(performance.period_start)),
        () => void Object.assign(performance, { period_start: this.one(DATES), period_end: this.one(DATES) }),
        () => void Object.assign(performance, { has_previous: this.chance(0.5), has_next: this.chance(0.5) }),
        () => void (performance.available_period_types = ['DAY', 'MONTH', 'YEAR'].filter(() => this.chance(0.7))),
        () => void (performance.series = this.series(performance.period_start)),
        () => void performance.series.push(...structuredClone(performance.series)),
        () => void performance.series.reverse(),
        () => void performance.series.forEach((point) => this.chance(0.2) && this.damage(point)),
      );
    }
    this.one(changes)();
  }

  number() {
    const number = this.chance(0.5) ? this.one(NUMBERS) : Math.round(this.random() * 1e6 - 2e5) / 10 ** this.below(5);
    return this.chance(0.1) ? String(number) : number;
  }

  /** A day some time after this one. */
  day(start) {
    const from = Date.parse(start);
    const days = this.one([-1, 0, 1, 2, 6, 30, 31, 89, 365, 366, 400, 401, 4000, 12200, 40000]);
    return Number.isNaN(from) ? this.one(DATES) : new Date(Math.min(from + days * 864e5, 2.5e14)).toISOString().slice(0, 10);
  }

  series(start) {
    const from = Number.isNaN(Date.parse(start)) ? 0 : Math.max(Date.parse(start), -6e13);
    const step = this.one([864e5, 36e5, 18e5, 12e4, 27e8]);
    const length = this.one([0, 1, 2, 12, 31, 48, 366, 3000]);
    const text = (n) => {
      const iso = new Date(Math.min(from + n * step, 2.5e14)).toISOString();
      return step < 864e5 ? iso.replace('.000Z', this.one(['Z', '+00:00', '-07:00', '+05:45', ''])) : iso.slice(0, 10);
    };
    return Array.from({ length }, (_, n) => ({ date: text(n), dispatched_kwh: this.number(), earnings: this.number() }));
  }

  /** Takes a member away, or replaces it by something of another type. */
  damage(object) {
    const key = this.one(Object.keys(object));
    if (key === undefined) return;
    if (object[key] && typeof object[key] === 'object' && !Array.isArray(object[key]) && this.chance(0.8)) return this.damage(object[key]);
    if (this.chance(0.4)) delete object[key];
    else object[key] = this.one([null, [], {}, true, this.number(), this.one(TEXTS), this.one(DATES), [null, 1, 'x'], { a: { b: 1 } }]);
  }
}
