import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { performanceReport, type ReportAsked } from '../../api/report-queries';
import { Chart, PICTURE_HEIGHT } from '../../components/chart';
import { Panel } from '../../components/panel';
import { t } from '../../strings/en';
import { reports as words } from '../../strings/reports';
import { bucketsOf, bucketText, drawnBy, MOST_BUCKETS, type Unit } from './report-buckets';
import { type Cells, figureSize, figureText, type ShownMetric } from './report-figures';
import { type Days, daysBefore } from './report-request';

export type Report = Awaited<ReturnType<NonNullable<ReturnType<typeof performanceReport>['queryFn']>>>;

interface Props {
  readonly report: Report;
  readonly asked: ReportAsked;
  readonly unit: Unit;
  readonly metric: ShownMetric;
}

/** One figure over time, and where compared the same days before it as a shadow behind each bar. What would be too many bars to read is drawn by a coarser unit. */
export function ReportChart({ report, asked, unit, metric }: Props) {
  const compared = asked.compare !== undefined;
  const drawn = drawnBy(unit, asked);
  const { compare: _compare, sort: _sort, ...rest } = asked;
  const plain = { ...rest, group_by: [drawn], limit: MOST_BUCKETS, offset: 0 };
  const now = useQuery({ ...performanceReport(plain), placeholderData: keepPreviousData });
  const before = useQuery({ ...performanceReport({ ...plain, ...daysBefore(asked) }), placeholderData: keepPreviousData, enabled: compared });
  // One bar says no more than the total above it.
  if (bucketsOf(drawn, asked, asked.timezone ?? 'UTC', new Date(report.as_of)).length < 2) return null;
  if (now.isPending) return <Panel><Skeleton h={PICTURE_HEIGHT} /></Panel>;
  const figures = figuresOf(now.data, drawn, asked);
  const earlier = compared ? figuresOf(before.data, drawn, { ...asked, ...daysBefore(asked) }) : [];
  if (figures.length === 0) return null;
  const name = words.metrics[metric];
  const isMoney = typeof report.totals[metric] === 'object';
  const show = (value: number) => figureText(metric, { [metric]: isMoney && report.currency ? { amount: value, currency: report.currency } : value }, report.currency) ?? t.shared.dash;
  const points = figures.map(({ bucket, cells }, index) => ({
    label: bucketText(drawn, bucket, asked.timezone ?? 'UTC'), values: { [name]: figureSize(metric, cells), ...(compared ? { [words.beforeThat]: figureSize(metric, earlier[index]?.cells ?? NOTHING) } : {}) },
  }));
  return (
    <Panel>
      <Chart
        summary={words.chartAbout(name, figureText(metric, report.totals, report.currency) ?? t.shared.dash)} bucketTitle={words.dimensions[drawn]} format={show} points={points}
        series={[{ name, color: 'ink.6' }]} {...(compared ? { behind: { name: words.beforeThat, color: 'gray.5' } } : {})}
      />
    </Panel>
  );
}

const NOTHING: Cells = {};

/** The figures of every bucket, also of those that have no row because nothing happened. */
function figuresOf(answer: Report | undefined, unit: Unit, asked: Days & Pick<ReportAsked, 'timezone'>): { readonly bucket: string; readonly cells: Cells }[] {
  if (!answer) return [];
  const cellsOf = new Map(answer.data.map((row) => [String(row.dimensions[unit] ?? ''), row.metrics]));
  const buckets = new Set([...bucketsOf(unit, asked, asked.timezone ?? 'UTC', new Date(answer.as_of)), ...cellsOf.keys()]);
  return [...buckets].sort().map((bucket) => ({ bucket, cells: cellsOf.get(bucket) ?? NOTHING }));
}
