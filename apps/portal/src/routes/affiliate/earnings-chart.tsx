import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { commissions } from '../../api/queries';
import { Chart } from '../../components/chart';
import { dailySums, lastDays } from '../../components/daily-sums';
import { formatMoney } from '../../components/money-text';
import { EmptyState, ErrorState } from '../../components/states';
import { useZone } from '../../session/preferences';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { isEarned } from '../shared/earned';

const words = affiliateTexts.overview.chart;
const DAYS = 30;

/** Commissions by day in one currency; several currencies are never added up. */
export function EarningsChart() {
  const { name: zone } = useZone();
  const days = useMemo(() => lastDays(DAYS, zone), [zone]);
  const { data, error, refetch } = useQuery(commissions.since(days.from));
  const [chosen, choose] = useState<string | null>(null);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton h={240} />;
  const rows = data.rows.filter((row) => row.created_at >= days.from && isEarned(row) && row.net_amount.amount > 0);
  const currencies = [...new Set(rows.map((row) => row.net_amount.currency))].sort();
  const currency = chosen ?? mostFrequent(rows.map((row) => row.net_amount.currency));
  if (currency === null) return <EmptyState title={words.none} />;
  const sums = dailySums(days.labels, zone, rows.filter((row) => row.net_amount.currency === currency).map((row) => ({ at: row.created_at, amount: row.net_amount.amount })));
  const total = [...sums.values()].reduce((sum, amount) => sum + amount, 0);
  return (
    <>
      {currencies.length > 1 ? <NativeSelect mb="sm" size="xs" w={110} aria-label={t.shared.fields.currency} data={currencies} value={currency} onChange={(event) => choose(event.currentTarget.value)} /> : null}
      <Chart
        summary={words.summary(formatMoney(total, currency), [...sums.values()].filter((amount) => amount > 0).length)}
        series={[{ name: words.earned, color: 'ink.6' }]}
        points={days.labels.map((label) => ({ label, values: { [words.earned]: sums.get(label) ?? 0 } }))}
        format={(value) => formatMoney(Math.round(value), currency)}
        bucketTitle={words.day}
      />
    </>
  );
}

function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}
