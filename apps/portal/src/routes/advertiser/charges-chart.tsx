import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { performanceReport, reportCurrencies } from '../../api/report-queries';
import { Chart } from '../../components/chart';
import { formatMoney } from '../../components/money-text';
import { EmptyState, ErrorState } from '../../components/states';
import { useZone } from '../../session/preferences';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { figureSize, periodDays } from '../shared/report-figures';

const words = advertiserTexts.overview.chart;
const DAYS = 30;

type Asked = Parameters<typeof reportCurrencies>[0];

/** Charges by day as the reports have them, one picture a currency. */
export function ChargesChart() {
  const { name: timezone } = useZone();
  const days = { ...periodDays(`${DAYS}d`, timezone), timezone };
  const { data, error, refetch } = useQuery(reportCurrencies(days));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={PICTURE_HEIGHT} />;
  if (data.length === 0) return <EmptyState title={words.none} />;
  return <>{data.map(({ currency }) => <Charges key={currency} currency={currency} days={days} />)}</>;
}

/** What the sentence and the bars take, so that nothing moves when they come. */
const PICTURE_HEIGHT = 258;

function Charges({ currency, days }: { readonly currency: string; readonly days: Asked }) {
  const { data, error, refetch } = useQuery(performanceReport({ ...days, currency, group_by: ['day'], metrics: ['charge'], limit: DAYS + 1 }));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={PICTURE_HEIGHT} />;
  return (
    <Chart
      summary={words.summary(formatMoney(figureSize('charge', data.totals), currency))} series={[{ name: words.charged, color: 'ink.6' }]} bucketTitle={affiliateTexts.overview.chart.day}
      points={data.data.map((row) => ({ label: dayText(String(row.dimensions.day)), values: { [words.charged]: figureSize('charge', row.metrics) } }))} format={(value) => formatMoney(Math.round(value), currency)}
    />
  );
}

/** `1 Nov` of `2026-11-01`: a local day already, so no zone moves it. */
function dayText(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(day));
}
