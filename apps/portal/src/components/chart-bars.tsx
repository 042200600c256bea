import { BarChart } from 'recharts';
import type { ChartProps } from './chart';
import { ChartFrame } from './chart-frame';

/** The drawn half of a chart, loaded when one is shown. */
export function ChartBars(props: ChartProps) {
  return <ChartFrame Drawing={BarChart} {...props} />;
}
