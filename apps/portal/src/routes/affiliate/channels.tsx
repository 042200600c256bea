import { Anchor, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { channels } from '../../api/queries';
import type { Channel } from '../../api/types';
import { ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { tellDone } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState, ErrorState } from '../../components/states';
import { channelKinds } from '../../strings/channel-kinds';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.channels;
interface Values {
  kind: Channel['kind'];
  name: string;
  url: string;
}

/** Where the affiliate promotes. */
export function ChannelsPage() {
  const list = useInfiniteQuery(channels.list());
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Stack>
        <Panel title={words.add}><ChannelForm /></Panel>
        <Panel flush>
          <ListTable
            label={words.title} list={list}
            columns={[
              { key: 'kind', title: words.kind, render: (row) => channelKinds[row.kind] },
              { key: 'name', title: words.name, render: (row) => row.name },
              { key: 'url', title: words.url, render: (row) => <Anchor href={row.url} target="_blank" rel="noreferrer" size="sm">{row.url}</Anchor> },
              { key: 'created', title: t.shared.fields.created, render: (row) => <DateTime at={row.created_at} form="day" /> },
            ]}
            empty={<EmptyState title={words.none}>{words.noneAbout}</EmptyState>}
          />
        </Panel>
      </Stack>
    </>
  );
}

function ChannelForm() {
  const queries = useQueryClient();
  const form = useForm<Values>({
    initialValues: { kind: 'site', name: '', url: '' },
    validate: { name: (value) => (value.trim() ? null : words.needName), url: (value) => (/^https?:\/\/\S+\.\S+/.test(value) ? null : words.needUrl) },
  });
  const add = useMutation({
    mutationFn: async (values: Values) => body(await api.POST('/api/v1/channels', { body: values })),
    onSuccess: async () => {
      form.reset();
      tellDone(words.added);
      await queries.invalidateQueries({ queryKey: ['channels'] });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <Select label={words.kind} data={Object.entries(channelKinds).map(([value, label]) => ({ value, label }))} allowDeselect={false} w={150} {...form.getInputProps('kind')} />
          <TextInput label={words.name} w={{ base: '100%', xs: 220 }} {...form.getInputProps('name')} />
          <TextInput label={words.url} placeholder="https://" inputMode="url" w={{ base: '100%', xs: 300 }} {...form.getInputProps('url')} />
          <Button type="submit" mt={25} loading={add.isPending}>{words.add}</Button>
        </Group>
        {add.isError ? <ErrorState error={add.error} /> : null}
      </Stack>
    </form>
  );
}
