import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { performanceFile, performanceReport, type ReportAsked, reportCurrencies } from '../../api/report-queries';
import { ApiRequest } from '../../components/api-request';
import { useTimeFormat } from '../../components/date-time';
import { downloadText } from '../../components/download';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { useZone } from '../../session/preferences';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import { type ValueName, useValueNames } from './dimension-values';
import { type Report, ReportChart } from './report-chart';
import { ReportChoices } from './report-choices';
import { figureText, growth, METRICS, SHOWN_METRICS, type ShownMetric } from './report-figures';
import { ReportFilters } from './report-filters';
import { DEFAULT_BY, daysOf, requestOf } from './report-request';
import { DIMENSIONS_OF, filtersOf, isTime, metricsOf, metricsToAsk, type ReportSearch } from './report-search';
import { ReportTable } from './report-table';

const route = getRouteApi('/shell/reports');
const SavedReports = lazy(async () => ({ default: (await import('./saved-reports')).SavedReports }));

/** What traffic brought, narrowed and cut as the reader likes, as figures, bars and rows. All of it is in the address. */
export function ReportsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const ownZone = useZone().name;
  const zone = search.zone ?? ownZone;
  const { role } = useUser();
  const days = daysOf(search, zone);
  const currencies = useQuery({ ...reportCurrencies({ ...days, timezone: zone }), placeholderData: keepPreviousData });
  const offered = [...new Set([...(currencies.data ?? []).map((one) => one.currency), ...(search.currency === undefined ? [] : [search.currency])])];
  const currency = search.currency ?? offered[0];
  const asked = requestOf(search, days, zone, currency, metricsToAsk(search, role));
  const report = useQuery({ ...performanceReport(asked), placeholderData: keepPreviousData, enabled: !currencies.isPending });
  const file = useMutation({ mutationFn: () => performanceFile(asked), onSuccess: (csv) => downloadText(`performance-${days.from}-${days.to}.csv`, csv, 'text/csv') });
  const dimensions = DIMENSIONS_OF[role];
  const nameOf = useValueNames([search.by ?? DEFAULT_BY, ...(search.then ? [search.then] : []), ...filtersOf(search).map(([dimension]) => dimension)], zone);
  const metrics = metricsOf(role);
  const shown = chosenOf(search, metrics);
  const change = (by: ReportSearch) => void navigate({ search: { ...search, page: undefined, ...by }, replace: true });
  return (
    <>
      <PageHeader
        title={words.title} about={words.about}
        actions={<><ApiRequest path="/api/v1/reports/performance" filter={asked} /><Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={file.isPending} disabled={!report.data?.total_rows} onClick={() => file.mutate()}>{words.download}</Button></>}
      />
      <Suspense fallback={<Skeleton h={36} w={190} mb="md" />}>
        <SavedReports search={search} ownZone={ownZone} currency={offered.length > 1 ? currency : search.currency} metrics={metrics} onOpen={(next) => void navigate({ search: next })} />
      </Suspense>
      <ReportChoices search={search} dimensions={dimensions} days={days} currency={currency} currencies={offered} metrics={metrics} shown={shown} onChange={change} />
      <ReportFilters search={search} dimensions={dimensions} days={days} zone={zone} nameOf={nameOf} onChange={(dimension, value) => change({ [dimension]: value })} onOwnZone={() => change({ zone: undefined })} />
      {file.isError ? <ErrorState error={file.error} /> : null}
      {report.isPending && !report.isError ? <LoadingRows /> : null}
      {report.isError ? <ErrorState error={report.error} retry={() => void report.refetch()} /> : null}
      {report.data && !report.isError ? <Answer report={report.data} asked={asked} search={search} shown={shown} zone={zone} nameOf={nameOf} onChange={change} /> : null}
    </>
  );
}

interface AnswerProps {
  readonly report: Report;
  readonly asked: ReportAsked;
  readonly search: ReportSearch;
  readonly shown: readonly ShownMetric[];
  readonly zone: string;
  readonly nameOf: ValueName;
  readonly onChange: (change: ReportSearch) => void;
}

function Answer({ report, asked, search, shown, zone, nameOf, onChange }: AnswerProps) {
  const format = useTimeFormat();
  const by = search.by ?? DEFAULT_BY;
  const drawn = METRICS.find((metric) => metric === search.sort) ?? shown[0] ?? 'clicks';
  return (
    <Stack>
      <StatRow>{tilesOf(report).map((metric) => <Tile key={metric} metric={metric} report={report} />)}</StatRow>
      {isTime(by) && asked.group_by?.length === 1 ? <ReportChart report={report} asked={asked} unit={by} metric={drawn} /> : null}
      <Panel flush><ReportTable report={report} search={search} metrics={shown} nameOf={nameOf} onChange={onChange} /></Panel>
      <Text size="xs" c="dimmed">{words.rows(report.total_rows)} · {words.asOf(format(report.as_of), zone)}</Text>
    </Stack>
  );
}

function Tile({ metric, report }: { readonly metric: ShownMetric; readonly report: Report }) {
  const before = report.previous_totals;
  const change = before === null ? null : growth(metric, report.totals, before);
  const note = before === null ? null : change === null ? words.before(figureText(metric, before, report.currency) ?? t.shared.dash) : words.change(change);
  return <Stat label={words.metrics[metric]} note={note}>{figureText(metric, report.totals, report.currency) ?? t.shared.dash}</Stat>;
}

/** The four that say most to the role, which is the one that may see them. */
function tilesOf({ totals }: Report): ShownMetric[] {
  const spent = 'margin' in totals ? (['commission', 'margin'] as const) : 'charge' in totals ? (['sale_amount', 'charge'] as const) : (['commission', 'epc'] as const);
  return ['clicks', 'conversions', ...spent];
}

/** The figures that were picked, or the usual ones. */
function chosenOf(search: ReportSearch, metrics: readonly ShownMetric[]): ShownMetric[] {
  const picked = search.columns?.split(',') ?? SHOWN_METRICS;
  return metrics.filter((metric) => (picked as readonly string[]).includes(metric));
}
