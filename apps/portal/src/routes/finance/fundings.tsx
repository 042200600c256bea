import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { idempotencyKey } from '@fairlead/client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { advertisers } from '../../api/network-queries';
import { fundings } from '../../api/queries';
import { ConfirmDialog } from '../../components/confirm-money';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Money } from '../../components/money';
import { parseMoney } from '../../components/money-text';
import { AdvertiserName } from '../../components/names';
import { tellDone } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { finance as financeTexts } from '../../strings/finance';
import { CURRENCIES } from '../advertiser/currencies';

const words = financeTexts.fundings;
const EMPTY = { advertiser_id: '', amount: '', currency: 'EUR', reference: '' };

/** Money received from advertisers, and the form that records it. */
export function FundingsPage() {
  const list = useInfiniteQuery(fundings());
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <Panel title={words.record}><RecordFunding /></Panel>
        <Panel flush>
          <ListTable
            label={words.title} list={list}
            columns={[
              { key: 'received', title: words.received, render: (row) => <DateTime at={row.received_at} /> },
              { key: 'advertiser', title: words.advertiser, render: (row) => <AdvertiserName id={row.advertiser_id} /> },
              { key: 'reference', title: words.reference, render: (row) => row.reference },
              { key: 'amount', title: words.amount, numeric: true, render: (row) => <Money value={row.amount} fw={600} /> },
            ]}
            empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
          />
        </Panel>
      </Stack>
    </>
  );
}

function RecordFunding() {
  const queries = useQueryClient();
  const { data } = useQuery(advertisers.all());
  const [asked, { open, close }] = useDisclosure(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const form = useForm({
    initialValues: EMPTY,
    validate: {
      advertiser_id: (value) => (value ? null : words.needAdvertiser),
      amount: (value, { currency }) => ((parseMoney(value, currency) ?? 0) > 0 ? null : words.needAmount),
      reference: (value) => (value.trim() ? null : words.needReference),
    },
  });
  const { advertiser_id, currency, reference } = form.values;
  const amount = parseMoney(form.values.amount, currency) ?? 0;
  const name = data?.rows.find((row) => row.id === advertiser_id)?.name ?? advertiser_id;
  const record = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/fundings', { params: { header: idempotencyKey(key) }, body: { advertiser_id, amount, currency, reference: reference.trim() } })),
    onSuccess: async () => {
      close();
      form.reset();
      setKey(crypto.randomUUID());
      tellDone(words.recorded);
      await queries.invalidateQueries();
    },
  });
  return (
    <form onSubmit={form.onSubmit(open)} noValidate>
      <Group align="flex-start" gap="sm">
        <Select label={words.advertiser} searchable w={{ base: '100%', xs: 240 }} data={(data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))} {...form.getInputProps('advertiser_id')} value={advertiser_id || null} />
        <TextInput label={words.amount} inputMode="decimal" w={{ base: '100%', xs: 150 }} {...form.getInputProps('amount')} />
        <Select label={words.currency} data={CURRENCIES} searchable allowDeselect={false} w={110} {...form.getInputProps('currency')} />
        <TextInput label={words.reference} placeholder={words.referenceAbout} w={{ base: '100%', xs: 230 }} {...form.getInputProps('reference')} />
        <Button type="submit" mt={25}>{words.record}</Button>
      </Group>
      <ConfirmDialog opened={asked} onClose={() => { close(); record.reset(); }} title={words.confirmTitle} confirmLabel={words.record} onConfirm={() => record.mutate()} pending={record.isPending} error={record.error}>
        <Text fz={28} fw={650} ta="center"><Money value={{ amount, currency }} /></Text>
        <Text size="sm">{words.confirmAbout(name)}</Text>
      </ConfirmDialog>
    </form>
  );
}
