// Hundreds of answers that nobody has thought of, through the built page. FUZZ_SEED and FUZZ_ANSWERS choose others.

import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Answers, randomNumbers } from './support/fuzz.mjs';
import { ROOT } from './support/paths.mjs';
import { expect, test } from './support/test.mjs';

const SEED = Number(process.env.FUZZ_SEED ?? 20261126);
const COUNT = Number(process.env.FUZZ_ANSWERS ?? 440);

/** The pages of the sandbox's scenarios. */
const templates = () => {
  const folder = resolve(ROOT, 'crates/sandbox/scenarios');
  const pages = readdirSync(folder).map((file) => JSON.parse(readFileSync(resolve(folder, file), 'utf8')).page);
  return pages.filter((page) => page.route === 'vpp_summary');
};

/** The longest axis that there is: 400 days, each with dispatch. */
function longest(template) {
  const day = (n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
  const series = Array.from({ length: 400 }, (_, n) => ({ date: day(n), dispatched_kwh: 1.5, earnings: 2.5 }));
  const period = { period_type: 'YEAR', period_start: day(0), period_end: day(399), earnings: 1000, energy_dispatched_kwh: 600 };
  return { ...template, performance: { ...template.performance, ...period, series } };
}

/**
 * Gives the page one answer after the other, and finds what must never be. Runs in the page, whose requests it answers.
 *
 * @returns {Promise<string[]>} what is wrong, by the answer's number
 */
async function tryAll(answers) {
  const faults = [];
  const slowest = { answer: 0, time: 0 };
  let answer = '';
  window.fetch = async () => new Response(answer, { headers: { 'content-type': 'application/json' } });
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const main = () => document.querySelector('main[data-page]');
  const settled = async () => {
    for (let frames = 0; frames < 300; frames += 1) {
      await frame();
      if (main()?.getAttribute('aria-busy') === 'false' && main().dataset.state !== 'loading') return true;
    }
    return false;
  };
  const number = (text) => {
    const digits = /\d[\d,]*(\.\d+)?/.exec(text)?.[0];
    return digits === undefined ? undefined : Number(digits.replaceAll(',', '')) * (/[-−]/.test(text) ? -1 : 1);
  };
  /** How far apart two numbers may be that are written with these decimals. */
  const decimals = (text) => (/\.(\d+)/.exec(text)?.[1].length ?? 0);
  const check = async (n) => {
    const fault = (what) => faults.push(`answer ${n}: ${what}`);
    if (document.querySelector('#crash')) return fault('the page has crashed');
    if (!main()?.innerText.trim()) return fault('the page is blank');
    const bars = document.querySelectorAll('[data-bar]').length;
    if (bars > 400) fault(`${bars} bars`);
    const total = document.querySelector('[data-total=earnings]')?.textContent;
    if (total === undefined) return;
    if (/[-−]\D*0(\.0+)?$/.test(total) && number(total) === 0) fault(`the total is ${total}`);
    const root = JSON.parse(answer.replace('\ufeff', ''));
    const { performance } = root.programme ? root : (root.data ?? root);
    // Doubles hold fifteen digits; beyond, neither side is exact.
    const sent = Number(performance.earnings);
    if (performance.earnings != null && Math.abs(sent) < 1e12) {
      const unit = 10 ** -decimals(total);
      if (!(Math.abs(number(total) - sent) <= unit / 2 + 1e-9 * Math.abs(sent))) fault(`the total is ${total} instead of ${sent}`);
    }
    const metered = document.querySelector('[data-total=energy]').textContent;
    const energy = Number(performance.energy_dispatched_kwh);
    if (performance.energy_dispatched_kwh != null && Math.abs(energy) < 1e12) {
      if (!(Math.abs(number(metered) - energy) <= (Math.abs(energy) < 1 ? 0.005 : 0.05) + 1e-9 * Math.abs(energy))) fault(`the energy is ${metered} instead of ${energy}`);
    }
    // Three inputs at once are answered within a second.
    const start = window.performance.now();
    for (const selector of ['.switch [aria-pressed=false]', '[aria-controls=table]']) document.querySelector(selector)?.click();
    const key = new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true });
    document.querySelector('[role=slider]')?.dispatchEvent(key);
    await frame();
    const time = Math.round(window.performance.now() - start);
    if (time > slowest.time) Object.assign(slowest, { answer: n, time });
    if (time > 1000) fault(`input takes ${time} ms`);
    // With the table open, which has a row for each bar, for a year.
    const nodes = document.body.querySelectorAll('*').length;
    const drawn = document.querySelectorAll('[data-bar]').length;
    if (nodes > 3000 + 7 * Math.max(0, drawn - 366)) fault(`${nodes} nodes`);
    const rows = [...document.querySelectorAll('[data-table] tbody tr')].map((row) => row.cells[1].textContent);
    const amounts = rows.filter((text) => /\d/.test(text));
    for (const text of amounts) if (/[-−]/.test(text) && number(text) === 0) fault(`a row says ${text}`);
    const sum = amounts.reduce((sum, text) => sum + number(text), 0);
    const room = (amounts.length + 1) * 10 ** -decimals(total);
    const remarks = document.querySelectorAll('.remark p').length;
    if (Math.abs(sum) < 1e12 && Math.abs(sum - number(total)) > room && remarks < 1) fault(`rows of ${sum} under ${total}, without a remark`);
  };
  for (const [n, text] of answers.entries()) {
    answer = text;
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    if (!(await settled())) faults.push(`answer ${n}: the page never settles`);
    await check(n);
  }
  return { faults, slowest };
}

test(`answers that nobody has thought of (seed ${SEED})`, async ({ app, page, guard }) => {
  test.setTimeout(180_000);
  const make = new Answers(randomNumbers(SEED), templates());
  const answers = Array.from({ length: COUNT }, () => make.next());
  answers.push(JSON.stringify(longest(templates()[0])));
  await app.open();
  // The browser may give its opinion of addresses and the like; errors fail the test.
  const { faults, slowest } = await page.evaluate(tryAll, answers);
  console.log(`seed ${SEED}: ${COUNT} answers, slowest input ${slowest.time} ms (answer ${slowest.answer})`);
  for (const fault of faults.slice(0, 3)) console.log(answers[Number(/\d+/.exec(fault)[0])].slice(0, 3000));
  expect(faults, `seed ${SEED}`).toEqual([]);
});
