import { Button, Group, MultiSelect, NumberInput, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, body } from '../../api/client';
import { offers } from '../../api/queries';
import type { OfferRouting } from '../../api/types';
import { TextLink } from '../../components/links';
import { tellDone } from '../../components/notify';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { countryOptions } from '../public/countries';
import { TrafficTerms } from '../shared/traffic-terms';
import { toRouting, toTraffic, type Traffic } from './traffic-draft';

const words = advertiserTexts.traffic;
const COUNTRIES = countryOptions();
const DEVICES = Object.entries(words.deviceNames).map(([value, label]) => ({ value, label }));
type Form = UseFormReturnType<Traffic>;

/** Which visits an offer takes, and where they arrive. */
export function OfferTraffic() {
  const { offerId } = useParams({ from: '/shell/offers/$offerId/traffic' });
  const offer = useQuery(offers.one(offerId));
  const routing = useQuery({ ...offers.routing(offerId), refetchOnWindowFocus: false });
  const error = offer.error ?? routing.error;
  if (error && !(offer.data && routing.data)) return <PageFailure error={error} />;
  if (!offer.data || !routing.data) return <LoadingRows />;
  return (
    <>
      <PageHeader
        title={words.title(offer.data.name)} about={words.about}
        crumbs={[<TextLink key="offers" to="/offers" search={{}}>{advertiserTexts.offers.title}</TextLink>, <TextLink key="offer" to="/offers/$offerId" params={{ offerId }}>{offer.data.name}</TextLink>, <span key="here">{words.short}</span>]}
      />
      <Stack><TrafficForm key={routing.data.version} routing={routing.data} /><TrafficTerms offerId={offerId} /></Stack>
    </>
  );
}

function TrafficForm({ routing }: { readonly routing: OfferRouting }) {
  const queries = useQueryClient();
  const form = useForm<Traffic>({
    initialValues: toTraffic(routing),
    validate: { fallback: (value) => urlProblem(value, true), pages: { name: (value) => (value.trim() ? null : words.needName), url: (value) => urlProblem(value, false) } },
  });
  const save = useMutation({
    mutationFn: async (values: Traffic) => body(await api.PUT('/api/v1/offers/{id}/routing', { params: { path: { id: routing.offer_id } }, body: toRouting(values, routing) })),
    onSuccess: async () => {
      tellDone(words.saved);
      await queries.invalidateQueries({ queryKey: ['offers', 'routing', routing.offer_id] });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <Panel title={words.who} about={words.whoAbout}>
          <Stack gap="sm">
            <MultiSelect label={words.countries} description={words.empty} data={COUNTRIES} searchable clearable maw={520} {...form.getInputProps('countries')} />
            <MultiSelect label={words.devices} description={words.empty} data={DEVICES} clearable maw={520} {...form.getInputProps('devices')} />
          </Stack>
        </Panel>
        <Panel title={words.pages} about={words.pagesAbout}><Pages form={form} /></Panel>
        <Panel title={words.rest} about={words.restAbout}><TextInput label={words.fallback} placeholder="https://" inputMode="url" maw={520} {...form.getInputProps('fallback')} /></Panel>
        {save.isError ? <ErrorState error={save.error} /> : null}
        <Group><Button type="submit" loading={save.isPending}>{words.save}</Button><Text size="xs" c="dimmed">{words.version(routing.version)}</Text></Group>
      </Stack>
    </form>
  );
}

function Pages({ form }: { readonly form: Form }) {
  return (
    <Stack gap="sm">
      {form.values.pages.map((page, index) => (
        <Paper key={page.key} p="sm" radius="md">
          <Group align="flex-start" gap="sm">
            <TextInput label={words.pageName} w={{ base: '100%', xs: 180 }} {...form.getInputProps(`pages.${index}.name`)} />
            <TextInput label={words.pageUrl} inputMode="url" w={{ base: '100%', xs: 340 }} {...form.getInputProps(`pages.${index}.url`)} />
            <NumberInput label={words.weight} min={0} max={1000} allowDecimal={false} hideControls w={100} {...form.getInputProps(`pages.${index}.weight`)} />
            <Button variant="default" mt={25} onClick={() => form.removeListItem('pages', index)} aria-label={`${words.remove}: ${page.name || index + 1}`}>{words.remove}</Button>
          </Group>
        </Paper>
      ))}
      <Group><Button variant="default" onClick={() => form.insertListItem('pages', { key: crypto.randomUUID(), id: null, name: '', url: '', weight: 100 })}>{words.addPage}</Button></Group>
    </Stack>
  );
}

function urlProblem(value: string, mayBeEmpty: boolean): string | null {
  if (value.trim() === '') return mayBeEmpty ? null : advertiserTexts.wizard.needUrl;
  return /^https?:\/\/\S+$/.test(value.trim()) ? null : advertiserTexts.wizard.needUrl;
}
