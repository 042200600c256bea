import { Button, Group, Skeleton, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { t } from '../strings/en';

const BarsInside = lazy(async () => ({ default: (await import('./chart-bars')).ChartBars }));
const ComparedInside = lazy(async () => ({ default: (await import('./chart-compared')).ChartCompared }));

/** What the sentence and the bars take, in pixels, so that nothing moves when they come. */
export const PICTURE_HEIGHT = 258;

/** One value a bucket, drawn as bars. */
export interface ChartSeries {
  readonly name: string;
  readonly color: string;
}
export interface ChartPoint {
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
}
export interface ChartProps {
  /** One sentence with what the picture says. */
  readonly summary: string;
  readonly series: readonly ChartSeries[];
  /** Drawn as a line over the bars, for comparison. */
  readonly behind?: ChartSeries;
  readonly points: readonly ChartPoint[];
  readonly format: (value: number) => string;
  readonly bucketTitle: string;
}

/** Bars over time with a sentence about them, and the same figures as a table. */
export function Chart(props: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure style={{ margin: 0 }}>
      <Group justify="space-between" mb="sm" align="flex-start">
        <Text component="figcaption" size="sm" c="dimmed">{props.summary}</Text>
        <Button size="compact-xs" variant="default" onClick={() => setAsTable(!asTable)}>{asTable ? t.shared.showAsChart : t.shared.showAsTable}</Button>
      </Group>
      {asTable ? <ChartTable {...props} /> : <Suspense fallback={<Skeleton h={220} />}>{props.behind ? <ComparedInside {...props} behind={props.behind} /> : <BarsInside {...props} />}</Suspense>}
    </figure>
  );
}

function ChartTable({ series, behind, points, format, bucketTitle, summary }: ChartProps) {
  const columns = behind ? [...series, behind] : series;
  return (
    <div style={{ maxHeight: 240, overflow: 'auto' }} tabIndex={0} role="region" aria-label={summary}>
      <Table striped fz="sm">
        <Table.Thead><Table.Tr><Table.Th>{bucketTitle}</Table.Th>{columns.map((one) => <Table.Th key={one.name} ta="right">{one.name}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>
          {points.map((point) => (
            <Table.Tr key={point.label}>
              <Table.Td>{point.label}</Table.Td>
              {columns.map((one) => <Table.Td key={one.name} ta="right" className="numbers">{format(point.values[one.name] ?? 0)}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
