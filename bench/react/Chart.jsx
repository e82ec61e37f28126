import { memo, useCallback, useMemo } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

const MARGIN = { top: 8, right: 0, bottom: 0, left: 0 };
const TICK = { fill: '#56635d', fontSize: 12 };
const CURSOR = { fill: '#edf1ee' };
const RADIUS = [3, 3, 0, 0];

export default memo(function Chart({ points, measure, formats, title }) {
  const ticks = useMemo(() => new Map(points.map(({ key, tick }) => [key, tick])), [points]);
  const tick = useCallback((key) => ticks.get(key) ?? '', [ticks]);
  const scale = useCallback(
    (value) => (measure === 'earnings' ? formats.rounded : formats.energy).format(value),
    [formats, measure],
  );
  const tooltip = useCallback(
    ({ active, payload }) => {
      const point = active ? payload?.[0]?.payload : undefined;
      if (!point) return null;
      return (
        <div className="tooltip">
          <strong>{point.label}</strong>
          <span>{formats.money.format(point.earnings)}</span>
          <span>{formats.energy.format(point.energy)} kWh</span>
        </div>
      );
    },
    [formats],
  );
  return (
    <figure className="chart" aria-label={title}>
      <ResponsiveContainer width="100%" height={260}>
        <BarChart data={points} margin={MARGIN} title={title}>
          <CartesianGrid vertical={false} stroke="#e0e6e2" />
          <XAxis dataKey="key" tickFormatter={tick} tickLine={false} minTickGap={8} tick={TICK} />
          <YAxis width={56} tickFormatter={scale} tickLine={false} axisLine={false} tick={TICK} />
          <Tooltip content={tooltip} cursor={CURSOR} isAnimationActive={false} />
          <Bar dataKey={measure} fill="#0a6848" radius={RADIUS} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
});
