import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { commissions } from '../../api/queries';
import { Chart } from '../../components/chart';
import { dailySums, lastDays } from '../../components/daily-sums';
import { formatMoney } from '../../components/money-text';
import { EmptyState, ErrorState } from '../../components/states';
import { useZone } from '../../session/preferences';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = advertiserTexts.overview.chart;
const DAYS = 30;

/** Charges by day, one picture a currency. */
export function ChargesChart() {
  const { name: zone } = useZone();
  const days = useMemo(() => lastDays(DAYS, zone), [zone]);
  const { data, error, refetch } = useQuery(commissions.since(days.from));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={240} />;
  const charges = data.rows.filter((row) => row.created_at >= days.from).flatMap((row) => (row.charge && row.charge.amount > 0 ? [{ at: row.created_at, ...row.charge }] : []));
  const currencies = [...new Set(charges.map((charge) => charge.currency))].sort();
  if (currencies.length === 0) return <EmptyState title={words.none} />;
  return (
    <>
      {currencies.map((currency) => {
        const sums = dailySums(days.labels, zone, charges.filter((charge) => charge.currency === currency));
        const total = [...sums.values()].reduce((sum, amount) => sum + amount, 0);
        return (
          <Chart
            key={currency} summary={words.summary(formatMoney(total, currency))} series={[{ name: words.charged, color: 'ink.6' }]} bucketTitle={affiliateTexts.overview.chart.day}
            points={days.labels.map((label) => ({ label, values: { [words.charged]: sums.get(label) ?? 0 } }))} format={(value) => formatMoney(Math.round(value), currency)}
          />
        );
      })}
    </>
  );
}
