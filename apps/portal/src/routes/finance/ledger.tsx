import { Select, Stack, Table } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ledger } from '../../api/network-queries';
import type { LedgerAccount } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { FilterBar } from '../../components/filters';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { formatMoney } from '../../components/money-text';
import { AdvertiserName, AffiliateName } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';
import { TrialBadge } from './trial-badge';

const words = financeTexts.ledger;
const KIND_WORDS = financeTexts.accountKinds;
const KINDS = Object.keys(KIND_WORDS) as LedgerAccount['kind'][];

/** The trial balance, and every account with its balance. */
export function LedgerPage() {
  const { kind: raw } = useSearch({ from: '/shell/ledger' });
  const kind = KINDS.find((one) => one === raw);
  const navigate = useNavigate({ from: '/ledger' });
  const list = useInfiniteQuery(ledger.accounts({ kind }));
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <Panel title={words.trial} action={<TrialBadge />} flush><TrialBalance /></Panel>
        <div>
          <FilterBar><Select aria-label={words.kind} placeholder={words.allKinds} clearable w={240} data={KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))} value={kind ?? null} onChange={(value) => void navigate({ search: { kind: value ?? undefined } })} /></FilterBar>
          <Panel flush>
            <ListTable
              label={words.title} list={list} onRow={(row) => void navigate({ to: '/journals', search: { account_id: row.id } })}
              columns={[
                { key: 'kind', title: words.kind, render: (row) => <TextLink to="/journals" search={{ account_id: row.id }} fw={500} aria-label={`${KIND_WORDS[row.kind]}: ${row.code}`}>{KIND_WORDS[row.kind]}</TextLink> },
                { key: 'owner', title: words.owner, render: (row) => <Owner account={row} /> },
                { key: 'currency', title: t.shared.fields.currency, render: (row) => row.balance.currency },
                { key: 'balance', title: words.balance, numeric: true, render: (row) => <Money value={row.balance} fw={600} /> },
              ]}
              empty={<EmptyState title={kind ? t.shared.noMatch : words.none}>{kind ? null : words.noneAbout}</EmptyState>}
            />
          </Panel>
        </div>
      </Stack>
    </>
  );
}

/** Whose account it is. */
export function Owner({ account }: { readonly account: Pick<LedgerAccount, 'affiliate_id' | 'advertiser_id'> }) {
  if (account.affiliate_id) return <AffiliateName id={account.affiliate_id} />;
  return account.advertiser_id ? <AdvertiserName id={account.advertiser_id} /> : <>{words.network}</>;
}

function TrialBalance() {
  const { data, error, refetch } = useQuery(ledger.trialBalance());
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={words.trial}>
      <Table fz="sm" horizontalSpacing="lg" verticalSpacing="sm" borderColor="var(--portal-line)">
        <Table.Thead><Table.Tr><Table.Th>{t.shared.fields.currency}</Table.Th><Table.Th ta="right">{words.debit}</Table.Th><Table.Th ta="right">{words.credit}</Table.Th><Table.Th ta="right">{words.difference}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {data.map((line) => (
            <Table.Tr key={line.currency}>
              <Table.Td fw={500}>{line.currency}</Table.Td>
              <Table.Td ta="right" className="numbers">{formatMoney(line.debit, line.currency)}</Table.Td>
              <Table.Td ta="right" className="numbers">{formatMoney(line.credit, line.currency)}</Table.Td>
              <Table.Td ta="right" className="numbers" fw={600}>{formatMoney(line.difference, line.currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
