import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { performanceReport, reportCurrencies } from '../../api/report-queries';
import { Chart } from '../../components/chart';
import { formatMoney } from '../../components/money-text';
import { EmptyState, ErrorState } from '../../components/states';
import { useZone } from '../../session/preferences';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { bucketsOf, bucketText } from '../shared/report-buckets';
import { figureSize, periodDays } from '../shared/report-figures';

const words = advertiserTexts.overview.chart;
const DAYS = 30;

interface ChartDays {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

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

function Charges({ currency, days }: { readonly currency: string; readonly days: ChartDays }) {
  const { data, error, refetch } = useQuery(performanceReport({ ...days, currency, group_by: ['day'], metrics: ['charge'], limit: DAYS + 1 }));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={PICTURE_HEIGHT} />;
  const charged = new Map(data.data.map((row) => [String(row.dimensions.day), figureSize('charge', row.metrics)]));
  const points = bucketsOf('day', days, days.timezone, new Date(data.as_of)).map((day) => ({ label: bucketText('day', day, days.timezone), values: { [words.charged]: charged.get(day) ?? 0 } }));
  return (
    <Chart
      summary={words.summary(formatMoney(figureSize('charge', data.totals), currency))} series={[{ name: words.charged, color: 'ink.6' }]} bucketTitle={affiliateTexts.overview.chart.day}
      points={points} format={(value) => formatMoney(Math.round(value), currency)}
    />
  );
}
