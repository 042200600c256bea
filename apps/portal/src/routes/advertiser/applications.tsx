import { Button, Group, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { applications } from '../../api/queries';
import type { Enrolment } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar, StatusFilter } from '../../components/filters';
import { AffiliateName, OfferName } from '../../components/names';
import { tellFailure } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { STATUSES } from '../../strings/status-lists';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { useDecided } from '../shared/conversion-actions';

const words = advertiserTexts.applications;

/** Affiliates that want to promote, and those who do. */
export function ApplicationsPage() {
  const search = useSearch({ from: '/shell/applications' });
  const navigate = useNavigate({ from: '/applications' });
  const list = useInfiniteQuery(applications(search));
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <FilterBar><StatusFilter kind="enrolment" values={STATUSES.enrolment} value={search.status} onChange={(status) => void navigate({ search: (old) => ({ ...old, status }) })} /></FilterBar>
      <Panel flush>
        <ListTable
          label={words.title} list={list}
          columns={[
            { key: 'affiliate', title: t.shared.fields.affiliate, render: (row) => row.affiliate_name ?? <AffiliateName id={row.affiliate_id} /> },
            { key: 'offer', title: t.shared.fields.offer, render: (row) => <OfferName id={row.offer_id} /> },
            { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="enrolment" status={row.status} /> },
            { key: 'applied', title: words.applied, render: (row) => <DateTime at={row.applied_at} /> },
            { key: 'decided', title: words.decided, render: (row) => (row.decided_at ? <DateTime at={row.decided_at} /> : t.shared.dash) },
            { key: 'reason', title: t.shared.fields.reason, render: (row) => row.reason ?? t.shared.dash },
            { key: 'actions', title: t.shared.actions, render: (row) => (row.status === 'pending' ? <Decide application={row} /> : null) },
          ]}
          empty={<EmptyState title={search.status ? t.shared.noMatch : words.none}>{search.status ? null : words.noneAbout}</EmptyState>}
        />
      </Panel>
    </>
  );
}

function Decide({ application }: { readonly application: Enrolment }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const path = { params: { path: { id: application.id } } };
  const approve = useMutation({ mutationFn: async () => body(await api.POST('/api/v1/applications/{id}/approve', path)), onSuccess: useDecided(close, words.approved), onError: tellFailure });
  const reject = useMutation({ mutationFn: async () => body(await api.POST('/api/v1/applications/{id}/reject', { ...path, body: { reason: reason.trim() } })), onSuccess: useDecided(close, words.rejected) });
  const name = application.affiliate_name ?? application.affiliate_id;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" loading={approve.isPending} onClick={() => approve.mutate()} aria-label={`${words.approve}: ${name}`}>{words.approve}</Button>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={`${words.reject}: ${name}`}>{words.reject}</Button>
      <ConfirmDialog opened={opened} onClose={close} title={words.rejectTitle} confirmLabel={words.reject} danger onConfirm={() => reject.mutate()} pending={reject.isPending} error={reject.error} disabled={reason.trim() === ''}>
        <TextInput label={words.reason} description={words.reasonAbout} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      </ConfirmDialog>
    </Group>
  );
}
