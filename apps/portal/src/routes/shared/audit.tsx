import { Button, Select, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { isOpenable, publicId } from '../../api/ids';
import { audit, type AuditFilter } from '../../api/network-queries';
import { members } from '../../api/team-queries';
import type { AuditEvent } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { downloadText } from '../../components/download';
import { FilterBar, TextFilter } from '../../components/filters';
import { TextLink } from '../../components/links';
import { shortId } from '../../components/names';
import { tellFailure } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { audit as words } from '../../strings/audit';
import { t } from '../../strings/en';
import { Actor } from '../finance/person';
import { detailsText } from './audit-details';
import { ChainProof } from './chain-proof';

/** Who did what and when. */
export function AuditPage() {
  const search = useSearch({ from: '/shell/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const { role } = useUser();
  const staff = role === 'finance' || role === 'admin';
  const list = useInfiniteQuery(audit.list(search));
  const file = useMutation({ mutationFn: () => audit.file(search), onSuccess: (csv) => downloadText('audit-log.csv', csv, 'text/csv'), onError: tellFailure });
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title={staff ? words.title : words.titleOwn} about={words.about}
        actions={<>{staff ? <ChainProof /> : null}<Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={file.isPending} onClick={() => file.mutate()}>{words.download}</Button></>}
      />
      <Filters search={search} onChange={(change) => void navigate({ search: { ...search, ...change } })} />
      <Panel flush>
        <ListTable
          label={words.title} list={list}
          columns={[
            { key: 'time', title: t.shared.fields.time, render: (row) => <DateTime at={row.occurred_at} form="exact" /> },
            { key: 'action', title: words.action, render: (row) => <Text size="sm" fw={500}>{row.action}</Text> },
            { key: 'actor', title: words.actor, render: (row) => <><Actor value={row.actor} name={row.actor_name} />{staff && row.organization_name !== null && row.organization_name !== row.actor_name ? <span className="portal-under">{row.organization_name}</span> : null}</> },
            { key: 'subject', title: words.subject, render: (row) => <Subject event={row} /> },
            { key: 'details', title: words.details, render: (row) => <Text size="sm" maw={320} truncate title={detailsText(row.details)}>{detailsText(row.details)}</Text> },
          ]}
          empty={<EmptyState title={filtered ? t.shared.noMatch : words.none}>{filtered ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
    </>
  );
}

function Filters({ search, onChange }: { readonly search: AuditFilter; readonly onChange: (change: AuditFilter) => void }) {
  const people = useQuery(members());
  return (
    <FilterBar>
      <TextFilter label={words.filter} width={230} value={search.action} onChange={(action) => onChange({ action })} />
      <TextFilter label={words.filterSubject} width={230} value={search.subject} onChange={(subject) => onChange({ subject })} />
      <Select
        aria-label={words.filterPerson} placeholder={words.filterPerson} w={190} clearable searchable value={search.user_id ?? null} onChange={(id) => onChange({ user_id: id ?? undefined })}
        data={(people.data ?? []).map((member) => ({ value: member.id, label: member.name }))}
      />
      <TextInput type="date" aria-label={words.from} title={words.from} value={search.from ?? ''} max={search.to} onChange={({ currentTarget: { value } }) => onChange({ from: value || undefined })} />
      <TextInput type="date" aria-label={words.to} title={words.to} value={search.to ?? ''} min={search.from} onChange={({ currentTarget: { value } }) => onChange({ to: value || undefined })} />
    </FilterBar>
  );
}

function Subject({ event }: { readonly event: AuditEvent }) {
  const kind = event.subject_type.replaceAll('_', ' ');
  const id = publicId(event.subject_type, event.subject_id);
  if (id === null) return <>{kind}</>;
  const name = <>{kind} <span className="mono">{shortId(id)}</span></>;
  return isOpenable(id) ? <TextLink to="/open/$id" params={{ id }}>{name}</TextLink> : <span title={id}>{name}</span>;
}
