import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { publicId } from '../../api/ids';
import { ledger } from '../../api/network-queries';
import type { Journal, Money as MoneyValue } from '../../api/types';
import { ApiRequest } from '../../components/api-request';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar } from '../../components/filters';
import { TextLink } from '../../components/links';
import { MoneyLines } from '../../components/money';
import { shortId } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';
import { sumsOf } from './account-sums';
import { PostedAccount } from './posted-account';

const words = financeTexts.journals;
const KIND_WORDS = financeTexts.journalKinds;
const KINDS = Object.keys(KIND_WORDS) as Journal['kind'][];

/** Ledger entries, all of them or those of one account. */
export function JournalsPage() {
  const search = useSearch({ from: '/shell/journals' });
  const navigate = useNavigate({ from: '/journals' });
  const kind = KINDS.find((one) => one === search.kind);
  const filter = { kind, account_id: search.account_id };
  const list = useInfiniteQuery(ledger.journals(filter));
  const filtered = kind !== undefined || search.account_id !== undefined;
  return (
    <>
      <PageHeader title={words.title} about={search.account_id ? words.ofAccount : words.about} actions={<ApiRequest path="/api/v1/ledger/journals" filter={filter} />} />
      <FilterBar>
        <Select aria-label={words.kind} placeholder={words.allKinds} clearable w={240} data={KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))} value={kind ?? null} onChange={(value) => void navigate({ search: (old) => ({ ...old, kind: value ?? undefined }) })} />
        {filtered ? <Button variant="default" onClick={() => void navigate({ search: {} })}>{t.shared.clearFilters}</Button> : null}
      </FilterBar>
      <Panel flush>
        <ListTable
          label={words.title} list={list} onRow={(row) => void navigate({ to: '/journals/$journalId', params: { journalId: row.id } })}
          columns={[
            { key: 'posted', title: words.posted, render: (row) => <TextLink to="/journals/$journalId" params={{ journalId: row.id }} fw={500}><DateTime at={row.posted_at} form="exact" /></TextLink> },
            { key: 'kind', title: words.kind, render: (row) => KIND_WORDS[row.kind] },
            { key: 'source', title: words.source, render: (row) => <span className="mono" title={row.source_type}>{shortId(publicId(row.source_type, row.source_id) ?? row.source_id)}</span> },
            { key: 'accounts', title: words.accounts, render: (row) => <span className="portal-under" style={{ margin: 0 }}>{row.postings.slice(0, 2).map((posting) => <span key={posting.account_id} style={{ display: 'block' }}><PostedAccount code={posting.account_code} /></span>)}</span> },
            { key: 'amount', title: t.shared.fields.amount, numeric: true, render: (row) => <MoneyLines values={movedBy(row)} fw={600} /> },
          ]}
          empty={<EmptyState title={filtered ? t.shared.noMatch : words.none}>{filtered ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
    </>
  );
}

/** How much an entry moves: the sum of its credits. */
export function movedBy(journal: Journal): MoneyValue[] {
  return sumsOf(journal.postings.map((posting) => posting.amount).filter(({ amount }) => amount > 0));
}
