import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { auditEvents } from '../../api/network-queries';
import type { AuditEvent } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, TextFilter } from '../../components/filters';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';

const words = t.conversions.audit;

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
            { key: 'actor', title: words.actor, render: (row) => <Text size="sm" className="mono">{shortActor(row.actor)}</Text> },
            { key: 'subject', title: words.subject, render: (row) => <Text size="sm" className="mono" title={row.subject_id}>{row.subject_type} …{row.subject_id.slice(-6)}</Text> },
            { key: 'details', title: words.details, render: (row) => <Text size="sm" maw={360} truncate>{detailsText(row)}</Text> },
          ]}
          empty={<EmptyState title={search.action ? t.shared.noMatch : words.none}>{search.action ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
    </>
  );
}

function shortActor(actor: string): string {
  return actor.replace(/[0-9a-f]{8}-[0-9a-f-]{21}([0-9a-f]{6})$/, '…$1');
}

function detailsText(event: AuditEvent): string {
  return Object.entries(event.details).map(([key, value]) => `${key.replaceAll('_', ' ')}: ${String(value)}`).join(', ') || t.shared.dash;
}
