// The states of a participation, and pages with parts missing, added or odd.

import { frames } from './support/browser.mjs';
import { spoken } from './support/chart.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

const STATES = {
  not_enrolled: ['NOT_ENROLLED', 'Not enrolled', 'You haven’t joined yet.'],
  enrolling: ['ENROLLING', 'Enrolling', 'Your enrollment is in progress.'],
  active: ['ACTIVE', 'Active', 'You’re taking part.'],
  suspended: ['SUSPENDED', 'Paused', 'Leap can tell you why and what to do.'],
  unenrolling: ['UNENROLLING', 'Leaving', 'Your request to leave is in progress.'],
  unenrolled: ['UNENROLLED', 'No longer enrolled', 'You’ve left this program, so nothing new will be added.'],
  failed: ['FAILED', 'Enrollment didn’t go through', 'Ask Leap what happened and what to do next.'],
  unknown_state: ['PAUSED_BY_GRID', 'Status unclear', 'Leap has given you a status this page doesn’t know yet.'],
};

test('states differ in word, sentence and shape, not only in colour', async ({ app, page }) => {
  const seen = [];
  await inOnePage(app, STATES, async (scenario, [state, word, sentence]) => {
    await app.open(scenario);
    await expect(page.locator('[data-participation-state]')).toHaveAttribute('data-participation-state', state);
    const status = page.getByRole('region', { name: 'Your status' });
    await expect(status.locator('strong')).toHaveText(word);
    await expect(status).toContainText(sentence);
    const shape = status.locator('.status-word .icon path');
    await expect(shape).toHaveAttribute('d', /^M[\d .a-zA-Z-]{10,}$/);
    await expect(status.locator('.icon').first()).toHaveAttribute('aria-hidden', 'true');
    // The API's own words are not for customers.
    if (state.includes('_')) await expect(page.locator('body')).not.toContainText(state);
    seen.push({ sentence: await status.locator('p:not(.status-word)').textContent(), shape: await shape.getAttribute('d') });
  });
  expect(new Set(seen.map(({ sentence }) => sentence)).size).toBe(8);
  // Only joining and leaving share a shape, the clock.
  expect(new Set(seen.map(({ shape }) => shape)).size).toBe(7);
  expect(seen[1].shape).toBe(seen[4].shape);
});

test('the test mode has a strip that says in plain sight that the money is not real', async ({ app, page }) => {
  await app.open('test_mode');
  const badge = page.locator('[data-live="false"]');
  await expect(badge).toHaveText('Test data – not real money');
  expect((await badge.boundingBox()).width).toBeGreaterThan(100);
});

test('where there is nothing to report, the page says so and draws nothing', async ({ app, page }) => {
  const states = { no_performance: 'No earnings yet', not_enrolled: 'Not enrolled', failed: 'Enrollment didn’t go through' };
  await inOnePage(app, states, async (scenario, words) => {
    await app.open(scenario);
    const text = page.locator('#panel-overview .card').getByText(words, { exact: true });
    await expect(text).toBeVisible();
    // Where the state says it all, it stands first.
    const { y } = await page.locator('#panel-overview .card').first().boundingBox();
    expect((await text.boundingBox()).y - y).toBeLessThan(300);
    await expect(page.locator('[data-chart], [data-total], [data-action="CHANGE_PERIOD"]')).toHaveCount(0);
  });
});

test('the page does without everything that may be missing', async ({ app, page }) => {
  await app.open('minimal');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your earnings');
  await expect(app.total('earnings')).toHaveText('$0.00');
  await expect(app.total('energy')).toHaveText('0 kWh');
  await expect(app.bars).toHaveCount(28);
  await expect(page.locator('[data-dispatch="none"]')).toHaveCount(28);
  await expect(page.locator('[data-action]')).toHaveCount(0);
  await expect(page.getByRole('link')).toHaveCount(0);
  await expect(page.locator('[data-participation-state]')).toHaveText('Status unclear');
});

test('additions of a newer release change nothing', async ({ app, page }) => {
  await app.open('additions');
  await app.showsDocumented();
  await expect(page.locator('[data-period-type]')).toHaveText(['Day', 'Month', 'Year']);
  await expect(page.locator('body')).not.toContainText('REFER');
});

test('points that are out of order, doubled or outside the month do not break the figures', async ({ app }) => {
  await app.open('disorder');
  await app.showsDocumented();
  await expect(app.bars.first()).toHaveAttribute('data-bar', '2025-02-01');
  await expect(app.bars.last()).toHaveAttribute('data-bar', '2025-02-28');
  expect(await spoken(app, '2025-02-16')).toContain('$8.91 · 7.85 kWh');
});

test('totals are Connect’s own, even where they are not the sum', async ({ app }) => {
  await app.open('sum_mismatch');
  await expect(app.total('earnings')).toHaveText('$63.33');
  await expect(app.total('energy')).toHaveText('54.7 kWh');
});

test('markup in names is text', async ({ app, page }) => {
  await app.open('markup_in_names');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('"><script>alert(2)</script> & Sons');
  await expect(page.locator('header').getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page.locator('body script')).toHaveCount(0);
  await expect(page.getByRole('link')).toHaveCount(0);
});

test.describe('on a narrow phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('nothing scrolls sideways', async ({ app, page }) => {
    const scenarios = ['documented', 'long_names', 'test_mode', 'dinar', 'negative_day', 'markup_in_names'];
    await inOnePage(app, scenarios.map((scenario) => [scenario]), async (scenario) => {
      await app.open(scenario);
      await app.tableSwitch.click();
      await expect(page.locator('[data-table]')).toBeVisible();
      softly(await app.scrollsSideways(), 'with the table').toBe(false);
      for (const kind of ['DAY', 'YEAR']) {
        await app.type(kind).click();
        await expect(app.type(kind)).toHaveAttribute('aria-pressed', 'true');
        softly(await app.scrollsSideways(), kind).toBe(false);
      }
      await app.tab('settings').click();
      softly(await app.scrollsSideways(), 'in the settings').toBe(false);
    });
  });

  test('labels of the axes do not touch', async ({ app, page }) => {
    const touching = (labels, start, end) =>
      labels.filter((label, index) => index && label[start] < labels[index - 1][end] + 2).map(({ text }) => text);
    await app.open();
    await inOnePage(app, { MONTH: 28, DAY: 24, YEAR: 12 }, async (type, count) => {
      await app.type(type).click();
      await expect(app.bars).toHaveCount(count);
      await frames(page);
      const { plot, axis, scale } = await app.geometry();
      expect(plot.width).toBeGreaterThan(180);
      expect(touching(axis, 'left', 'right')).toEqual([]);
      expect(touching([...scale].reverse(), 'top', 'bottom')).toEqual([]);
      expect(axis.length).toBeGreaterThan(1);
      expect(axis.at(-1).right).toBeLessThanOrEqual(320);
    });
  });

  test('figures of the table stay on one line', async ({ app, page }) => {
    await app.open();
    await app.tableSwitch.click();
    const lines = await page.locator('[data-table] td').evaluateAll((cells) =>
      cells.map((cell) => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        return [cell.textContent, new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size];
      }),
    );
    expect(lines.filter(([, count]) => count > 1)).toEqual([]);
  });

  test('long names do not push the ways out off the screen', async ({ app, page }) => {
    await app.open('long_names');
    for (const action of ['BACK', 'CLOSE']) {
      const { x, width } = await app.action(action).boundingBox();
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(320);
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
  });
});
