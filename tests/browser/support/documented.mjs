// The public documentation's example, as the page writes it in American English.

import { expect } from '@playwright/test';

/** The token of the example. */
export const DOCUMENTED_TOKEN = 'cot_6587fa4362341be5b524de3b';

/** The month's totals, and its number of days with dispatch. */
export const EARNINGS = '$62.10';
export const ENERGY = '54.7 kWh';
const DISPATCHED = 12;

/** Every day with dispatch: day of the month, kilowatt-hours and dollars. */
const SERIES = [
  [1, '5.15', '5.85'],
  [2, '2.57', '2.92'],
  [3, '4.6', '5.22'],
  [4, '2.98', '3.38'],
  [7, '3.52', '4.00'],
  [8, '3.52', '4.00'],
  [9, '5.55', '6.30'],
  [15, '4.74', '5.38'],
  [16, '7.85', '8.91'],
  [22, '5.42', '6.15'],
  [26, '3.93', '4.46'],
  [28, '4.87', '5.53'],
];

const WEEKDAYS = ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** Every day of that month, with or without dispatch. */
export const DAYS = Array.from({ length: 28 }, (_, index) => {
  const day = index + 1;
  const [, energy, earnings] = SERIES.find(([number]) => number === day) ?? [];
  return {
    name: `2025-02-${String(day).padStart(2, '0')}`,
    // The first of February 2025 was a Saturday.
    text: `${WEEKDAYS[index % 7]}, February ${day}, 2025`,
    short: `${WEEKDAYS[index % 7].slice(0, 3)}, Feb ${day}`,
    energy: energy && `${energy} kWh`,
    earnings: earnings && `$${earnings}`,
    value: earnings && Number(earnings),
    // Rounded as `Intl` rounds: half away from zero.
    rate: earnings && `$${(Number(earnings) / Number(energy)).toFixed(2)}`,
    share: earnings && `${Math.round((100 * Number(earnings)) / 62.1)}%`,
  };
});

/** Waits until a page or a frame shows the example's figures. */
export async function showsDocumented(pageOrFrame) {
  await expect(pageOrFrame.locator('[data-total="earnings"]')).toHaveText(EARNINGS);
  await expect(pageOrFrame.locator('[data-total="energy"]')).toHaveText(ENERGY);
  await expect(pageOrFrame.locator('[data-chart] [data-bar]')).toHaveCount(DAYS.length);
  await expect(pageOrFrame.locator('[data-dispatch="earned"]')).toHaveCount(DISPATCHED);
}
