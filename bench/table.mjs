// Figures of runs, and the table that shows them.

export function median(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of loads that ran one after the other. */
export const paired = (values, others) => median(values.map((value, index) => value / others[index]));

export const number = (value, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : '–');

export const ratio = (value, of) => (of > 0 && Number.isFinite(value) ? `${(value / of).toFixed(2)}×` : '–');

/** Rows as text: the first column at the left, the others at the right. A row of one cell is a title. */
export function table(rows) {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.filter((row) => row.length > 1).map((row) => (row[index] ?? '').length)));
  const line = ([first, ...rest]) =>
    [first.padEnd(rest.length ? widths[0] : 0), ...rest.map((cell, index) => cell.padStart(widths[index + 1]))].join('  ');
  return rows.map(line).join('\n');
}
