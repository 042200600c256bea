import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { performanceReport, reportCurrencies } from '../../api/report-queries';
import { Chart, PICTURE_HEIGHT } from '../../components/chart';
import { formatMoney } from '../../components/money-text';
import { EmptyState, ErrorState } from '../../components/states';
import { useZone } from '../../session/preferences';
import { t } from '../../strings/en';
import { reports } from '../../strings/reports';
import { bucketsOf, bucketText } from './report-buckets';
import { figureSize, periodDays } from './report-figures';

const DAYS = 30;

interface Props {
  readonly metric: 'charge' | 'commission';
  readonly words: {
    /** What the bars are. */
    readonly name: string;
    readonly none: string;
    readonly summary: (total: string, days: number) => string;
  };
}

interface ChartDays {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

/** Money of the last 30 days by the day of its purchase, as the reports have it, in the currency of most conversions or the one that is chosen: several are never added up. */
export function MoneyByDay(props: Props) {
  const { name: timezone } = useZone();
  const [chosen, choose] = useState<string | null>(null);
  const days = { ...periodDays(`${DAYS}d`, timezone), timezone };
  const { data, error, refetch } = useQuery(reportCurrencies(days));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={PICTURE_HEIGHT} />;
  const currencies = data.filter(({ conversions }) => conversions > 0).map(({ currency }) => currency);
  const currency = currencies.find((one) => one === chosen) ?? currencies[0];
  if (currency === undefined) return <EmptyState title={props.words.none} />;
  return (
    <>
      {currencies.length > 1 ? <NativeSelect mb="sm" size="xs" w={110} aria-label={t.shared.fields.currency} data={currencies} value={currency} onChange={(event) => choose(event.currentTarget.value)} /> : null}
      <Picture currency={currency} days={days} {...props} />
    </>
  );
}

function Picture({ currency, days, metric, words }: Props & { readonly currency: string; readonly days: ChartDays }) {
  const { data, error, refetch } = useQuery(performanceReport({ ...days, currency, group_by: ['day'], metrics: [metric], limit: DAYS + 1 }));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={PICTURE_HEIGHT} />;
  const sums = new Map(data.data.map((row) => [String(row.dimensions.day), figureSize(metric, row.metrics)]));
  const points = bucketsOf('day', days, days.timezone, new Date(data.as_of)).map((day) => ({ label: bucketText('day', day, days.timezone), values: { [words.name]: sums.get(day) ?? 0 } }));
  const daysWithMoney = [...sums.values()].filter((sum) => sum > 0).length;
  return (
    <Chart
      summary={words.summary(formatMoney(figureSize(metric, data.totals), currency), daysWithMoney)} series={[{ name: words.name, color: 'ink.6' }]} bucketTitle={reports.dimensions.day}
      points={points} format={(value) => formatMoney(Math.round(value), currency)}
    />
  );
}
