import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { trackingDomains } from '../../api/queries';
import type { TrackingDomain } from '../../api/types';
import { CopyField } from '../../components/copy-field';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { tellDone } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { RevokeButton } from './revoke-button';

const words = advertiserTexts.domains;

/** Hosts of one's own that tracked links can be published with. */
export function TrackingDomainsPage() {
  const list = useInfiniteQuery(trackingDomains());
  const [shown, show] = useState<TrackingDomain | null>(null);
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <Panel title={words.add}><AddDomain onAdded={show} /></Panel>
        <Panel flush>
          <ListTable
            label={words.title} list={list} empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
            columns={[
              { key: 'host', title: words.host, render: (row) => <Text size="sm" fw={500}>{row.host}</Text> },
              { key: 'status', title: t.shared.status, render: (row) => <StatusBadge kind="domain" status={row.status} /> },
              { key: 'checked', title: words.checked, render: (row) => (row.checked_at ? <DateTime at={row.checked_at} /> : t.shared.dash) },
              { key: 'unknown', title: words.unknown, render: (row) => row.fallback_url ?? words.neutral },
              { key: 'actions', title: t.shared.actions, render: (row) => <DomainActions domain={row} onShow={show} /> },
            ]}
          />
        </Panel>
      </Stack>
      <Modal opened={shown !== null} onClose={() => show(null)} size="lg" title={<Text component="span" fw={650}>{words.proofTitle}</Text>}>{shown ? <Proof domain={shown} onDone={() => show(null)} /> : null}</Modal>
    </>
  );
}

function AddDomain({ onAdded }: { readonly onAdded: (domain: TrackingDomain) => void }) {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { host: '' }, validate: { host: (value) => (/^[a-z0-9.-]+\.[a-z]{2,}$/i.test(value.trim()) ? null : words.needHost) } });
  const add = useMutation({
    mutationFn: async ({ host }: { host: string }) => body(await api.POST('/api/v1/tracking-domains', { body: { host: host.trim().toLowerCase() } })),
    onSuccess: async (domain) => {
      form.reset();
      onAdded(domain);
      await queries.invalidateQueries({ queryKey: ['tracking-domains'] });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <TextInput label={words.host} placeholder="go.shop.example" inputMode="url" w={{ base: '100%', xs: 300 }} {...form.getInputProps('host')} />
          <Button type="submit" mt={25} loading={add.isPending}>{words.add}</Button>
        </Group>
        {add.isError ? <ErrorState error={add.error} /> : null}
      </Stack>
    </form>
  );
}

function DomainActions({ domain, onShow }: { readonly domain: TrackingDomain; readonly onShow: (domain: TrackingDomain) => void }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="light" onClick={() => onShow(domain)} aria-label={`${words.prove}: ${domain.host}`}>{words.prove}</Button>
      <RevokeButton words={words.removal} about={words.removeAbout(domain.host)} name={domain.host} queryKey="tracking-domains" revoke={() => api.DELETE('/api/v1/tracking-domains/{id}', { params: { path: { id: domain.id } } })} />
    </Group>
  );
}

/** The record to publish, and the look for it. */
function Proof({ domain, onDone }: { readonly domain: TrackingDomain; readonly onDone: () => void }) {
  const queries = useQueryClient();
  const verify = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/tracking-domains/{id}/verify', { params: { path: { id: domain.id } } })),
    onSuccess: async () => {
      tellDone(words.verified);
      onDone();
      await queries.invalidateQueries({ queryKey: ['tracking-domains'] });
    },
  });
  const { proof } = domain;
  return (
    <Stack>
      <Text size="sm">{words.proofAbout(domain.host)}</Text>
      {proof ? <><CopyField label={words.recordName} value={proof.name} /><CopyField label={words.recordValue} value={proof.value} /></> : null}
      {verify.isError ? <ErrorState error={verify.error} /> : <Alert color="blue" variant="light">{words.proofWait}</Alert>}
      <Group justify="flex-end"><Button variant="default" onClick={onDone}>{t.shared.close}</Button><Button loading={verify.isPending} onClick={() => verify.mutate()}>{words.verify}</Button></Group>
    </Stack>
  );
}
