import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { isOpenable, publicId } from '../../api/ids';
import { auditEvents } from '../../api/network-queries';
import type { AuditEvent } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, TextFilter } from '../../components/filters';
import { TextLink } from '../../components/links';
import { shortId } from '../../components/names';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { Actor } from '../finance/person';

const words = conversionsTexts.audit;

/** Who did what and when. */
export function AuditPage() {
  const search = useSearch({ from: '/shell/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const { role } = useUser();
  const list = useInfiniteQuery(auditEvents(search));
  return (
    <>
      <PageHeader title={role === 'finance' || role === 'admin' ? words.title : words.titleOwn} about={words.about} />
      <FilterBar><TextFilter label={words.filter} width={280} value={search.action} onChange={(action) => void navigate({ search: { action } })} /></FilterBar>
      <Panel flush>
        <ListTable
          label={words.title} list={list}
          columns={[
            { key: 'time', title: t.shared.fields.time, render: (row) => <DateTime at={row.occurred_at} form="exact" /> },
            { key: 'action', title: words.action, render: (row) => <Text size="sm" fw={500}>{row.action}</Text> },
            { key: 'actor', title: words.actor, render: (row) => <Actor value={row.actor} /> },
            { key: 'subject', title: words.subject, render: (row) => <Subject event={row} /> },
            { key: 'details', title: words.details, render: (row) => <Text size="sm" maw={320} truncate title={detailsText(row)}>{detailsText(row)}</Text> },
          ]}
          empty={<EmptyState title={search.action ? t.shared.noMatch : words.none}>{search.action ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
    </>
  );
}

function Subject({ event }: { readonly event: AuditEvent }) {
  const kind = event.subject_type.replaceAll('_', ' ');
  const id = publicId(event.subject_type, event.subject_id);
  if (id === null) return <>{kind}</>;
  const name = <>{kind} <span className="mono">{shortId(id)}</span></>;
  return isOpenable(id) ? <TextLink to="/open/$id" params={{ id }}>{name}</TextLink> : <span title={id}>{name}</span>;
}

function detailsText(event: AuditEvent): string {
  return Object.entries(event.details).map(([key, value]) => `${key.replaceAll('_', ' ')}: ${String(value)}`).join(', ') || t.shared.dash;
}
