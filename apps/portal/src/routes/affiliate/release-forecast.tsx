import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { commissions } from '../../api/queries';
import type { Commission, Money as MoneyValue } from '../../api/types';
import { useTimeFormat } from '../../components/date-time';
import { MoneyLines } from '../../components/money';
import { ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.earnings.forecast;

interface Day {
  readonly label: string;
  readonly sort: string;
  readonly count: number;
  readonly sums: readonly MoneyValue[];
}

/** Commissions in hold by the day of their release. */
export function ReleaseForecast() {
  const format = useTimeFormat();
  const { data, error, refetch } = useQuery(commissions.all({ status: 'approved' }));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={3} />;
  const days = byReleaseDay(data.rows, (at) => format(at, 'day'));
  if (days.length === 0) return <Text size="sm" c="dimmed" px="lg" pb="lg">{words.none}</Text>;
  return (
    <div style={{ maxHeight: 320, overflow: 'auto' }} tabIndex={0} role="region" aria-label={words.title}>
      <Table fz="sm" verticalSpacing="sm" horizontalSpacing="lg" borderColor="var(--portal-line)" stickyHeader>
        <Table.Thead bg="var(--mantine-color-body)"><Table.Tr><Table.Th>{words.date}</Table.Th><Table.Th ta="right">{words.count}</Table.Th><Table.Th ta="right">{t.shared.fields.amount}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {days.map((day) => <Table.Tr key={day.label}><Table.Td>{day.label}</Table.Td><Table.Td ta="right" className="numbers">{day.count}</Table.Td><Table.Td ta="right"><MoneyLines values={day.sums} fw={600} /></Table.Td></Table.Tr>)}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const NEXT_DAYS = 3;

/** The next days on which something becomes payable. */
export function NextReleases() {
  const format = useTimeFormat();
  const { data, error } = useQuery(commissions.all({ status: 'approved' }));
  if (error && !data) return <ErrorState error={error} />;
  if (!data) return <LoadingRows rows={2} />;
  const days = byReleaseDay(data.rows.filter((row) => row.blocked_reason === null), (at) => format(at, 'day')).slice(0, NEXT_DAYS);
  if (days.length === 0) return <Text size="sm" c="dimmed">{affiliateTexts.overview.next.none}</Text>;
  return (
    <dl className="portal-facts portal-facts-wide">
      {days.map((day) => <Fragment key={day.label}><dt>{day.label}</dt><dd style={{ textAlign: 'right' }}><MoneyLines values={day.sums} fw={600} /></dd></Fragment>)}
    </dl>
  );
}

function byReleaseDay(rows: readonly Commission[], dayOf: (at: string) => string): Day[] {
  const days = new Map<string, { sort: string; count: number; sums: Map<string, number> }>();
  for (const row of rows) {
    const blocked = row.blocked_reason !== null;
    const label = blocked || !row.release_at ? words.overdue : dayOf(row.release_at);
    const day = days.get(label) ?? { sort: blocked ? '' : (row.release_at ?? ''), count: 0, sums: new Map<string, number>() };
    day.count += 1;
    day.sums.set(row.net_amount.currency, (day.sums.get(row.net_amount.currency) ?? 0) + row.net_amount.amount);
    days.set(label, day);
  }
  return [...days].map(([label, day]) => ({ label, sort: day.sort, count: day.count, sums: [...day.sums].map(([currency, amount]) => ({ currency, amount })) })).sort((one, other) => one.sort.localeCompare(other.sort));
}
