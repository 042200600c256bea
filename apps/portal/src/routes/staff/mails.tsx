import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { mails } from '../../api/network-queries';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, StatusFilter, TextFilter } from '../../components/filters';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { t } from '../../strings/en';
import { mails as mailsTexts } from '../../strings/mails';
import { STATUSES } from '../../strings/status-lists';

const words = mailsTexts;
const AN_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What the network wrote, to whom, and what became of it. */
export function MailsPage() {
  const search = useSearch({ from: '/shell/mails' });
  const navigate = useNavigate({ from: '/mails' });
  const findable = search.to === undefined || AN_ADDRESS.test(search.to);
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <FilterBar>
        <StatusFilter kind="mail" values={STATUSES.mail} value={search.state} onChange={(state) => void navigate({ search: { ...search, state } })} />
        <TextFilter label={words.filterTo} width={280} value={search.to} onChange={(to) => void navigate({ search: { ...search, to } })} />
      </FilterBar>
      <Panel flush>{findable ? <MailRows filter={search} /> : <EmptyState title={words.wholeAddress}>{words.wholeAddressAbout}</EmptyState>}</Panel>
    </>
  );
}

function MailRows({ filter }: { readonly filter: Parameters<typeof mails.list>[0] & object }) {
  const list = useInfiniteQuery(mails.list(filter));
  const filtered = filter.state !== undefined || filter.to !== undefined;
  return (
    <ListTable
      label={words.title} list={list} empty={<EmptyState title={filtered ? t.shared.noMatch : words.none}>{filtered ? null : words.noneAbout}</EmptyState>}
      columns={[
        { key: 'subject', title: words.subject, render: (row) => <TextLink to="/mails/$mailId" params={{ mailId: row.id }}>{row.subject}</TextLink> },
        { key: 'to', title: words.to, render: (row) => <Text size="sm" maw={300} truncate title={row.to}>{row.to}</Text> },
        { key: 'state', title: words.state, render: (row) => <StatusBadge kind="mail" status={row.state} why={row.last_error} /> },
        { key: 'written', title: words.written, render: (row) => <DateTime at={row.created_at} form="exact" /> },
      ]}
    />
  );
}
