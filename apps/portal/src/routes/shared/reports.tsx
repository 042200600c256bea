import { Button, Select, Stack, Switch, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { performanceFile, performanceReport, reportCurrencies } from '../../api/report-queries';
import { Chart } from '../../components/chart';
import { useTimeFormat } from '../../components/date-time';
import { downloadText } from '../../components/download';
import { FilterBar } from '../../components/filters';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { useZone } from '../../session/preferences';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import { figureSize, figureText, growth, periodDays, SHOWN_METRICS, type ShownMetric } from './report-figures';
import { DIMENSIONS_OF, type ReportDimension, type ReportSearch, TIME } from './report-search';
import { ReportTable } from './report-table';
import { useUser } from '../../session/use-user';

const route = getRouteApi('/shell/reports');
const LIMIT = 200;
type Report = Awaited<ReturnType<NonNullable<ReturnType<typeof performanceReport>['queryFn']>>>;

/** What traffic brought, cut by two dimensions at most, as figures, bars and rows. */
export function ReportsPage() {
  const search = route.useSearch();
  const zone = useZone().name;
  const { role } = useUser();
  const by = search.by ?? 'day';
  const days = { ...periodDays(search.period ?? '30d', zone), timezone: zone };
  const currencies = useQuery({ ...reportCurrencies(days), placeholderData: keepPreviousData });
  const offered = [...new Set([...(currencies.data ?? []).map((one) => one.currency), ...(search.currency === undefined ? [] : [search.currency])])];
  const currency = search.currency ?? offered[0];
  const asked = {
    group_by: search.then === undefined ? [by] : [by, search.then], ...days, limit: LIMIT,
    ...(currency === undefined ? {} : { currency }), ...(search.compare ? { compare: 'previous_period' as const } : {}), ...(search.sort === undefined ? {} : { sort: `-${search.sort}` }),
  };
  const report = useQuery({ ...performanceReport(asked), placeholderData: keepPreviousData, enabled: !currencies.isPending });
  const file = useMutation({ mutationFn: () => performanceFile(asked), onSuccess: (csv) => downloadText(`performance-${asked.from}-${asked.to}.csv`, csv, 'text/csv') });
  return (
    <>
      <PageHeader
        title={words.title} about={words.about}
        actions={<Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={file.isPending} disabled={!report.data?.total_rows} onClick={() => file.mutate()}>{words.download}</Button>}
      />
      <Choices search={search} dimensions={DIMENSIONS_OF[role]} currency={currency} currencies={offered} />
      {file.isError ? <ErrorState error={file.error} /> : null}
      {report.isPending ? <LoadingRows /> : null}
      {report.isError ? <ErrorState error={report.error} retry={() => void report.refetch()} /> : null}
      {report.data && !report.isError ? <Answer report={report.data} search={search} by={by} zone={zone} /> : null}
    </>
  );
}

function Choices({ search, dimensions, currency, currencies }: { readonly search: ReportSearch; readonly dimensions: readonly ReportDimension[]; readonly currency: string | undefined; readonly currencies: readonly string[] }) {
  const navigate = route.useNavigate();
  const choose = (change: ReportSearch) => void navigate({ search: { ...search, ...change }, replace: true });
  const named = dimensions.map((value) => ({ value, label: words.dimensions[value] }));
  return (
    <FilterBar>
      <Select label={words.period} w={150} allowDeselect={false} value={search.period ?? '30d'} data={Object.entries(words.periods).map(([value, label]) => ({ value, label }))} onChange={(value) => choose({ period: value as ReportSearch['period'] })} />
      <Select label={words.by} w={160} allowDeselect={false} searchable value={search.by ?? 'day'} data={named} onChange={(value) => choose({ by: value as ReportDimension, then: search.then === value ? undefined : search.then })} />
      <Select label={words.then} w={160} clearable searchable placeholder={words.none} value={search.then ?? null} data={named.filter(({ value }) => value !== (search.by ?? 'day'))} onChange={(value) => choose({ then: (value ?? undefined) })} />
      <Select label={words.sort} w={160} clearable placeholder={TIME.includes(search.by ?? 'day') ? words.dimensions.day : words.metrics.clicks} value={search.sort ?? null} data={SHOWN_METRICS.filter((metric) => metric === 'clicks' || metric === 'counted' || metric === 'conversions' || metric === 'sale_amount' || metric === 'commission').map((value) => ({ value, label: words.metrics[value] }))} onChange={(value) => choose({ sort: (value ?? undefined) })} />
      {currencies.length > 1 ? <Select label={words.currency} w={110} allowDeselect={false} value={currency ?? null} data={currencies} onChange={(value) => choose({ currency: value ?? undefined })} /> : null}
      <Switch mt={24} label={words.compare} checked={search.compare === true} onChange={(event) => choose({ compare: event.currentTarget.checked ? true : undefined })} />
    </FilterBar>
  );
}

function Answer({ report, search, by, zone }: { readonly report: Report; readonly search: ReportSearch; readonly by: ReportDimension; readonly zone: string }) {
  const format = useTimeFormat();
  const metrics = SHOWN_METRICS.filter((metric) => metric in report.totals);
  return (
    <Stack>
      <StatRow>{tilesOf(metrics).map((metric) => <Tile key={metric} metric={metric} report={report} />)}</StatRow>
      {TIME.includes(by) && search.then === undefined && report.data.length > 1 ? <OverTime report={report} metric={search.sort ?? 'clicks'} /> : null}
      <Panel flush><ReportTable report={report} by={by} then={search.then} metrics={metrics} /></Panel>
      <Text size="xs" c="dimmed">
        {words.rows(report.data.length, report.total_rows)} · {words.asOf(format(report.as_of), zone)}
      </Text>
    </Stack>
  );
}

function Tile({ metric, report }: { readonly metric: ShownMetric; readonly report: Report }) {
  const before = report.previous_totals;
  const change = before === null ? null : growth(metric, report.totals, before);
  const note = before === null ? null : change === null ? words.before(figureText(metric, before, report.currency) ?? t.shared.dash) : words.change(change);
  return <Stat label={words.metrics[metric]} note={note}>{figureText(metric, report.totals, report.currency) ?? t.shared.dash}</Stat>;
}

function OverTime({ report, metric }: { readonly report: Report; readonly metric: ShownMetric }) {
  const rows = [...report.data].sort((one, other) => labelOf(one).localeCompare(labelOf(other)));
  const name = words.metrics[metric];
  const isMoney = typeof report.totals[metric] === 'object';
  const show = (value: number) => figureText(metric, { [metric]: isMoney && report.currency ? { amount: value, currency: report.currency } : value }, report.currency) ?? t.shared.dash;
  return (
    <Panel>
      <Chart
        summary={words.chartAbout(name, figureText(metric, report.totals, report.currency) ?? t.shared.dash)} bucketTitle={words.period} format={show}
        series={[{ name, color: 'ink.6' }]} points={rows.map((row) => ({ label: labelOf(row), values: { [name]: figureSize(metric, row.metrics) } }))}
      />
    </Panel>
  );
}

/** The four that say most to the role, which is the one that may see them. */
function tilesOf(metrics: readonly ShownMetric[]): ShownMetric[] {
  const spent = metrics.includes('margin') ? (['commission', 'margin'] as const) : metrics.includes('charge') ? (['sale_amount', 'charge'] as const) : (['commission', 'epc'] as const);
  return ['clicks', 'conversions', ...spent];
}

function labelOf(row: Report['data'][number]): string {
  return String(Object.values(row.dimensions)[0] ?? '').replace('T', ' ').replace(':00Z', '');
}
