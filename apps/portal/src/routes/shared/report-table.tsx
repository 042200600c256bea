import { Text } from '@mantine/core';
import type { performanceReport } from '../../api/report-queries';
import { type Column, DataTable } from '../../components/data-table';
import { AdvertiserName, AffiliateName, OfferName, shortId } from '../../components/names';
import { EmptyState } from '../../components/states';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import { type Cells, figureText, growth, type ShownMetric } from './report-figures';
import type { ReportDimension } from './report-search';

type Report = Awaited<ReturnType<NonNullable<ReturnType<typeof performanceReport>['queryFn']>>>;
interface Row {
  readonly id: string;
  readonly dimensions: Cells | null;
  readonly metrics: Cells;
  readonly previous: Cells | null;
}

/** The rows of a report; the first is of all of them. */
export function ReportTable({ report, by, then, metrics }: { readonly report: Report; readonly by: ReportDimension; readonly then: ReportDimension | undefined; readonly metrics: readonly ShownMetric[] }) {
  const all: Row = { id: 'all', dimensions: null, metrics: report.totals, previous: report.previous_totals };
  const rows: Row[] = report.data.map((row) => ({ ...row, id: JSON.stringify(row.dimensions) }));
  const cuts = then === undefined ? [by] : [by, then];
  const columns: Column<Row>[] = [
    ...cuts.map((dimension, index): Column<Row> => ({ key: dimension, title: words.dimensions[dimension], render: (row) => (row.dimensions === null ? <Text size="sm" fw={600}>{index === 0 ? words.total : ''}</Text> : <Key dimension={dimension} value={row.dimensions[dimension]} />) })),
    ...metrics.map((metric): Column<Row> => ({ key: metric, title: words.metrics[metric], numeric: true, render: (row) => <Figure metric={metric} row={row} currency={report.currency} /> })),
  ];
  return <DataTable label={words.title} rows={rows.length === 0 ? [] : [all, ...rows]} columns={columns} empty={<EmptyState title={words.empty}>{words.emptyAbout}</EmptyState>} />;
}

function Figure({ metric, row, currency }: { readonly metric: ShownMetric; readonly row: Row; readonly currency: string | null }) {
  const change = row.previous === null ? null : growth(metric, row.metrics, row.previous);
  return (
    <Text size="sm" component="span" fw={row.dimensions === null ? 600 : 400}>
      {figureText(metric, row.metrics, currency) ?? t.shared.dash}
      {change === null ? null : <Text component="span" size="xs" c="dimmed" display="block">{change}</Text>}
    </Text>
  );
}

function Key({ dimension, value }: { readonly dimension: ReportDimension; readonly value: unknown }) {
  if (typeof value !== 'string') return <Text size="sm" c="dimmed">{words.noValue}</Text>;
  switch (dimension) {
    case 'offer': return <OfferName id={value} />;
    case 'affiliate': return <AffiliateName id={value} />;
    case 'advertiser': return <AdvertiserName id={value} />;
    case 'link': case 'landing_page': case 'promo_code': return <span className="mono">{shortId(value)}</span>;
    case 'hour': return <span className="numbers">{value.replace('T', ' ').replace(':00Z', ' UTC')}</span>;
    default: return <span className="numbers">{value}</span>;
  }
}
