import { Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { users } from '../../api/network-queries';
import type { NetworkUser } from '../../api/types';
import { type Column, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, StatusFilter, TextFilter } from '../../components/filters';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { STATUSES } from '../../strings/status-lists';
import { users as words } from '../../strings/users';
import { DisableButton, EndSessionsButton, ViewButton } from './user-actions';

/** Everybody who can sign in. */
export function UsersPage() {
  const search = useSearch({ from: '/shell/users' });
  const navigate = useNavigate({ from: '/users' });
  const me = useUser().id;
  const list = useInfiniteQuery(users.list(search));
  const filtered = search.search !== undefined || search.status !== undefined;
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <FilterBar>
        <StatusFilter kind="user" values={STATUSES.user} value={search.status} onChange={(status) => void navigate({ search: { ...search, status } })} />
        <TextFilter label={words.search} width={280} value={search.search} onChange={(text) => void navigate({ search: { ...search, search: text } })} />
      </FilterBar>
      <Panel flush>
        <ListTable
          label={words.title} list={list} empty={<EmptyState title={filtered ? t.shared.noMatch : words.none}>{filtered ? null : words.noneAbout}</EmptyState>}
          columns={[...COLUMNS, { key: 'actions', title: t.shared.actions, render: (row) => (row.id === me ? t.shared.dash : <Group gap="xs" wrap="nowrap"><DisableButton user={row} />{canBeViewed(row) ? <ViewButton user={row} /> : null}{row.live_sessions > 0 ? <EndSessionsButton user={row} /> : null}</Group>) }]}
        />
      </Panel>
    </>
  );
}

const COLUMNS: Column<NetworkUser>[] = [
  { key: 'person', title: words.person, render: (row) => <><Text size="sm" fw={500}>{row.name}</Text><span className="portal-under">{row.email}{row.email_verified ? null : <><br />{words.unverified}</>}</span></> },
  { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="user" status={row.status} /> },
  { key: 'belongs', title: words.belongs, render: (row) => <Memberships user={row} /> },
  { key: 'factor', title: words.secondFactor, render: (row) => (row.second_factor ? words.on : <Text size="sm" c="dimmed">{words.off}</Text>) },
  { key: 'seen', title: words.seen, render: (row) => <>{row.last_seen_at ? <DateTime at={row.last_seen_at} /> : words.never}<span className="portal-under">{row.live_sessions > 0 ? `${words.sessions(row.live_sessions)} · ` : ''}{words.joined} <DateTime at={row.created_at} form="day" /></span></> },
];

function Memberships({ user }: { readonly user: NetworkUser }) {
  if (user.memberships.length === 0) return <Text size="sm" c="dimmed">{words.nowhere}</Text>;
  return <>{user.memberships.map((one) => <div key={one.organization_id}>{one.organization_name} <Text span size="xs" c="dimmed">{words.roles[one.team_role]}</Text></div>)}</>;
}

function canBeViewed({ status, memberships }: NetworkUser): boolean {
  return status === 'active' && memberships.some(({ kind }) => kind !== 'network');
}
