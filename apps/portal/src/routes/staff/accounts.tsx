import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { advertisers, affiliates, ledger } from '../../api/network-queries';
import type { LedgerAccount, Money } from '../../api/types';
import { type Column, DataTable } from '../../components/data-table';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { FilterBar } from '../../components/filters';
import { MoneyLines } from '../../components/money';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { staff as staffTexts } from '../../strings/staff';
import { countryName } from '../public/countries';
import { type AccountKind, AccountStatus, SuspensionButton } from './suspension';

const words = staffTexts.accounts;

interface Account {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly created_at: string;
  readonly country?: string;
  readonly suspended_reason: string | null;
  readonly suspended_at: string | null;
}

/** Who pays for results. */
export function AdvertisersPage() {
  const { data, error, refetch } = useQuery(advertisers.all());
  const funds = useBalancesOf('advertiser_funds');
  const reserved = useBalancesOf('advertiser_reserved');
  return (
    <AccountsPage
      kind="advertisers" title={words.advertisers} about={words.advertisersAbout} rows={data?.rows} error={error} retry={() => void refetch()}
      money={[moneyColumn('funds', words.funds, funds), moneyColumn('reserved', words.reserved, reserved)]}
    />
  );
}

/** Who promotes. */
export function AffiliatesPage() {
  const { data, error, refetch } = useQuery(affiliates.all());
  const pending = useBalancesOf('affiliate_pending');
  const payable = useBalancesOf('affiliate_payable');
  return (
    <AccountsPage
      kind="affiliates" title={words.affiliates} about={words.affiliatesAbout} rows={data?.rows} error={error} retry={() => void refetch()}
      money={[{ key: 'country', title: t.shared.fields.country, render: (row) => (row.country ? countryName(row.country) : t.shared.dash) }, moneyColumn('pending', words.pending, pending), moneyColumn('payable', words.payable, payable)]}
    />
  );
}

interface PageProps {
  readonly kind: AccountKind;
  readonly title: string;
  readonly about: string;
  readonly rows: readonly Account[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  readonly money: readonly Column<Account>[];
}

function AccountsPage({ kind, title, about, rows, error, retry, money }: PageProps) {
  const [q, setQ] = useState('');
  const { role } = useUser();
  const shown = (rows ?? []).filter((row) => `${row.name} ${row.id}`.toLowerCase().includes(q.trim().toLowerCase()));
  return (
    <>
      <PageHeader title={title} about={about} />
      <FilterBar><TextInput aria-label={words.search} placeholder={words.search} w={280} leftSection={<IconSearch size={15} aria-hidden />} value={q} onChange={(event) => setQ(event.currentTarget.value)} /></FilterBar>
      {error && !rows ? <ErrorState error={error} retry={retry} /> : null}
      <Panel flush>
        {rows ? (
          <DataTable
            label={title} rows={shown} empty={<EmptyState title={q ? t.shared.noMatch : words.none}>{q ? null : words.noneAbout}</EmptyState>}
            columns={[
              { key: 'name', title: t.shared.fields.name, render: (row) => <><b style={{ fontWeight: 500 }}>{row.name}</b><div><CopyId id={row.id} /></div></> },
              { key: 'status', title: t.shared.status, render: (row) => <AccountStatus account={row} /> },
              ...money,
              { key: 'joined', title: words.joined, render: (row) => <DateTime at={row.created_at} form="day" /> },
              ...(role === 'admin' ? [{ key: 'actions', title: t.shared.actions, render: (row: Account) => <SuspensionButton kind={kind} account={row} /> }] : []),
            ]}
          />
        ) : error ? null : <LoadingRows />}
      </Panel>
    </>
  );
}

function useBalancesOf(kind: LedgerAccount['kind']): (id: string) => Money[] {
  const { data } = useQuery(ledger.allAccounts({ kind }));
  return (id) => (data?.rows ?? []).filter((account) => (account.affiliate_id ?? account.advertiser_id) === id && account.balance.amount !== 0).map((account) => account.balance).sort((one, other) => one.currency.localeCompare(other.currency));
}

function moneyColumn(key: string, title: string, balancesOf: (id: string) => Money[]): Column<Account> {
  return {
    key, title, numeric: true,
    render: (row) => {
      const values = balancesOf(row.id);
      return values.length > 0 ? <MoneyLines values={values} /> : t.shared.dash;
    },
  };
}
