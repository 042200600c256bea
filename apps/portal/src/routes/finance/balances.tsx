import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { batches, ledger } from '../../api/network-queries';
import type { Exclusion, LedgerAccount } from '../../api/types';
import { DataTable } from '../../components/data-table';
import { ButtonLink, TextLink } from '../../components/links';
import { Money, MoneyLines } from '../../components/money';
import { AffiliateName } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel, Stat, StatRow } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';
import { sumsOf } from './account-sums';
import { WhyExcluded } from './why-excluded';

const words = financeTexts.balances;

/** What the next batch could pay, per affiliate and currency, and why it would leave out the rest. */
export function BalancesPage() {
  const { role } = useUser();
  const { data, error, refetch } = useQuery(ledger.allAccounts({ kind: 'affiliate_payable' }));
  const excluded = useQuery(batches.exclusions());
  const rows = (data?.rows ?? []).filter((account) => account.balance.amount !== 0).sort((one, other) => other.balance.amount - one.balance.amount);
  const ready = sumsOf(rows.map((row) => row.balance).filter((balance) => balance.amount > 0));
  const negative = sumsOf(rows.map((row) => row.balance).filter((balance) => balance.amount < 0));
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={role === 'finance' ? <ButtonLink to="/batches" search={{ prepare: true }}>{words.prepare}</ButtonLink> : null} />
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingRows /> : null}
      {data ? (
        <Stack>
          <StatRow>
            <Stat label={words.ready} note={words.affiliates(new Set(rows.filter((row) => row.balance.amount > 0).map((row) => row.affiliate_id)).size)}>{ready.length > 0 ? <MoneyLines values={ready} /> : t.shared.dash}</Stat>
            {negative.length > 0 ? <Stat label={words.negative} note={words.negativeAbout}><MoneyLines values={negative} /></Stat> : null}
          </StatRow>
          {excluded.error && !excluded.data ? <ErrorState error={excluded.error} retry={() => void excluded.refetch()} /> : null}
          <BalanceTable rows={rows} excluded={excluded.data?.rows ?? null} />
        </Stack>
      ) : null}
    </>
  );
}

function BalanceTable({ rows, excluded }: { readonly rows: LedgerAccount[]; readonly excluded: readonly Exclusion[] | null }) {
  const navigate = useNavigate();
  const exclusionOf = new Map((excluded ?? []).map((exclusion) => [`${exclusion.affiliate_id} ${exclusion.amount.currency}`, exclusion]));
  return (
    <Panel flush>
      <DataTable
        label={words.title} rows={rows} onRow={(row) => void navigate({ to: '/journals', search: { account_id: row.id } })} empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
        columns={[
          { key: 'affiliate', title: t.shared.fields.affiliate, render: (row) => <Text size="sm" fw={500}><AffiliateName id={row.affiliate_id ?? ''} /></Text> },
          { key: 'state', title: t.shared.status, render: (row) => <State row={row} exclusion={excluded ? (exclusionOf.get(`${row.affiliate_id ?? ''} ${row.balance.currency}`) ?? null) : undefined} /> },
          { key: 'entries', title: words.account, render: (row) => <TextLink to="/journals" search={{ account_id: row.id }} onClick={(event) => event.stopPropagation()} aria-label={words.journals}>{words.journals}</TextLink> },
          { key: 'balance', title: t.shared.fields.amount, numeric: true, render: (row) => <Money value={row.balance} fw={600} /> },
        ]}
      />
    </Panel>
  );
}

/** A negative balance says so itself. Nothing is called ready before it is known what a batch would leave out. */
function State({ row, exclusion }: { readonly row: LedgerAccount; readonly exclusion: Exclusion | null | undefined }) {
  if (row.balance.amount <= 0) return words.negative;
  if (exclusion === undefined) return t.shared.dash;
  if (exclusion === null) return words.ready;
  return <Text size="sm" c="dimmed" style={{ whiteSpace: 'normal' }}><WhyExcluded exclusion={exclusion} /></Text>;
}
