import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, given } from '../../api/client';
import { channels } from '../../api/queries';
import type { Link, NewLink } from '../../api/types';
import { tellDone } from '../../components/notify';
import { ErrorState } from '../../components/states';
import { channelKinds } from '../../strings/channel-kinds';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.builder;
const EMPTY = { to: '', sub1: '', sub2: '', sub3: '', source_id: '', code: '' };

interface BuilderProps {
  /** The offer, or the rotation across offers. */
  readonly aim: Pick<NewLink, 'offer_id' | 'smart_link_id'>;
  /** Where a deep link may lead to; none: nowhere. */
  readonly hosts: readonly string[];
  readonly landing?: string;
  readonly onCreated: (link: Link) => void;
}

/** Makes a link of an offer: where it leads, and the affiliate's own labels on it. */
export function LinkBuilder({ aim, hosts, landing = '', onCreated }: BuilderProps) {
  const queries = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: EMPTY });
  const known = useQuery(channels.all());
  const mine = known.data?.rows ?? [];
  const [chosen, setChosen] = useState<string | null>();
  const channel = chosen === undefined ? (mine.length === 1 ? (mine[0]?.id ?? null) : null) : chosen;
  const create = useMutation({
    mutationFn: async (values: typeof EMPTY) => body(await api.POST('/api/v1/links', { body: { ...aim, ...given({ ...values, channel_id: channel ?? '' }) } })),
    onSuccess: async (link) => {
      form.reset();
      tellDone(words.created);
      await queries.invalidateQueries({ queryKey: ['links'] });
      onCreated(link);
    },
  });
  const field = (name: keyof typeof EMPTY) => ({ key: form.key(name), ...form.getInputProps(name) });
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap="sm">
        {hosts.length > 0 ? <TextInput label={words.deep} description={words.deepAbout(hosts.join(', '))} placeholder={landing} inputMode="url" {...field('to')} /> : null}
        <div><Text size="sm" fw={500}>{words.subs}</Text><Text size="xs" c="dimmed">{words.subsAbout}</Text></div>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput label={words.sub1} placeholder={words.sub1Example} {...field('sub1')} />
          <TextInput label={words.sub2} placeholder={words.sub2Example} {...field('sub2')} />
          <TextInput label={words.sub3} {...field('sub3')} />
          <TextInput label={words.source} {...field('source_id')} />
        </SimpleGrid>
        <TextInput label={words.code} description={words.codeAbout} {...field('code')} />
        {mine.length > 0 ? (
          <Select label={words.channel} description={words.channelAbout} clearable placeholder={words.noChannel} value={channel} onChange={setChosen} data={mine.map((one) => ({ value: one.id, label: `${one.name} (${channelKinds[one.kind]})` }))} />
        ) : null}
        {known.isError ? <ErrorState error={known.error} retry={() => void known.refetch()} /> : null}
        {create.isError ? <ErrorState error={create.error} /> : null}
        <Group><Button type="submit" loading={create.isPending} disabled={known.isPending}>{words.create}</Button></Group>
      </Stack>
    </form>
  );
}
