import { Button, Group, Text } from '@mantine/core';
import { type Column, DataTable } from '../../components/data-table';
import { TextLink } from '../../components/links';
import { EmptyState } from '../../components/states';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import type { ValueName } from './dimension-values';
import type { Report } from './report-chart';
import { type Cells, figureText, growth, type ShownMetric } from './report-figures';
import { DEFAULT_BY, drillInto, ROWS_PER_PAGE } from './report-request';
import type { ReportDimension, ReportSearch } from './report-search';
import { SortTitle } from './sort-title';

interface Row {
  readonly id: string;
  readonly dimensions: Cells | null;
  readonly metrics: Cells;
  readonly previous: Cells | null;
}

interface Props {
  readonly report: Report;
  readonly search: ReportSearch;
  readonly metrics: readonly ShownMetric[];
  readonly nameOf: ValueName;
  readonly onChange: (change: ReportSearch) => void;
}

/** The rows of a report; the first is of all of them. A row's value leads to the report of it alone. */
export function ReportTable({ report, search, metrics, nameOf, onChange }: Props) {
  const by = search.by ?? DEFAULT_BY;
  const cuts = search.then === undefined || search.then === by ? [by] : [by, search.then];
  const all: Row = { id: 'all', dimensions: null, metrics: report.totals, previous: report.previous_totals };
  const rows: Row[] = report.data.map((row) => ({ ...row, id: JSON.stringify(row.dimensions) }));
  const heading = (name: ShownMetric | ReportDimension, title: string) => (
    <SortTitle title={title} direction={search.sort !== name ? null : search.up ? 'up' : 'down'} onSort={(direction) => onChange({ sort: name, up: direction === 'up' ? true : undefined })} />
  );
  const columns: Column<Row>[] = [
    ...cuts.map((dimension, index): Column<Row> => ({
      key: dimension, title: words.dimensions[dimension], heading: heading(dimension, words.dimensions[dimension]),
      render: (row) => (row.dimensions === null ? <Text size="sm" fw={600}>{index === 0 ? words.total : ''}</Text> : <Key search={search} dimension={dimension} value={row.dimensions[dimension]} zone={report.timezone} nameOf={nameOf} />),
    })),
    ...metrics.map((metric): Column<Row> => ({ key: metric, title: words.metrics[metric], heading: heading(metric, words.metrics[metric]), numeric: true, render: (row) => <MetricCell metric={metric} row={row} currency={report.currency} /> })),
  ];
  return (
    <>
      <DataTable
        label={words.title} rows={rows.length === 0 ? [] : [all, ...rows]} columns={columns} empty={<EmptyState title={words.empty}>{words.emptyAbout}</EmptyState>}
      />
      {report.total_rows > ROWS_PER_PAGE ? <Pages report={report} page={search.page ?? 1} onPage={(page) => onChange({ page: page > 1 ? page : undefined })} /> : null}
    </>
  );
}

function Pages({ report, page, onPage }: { readonly report: Report; readonly page: number; readonly onPage: (page: number) => void }) {
  const first = (page - 1) * ROWS_PER_PAGE;
  return (
    <Group component="nav" aria-label={words.pages} justify="space-between" px="lg" py="sm" style={{ borderTop: '1px solid var(--portal-line)' }}>
      <Text size="xs" c="dimmed" className="numbers">{words.rowsOf(first + 1, first + report.data.length, report.total_rows)}</Text>
      <Group gap="xs">
        <Button size="xs" variant="default" disabled={page === 1} onClick={() => onPage(page - 1)}>{words.previousPage}</Button>
        <Button size="xs" variant="default" disabled={!report.has_more} onClick={() => onPage(page + 1)}>{words.nextPage}</Button>
      </Group>
    </Group>
  );
}

function MetricCell({ metric, row, currency }: { readonly metric: ShownMetric; readonly row: Row; readonly currency: string | null }) {
  const change = row.previous === null ? null : growth(metric, row.metrics, row.previous);
  return (
    <Text size="sm" component="span" fw={row.dimensions === null ? 600 : 400}>
      {figureText(metric, row.metrics, currency) ?? t.shared.dash}
      {change === null ? null : <Text component="span" size="xs" c="dimmed" display="block">{change}</Text>}
    </Text>
  );
}

function Key({ search, dimension, value, zone, nameOf }: { readonly search: ReportSearch; readonly dimension: ReportDimension; readonly value: unknown; readonly zone: string; readonly nameOf: ValueName }) {
  const known = typeof value === 'string' ? value : null;
  return <TextLink to="/reports" search={drillInto(search, dimension, known, zone)} className="numbers" title={words.open(nameOf(dimension, known))}>{nameOf(dimension, known)}</TextLink>;
}
