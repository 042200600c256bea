import { Button, Checkbox, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { apiKeys } from '../../api/queries';
import { CopyField } from '../../components/copy-field';
import { DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState, LoadingRows } from '../../components/states';
import { useCodeQuestion } from '../../session/fresh-code';
import type { Role } from '../../session/session-store';
import { useUser } from '../../session/use-user';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { RevokeButton } from './revoke-button';

const words = conversionsTexts.developer;
/** What a key of each role is usually made for. `write` includes `read`. */
const SCOPES: Readonly<Record<Role, readonly string[]>> = {
  affiliate: ['offers:read', 'links:write', 'clicks:read', 'conversions:read', 'commissions:read', 'payouts:read', 'balances:read'],
  advertiser: ['offers:write', 'applications:write', 'clicks:read', 'conversions:write', 'inbound-events:read', 'balances:read'],
  finance: ['payout-batches:read', 'payouts:read', 'ledger:read', 'fundings:read', 'audit-events:read'],
  admin: ['offers:read', 'conversions:read', 'clicks:read', 'affiliates:read', 'advertisers:read', 'audit-events:read'],
};
const DAY_MS = 86_400_000;
const VALIDITY = [['30', words.validity.d30], ['90', words.validity.d90], ['365', words.validity.d365], ['', words.validity.never]] as const;

/** The reader's API keys. */
export function ApiKeys() {
  const { data, error, refetch } = useQuery(apiKeys());
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Panel title={words.keys} about={words.keysAbout} flush action={<Button size="xs" onClick={open}>{words.create}</Button>}>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <DataTable
          label={words.keys} rows={data} empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
          columns={[
            { key: 'name', title: t.shared.fields.name, render: (row) => row.name },
            { key: 'key', title: words.key, render: (row) => <Text size="sm" className="mono">…{row.last_four}</Text> },
            { key: 'scopes', title: words.scopes, render: (row) => row.scopes.join(', ') },
            { key: 'expires', title: words.expires, render: (row) => (row.expires_at ? <DateTime at={row.expires_at} form="day" /> : words.never) },
            { key: 'used', title: words.lastUsed, render: (row) => (row.last_used_at ? <DateTime at={row.last_used_at} /> : words.notUsed) },
            { key: 'revoke', title: t.shared.actions, render: (row) => <RevokeButton about={words.revokeAbout(row.name)} name={row.name} queryKey="api-keys" revoke={() => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: row.id } } })} /> },
          ]}
        />
      ) : error ? null : <LoadingRows rows={2} />}
      <NewKey opened={opened} onClose={close} />
    </Panel>
  );
}

function NewKey({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const codeAsked = useCodeQuestion() !== null;
  const { role } = useUser();
  const form = useForm({
    initialValues: { name: '', scopes: ['*'], days: '90' },
    validate: { name: (value) => (value.trim() ? null : words.needName), scopes: (value) => (value.length > 0 ? null : words.needScope) },
  });
  const create = useMutation({
    mutationFn: async ({ name, scopes, days }: typeof form.values) => body(await api.POST('/api/v1/api-keys', { body: { name, scopes, ...(days ? { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() } : {}) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const close = () => {
    onClose();
    form.reset();
    create.reset();
  };
  return (
    <Modal opened={opened} onClose={close} closeOnEscape={!codeAsked} title={<Text component="span" fw={650}>{words.newKey}</Text>}>
      {create.data ? (
        <Stack><Text size="sm">{words.shownOnce}</Text><CopyField label={words.key} value={create.data.key} /><Button onClick={close}>{words.done}</Button></Stack>
      ) : (
        <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
          <Stack>
            <TextInput label={words.name} description={words.nameAbout} data-autofocus {...form.getInputProps('name')} />
            <Checkbox.Group label={words.scopes} {...form.getInputProps('scopes')}><Stack gap="xs" mt={6}><Checkbox value="*" label={words.everything} />{SCOPES[role].map((scope) => <Checkbox key={scope} value={scope} label={scope} disabled={form.values.scopes.includes('*')} />)}</Stack></Checkbox.Group>
            <Select label={words.expires} allowDeselect={false} data={VALIDITY.map(([value, label]) => ({ value, label }))} {...form.getInputProps('days')} />
            {create.isError ? <ErrorState error={create.error} /> : null}
            <Button type="submit" loading={create.isPending}>{words.create}</Button>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
