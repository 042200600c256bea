import { ComposedChart, Line } from 'recharts';
import type { ChartProps, ChartSeries } from './chart';
import { ChartFrame, colourOf } from './chart-frame';

/** Bars with a dashed line over them; apart, since only who compares loads lines. */
export function ChartCompared({ behind, ...props }: ChartProps & { readonly behind: ChartSeries }) {
  return (
    <ChartFrame Drawing={ComposedChart} {...props}>
      <Line dataKey={behind.name} stroke={colourOf(behind.color)} strokeWidth={2} strokeDasharray="4 4" dot={false} isAnimationActive={false} />
    </ChartFrame>
  );
}
