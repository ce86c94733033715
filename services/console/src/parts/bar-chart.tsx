// bar-chart.tsx — amounts over time as bars; a table beside it says the same to who cannot see it.
import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { useFormats } from '../language/language';
import 'uplot/dist/uPlot.min.css';

const HEIGHT = 220;
const LABEL_WIDTH = 74;
const BAR = { width: 0.7, mostPixels: 40 };

type BarChartProps = {
  readonly label: string;
  /** Of each bar, since 1970 in UTC. */
  readonly seconds: readonly number[];
  readonly values: readonly number[];
  readonly text: (value: number) => string;
  /** Below a bar; absent: its day. */
  readonly when?: (seconds: number) => string;
};

export const BarChart = ({ label, seconds, values, text, when }: BarChartProps) => {
  const place = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  const { colors } = useMantineTheme();
  const { shortDay } = useFormats();
  const isDark = useComputedColorScheme() === 'dark';
  useEffect(() => {
    if (!place.current || width === 0) return undefined;
    const ink = isDark ? '#c9c9c9' : '#495057';
    const axis = { stroke: ink, grid: { stroke: isDark ? '#3b3b3b' : '#e9ecef', width: 1 } };
    const bars = UPlot.paths.bars?.({ size: [BAR.width, BAR.mostPixels] });
    const chart = new UPlot(
      {
        ...{ width, height: HEIGHT, legend: { show: false }, cursor: { show: false } },
        tzDate: (at) => UPlot.tzDate(new Date(at * 1_000), 'Etc/UTC'),
        scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
        axes: [
          {
            ...axis,
            values: (_, ticks) =>
              ticks.map(when ?? ((at) => shortDay(new Date(at * 1_000).toISOString().slice(0, 10)))),
          },
          { ...axis, size: LABEL_WIDTH, values: (_, ticks) => ticks.map(text) },
        ],
        series: [{}, { fill: colors['saring']?.[6] ?? ink, paths: bars, points: { show: false } }],
      },
      [[...seconds], [...values]],
      place.current,
    );
    return () => chart.destroy();
  }, [seconds, values, text, when, width, isDark, colors, shortDay]);
  return (
    <div ref={ref} style={{ width: '100%', minHeight: HEIGHT }}>
      <div ref={place} role="img" aria-label={label} />
    </div>
  );
};
