import '@mantine/charts/styles.layer.css';
import { BarChart } from '@mantine/charts';
import type { ChartProps } from './chart';

/** The drawn half of a chart, loaded when one is shown. */
export function ChartBars({ series, points, format, summary }: ChartProps) {
  return (
    <div role="img" aria-label={summary}>
      <BarChart
        h={220}
        data={points.map((point) => ({ label: point.label, ...point.values }))}
        dataKey="label"
        series={series.map((one) => ({ name: one.name, color: one.color }))}
        type="stacked"
        valueFormatter={format}
        withLegend={series.length > 1}
        gridAxis="x"
        tickLine="none"
        strokeDasharray="2 4"
        maxBarWidth={28}
        barProps={{ radius: 2, isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
        xAxisProps={{ minTickGap: 24, tickMargin: 8 }}
        yAxisProps={{ width: 72 }}
      />
    </div>
  );
}
