import { SimpleGrid, Stack, Text, ThemeIcon } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { commissions } from '../../api/queries';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, StatusFilter } from '../../components/filters';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { OfferName } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { STATUSES } from '../../strings/status-lists';
import { reasonInWords } from '../../strings/reasons';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { leftOf } from '../shared/earned';
import { OwnAdjustments } from '../shared/own-adjustments';
import { BalanceStats } from './overview';
import { ReleaseForecast } from './release-forecast';

const words = affiliateTexts.earnings;

/** Where every cent is on its way from the purchase to the account. */
export function EarningsPage() {
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <BalanceStats />
        <Panel><LifeCycle /></Panel>
        <Panel title={words.forecast.title} about={words.forecast.about} flush><ReleaseForecast /></Panel>
        <OwnAdjustments />
        <CommissionList />
      </Stack>
    </>
  );
}

function LifeCycle() {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {words.cycle.map(([name, about], index) => (
        <li key={name} style={{ display: 'flex', gap: 12 }}>
          <ThemeIcon radius="xl" variant="light" size={26} c="var(--portal-active-text)"><Text size="xs" fw={650} component="span">{index + 1}</Text></ThemeIcon>
          <div><Text size="sm" fw={600}>{name}</Text><Text size="sm" c="dimmed">{about}</Text></div>
        </li>
      ))}
    </SimpleGrid>
  );
}

function CommissionList() {
  const { status } = useSearch({ from: '/shell/earnings' });
  const navigate = useNavigate({ from: '/earnings' });
  const list = useInfiniteQuery(commissions.list({ status }));
  return (
    <div>
      <FilterBar><StatusFilter kind="commission" values={STATUSES.commission} value={status} onChange={(value) => void navigate({ search: { status: value } })} /></FilterBar>
      <Panel title={words.list} flush>
        <ListTable
          label={words.list} list={list} onRow={(row) => void navigate({ to: '/conversions/$conversionId', params: { conversionId: row.conversion_id } })}
          columns={[
            { key: 'created', title: t.shared.fields.time, render: (row) => <TextLink to="/conversions/$conversionId" params={{ conversionId: row.conversion_id }}><DateTime at={row.created_at} /></TextLink> },
            { key: 'offer', title: t.shared.fields.offer, render: (row) => <OfferName id={row.offer_id} /> },
            { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="commission" status={row.status} why={row.blocked_reason ? reasonInWords(row.blocked_reason) : null} /> },
            { key: 'release', title: words.release, render: (row) => (row.release_at ? <DateTime at={row.release_at} form="day" /> : t.shared.dash) },
            { key: 'amount', title: t.shared.fields.commission, numeric: true, render: (row) => <Money value={row.amount} /> },
            { key: 'net', title: words.net, numeric: true, render: (row) => <Money value={leftOf(row, row.net_amount)} fw={600} /> },
          ]}
          empty={<EmptyState title={status ? t.shared.noMatch : words.none}>{status ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
    </div>
  );
}
