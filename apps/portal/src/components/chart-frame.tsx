import { Paper, Text } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { Bar, type BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartProps } from './chart';

const HEIGHT_PX = 220;
const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 };
/** Mantine's `ink.6` as the CSS variable that holds it. */
export const colourOf = (name: string): string => `var(--mantine-color-${name.replace('.', '-')})`;

/** What every drawn chart has: axes, a grid, a hint and bars. `Drawing` is the kind of chart of the library, `children` what comes over the bars. */
export function ChartFrame({ Drawing, series, points, format, summary, children }: Pick<ChartProps, 'series' | 'points' | 'format' | 'summary'> & { readonly Drawing: ComponentType<Parameters<typeof BarChart>[0]>; readonly children?: ReactNode }) {
  return (
    <div role="img" aria-label={summary}>
      <ResponsiveContainer width="100%" height={HEIGHT_PX}>
        <Drawing data={points.map((point) => ({ label: point.label, ...point.values }))} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--portal-line)" strokeDasharray="2 4" />
          <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={false} minTickGap={24} tickMargin={8} />
          <YAxis width={72} tick={TICK} tickLine={false} axisLine={false} tickFormatter={format} />
          <Tooltip cursor={{ fill: 'var(--portal-line)', opacity: 0.4 }} isAnimationActive={false} content={({ active, label, payload }) => (active ? <Hint title={String(label)} parts={payload.map((part) => [String(part.name), Number(part.value)])} format={format} /> : null)} />
          {series.map((one) => <Bar key={one.name} dataKey={one.name} fill={colourOf(one.color)} stackId="one" radius={2} maxBarSize={28} isAnimationActive={false} />)}
          {children}
        </Drawing>
      </ResponsiveContainer>
    </div>
  );
}

function Hint({ title, parts, format }: Pick<ChartProps, 'format'> & { readonly title: string; readonly parts: readonly (readonly [name: string, value: number])[] }) {
  return (
    <Paper p="xs" shadow="sm">
      <Text size="xs" c="dimmed">{title}</Text>
      {parts.map(([name, value]) => <Text key={name} size="sm" className="numbers">{name}: <b>{format(value)}</b></Text>)}
    </Paper>
  );
}
