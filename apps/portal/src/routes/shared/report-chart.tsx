import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { performanceReport, type ReportAsked } from '../../api/report-queries';
import { Chart } from '../../components/chart';
import { Panel } from '../../components/panel';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import { type Cells, figureSize, figureText, type ShownMetric } from './report-figures';
import { daysBefore } from './report-request';

export type Report = Awaited<ReturnType<NonNullable<ReturnType<typeof performanceReport>['queryFn']>>>;
/** More buckets are thinner than can be read. */
const MOST_BUCKETS = 200;

/** One figure over time, and where compared the same days before it as a shadow behind each bar. */
export function ReportChart({ report, asked, metric }: { readonly report: Report; readonly asked: ReportAsked; readonly metric: ShownMetric }) {
  const compared = asked.compare !== undefined;
  const { compare: _compare, sort: _sort, ...plain } = asked;
  const now = useQuery({ ...performanceReport({ ...plain, limit: MOST_BUCKETS, offset: 0 }), placeholderData: keepPreviousData });
  const before = useQuery({ ...performanceReport({ ...plain, ...daysBefore(asked), limit: MOST_BUCKETS, offset: 0 }), placeholderData: keepPreviousData, enabled: compared });
  if (!now.data || now.data.data.length < 2) return null;
  const name = words.metrics[metric];
  const isMoney = typeof report.totals[metric] === 'object';
  const show = (value: number) => figureText(metric, { [metric]: isMoney && report.currency ? { amount: value, currency: report.currency } : value }, report.currency) ?? t.shared.dash;
  const earlier = compared ? (before.data?.data ?? []) : [];
  const points = now.data.data.map((row, index) => ({ label: labelOf(row), values: { [name]: figureSize(metric, row.metrics), ...(compared ? { [words.beforeThat]: figureSize(metric, earlier[index]?.metrics ?? NOTHING) } : {}) } }));
  return (
    <Panel>
      <Chart
        summary={words.chartAbout(name, figureText(metric, report.totals, report.currency) ?? t.shared.dash)} bucketTitle={words.period} format={show} points={points}
        series={[{ name, color: 'ink.6' }]} {...(compared ? { behind: { name: words.beforeThat, color: 'gray.5' } } : {})}
      />
    </Panel>
  );
}

const NOTHING: Cells = {};

function labelOf(row: Report['data'][number]): string {
  return String(Object.values(row.dimensions)[0] ?? '').replace('T', ' ').replace(':00Z', '');
}
