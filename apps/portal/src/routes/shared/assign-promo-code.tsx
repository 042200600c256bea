import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { useOffers } from '../../api/names';
import { applications } from '../../api/queries';
import { tellDone } from '../../components/notify';
import { shortId } from '../../components/names';
import { ErrorState } from '../../components/states';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';

const words = conversionsTexts.promoCodes;
const EMPTY = { offer_id: '', affiliate_id: '', code: '' };

/** Gives a code of the advertiser's shop to an affiliate of an offer. */
export function AssignPromoCode() {
  const queries = useQueryClient();
  const { offers } = useOffers();
  const form = useForm({
    initialValues: EMPTY,
    validate: { offer_id: (value) => (value ? null : words.needOffer), affiliate_id: (value) => (value ? null : words.needAffiliate), code: (value) => (value.trim() ? null : words.needCode) },
  });
  const { offer_id } = form.values;
  const enrolled = useInfiniteQuery({ ...applications({ status: 'approved', offer_id }), enabled: offer_id !== '' });
  const rows = enrolled.data?.pages.flatMap((page) => page.data) ?? [];
  const assign = useMutation({
    mutationFn: async (values: typeof EMPTY) => body(await api.POST('/api/v1/promo-codes', { body: values })),
    onSuccess: async () => {
      form.reset();
      tellDone(words.assigned);
      await queries.invalidateQueries({ queryKey: ['promo-codes'] });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => assign.mutate(values))} noValidate>
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <Select label={t.shared.fields.offer} searchable w={{ base: '100%', xs: 260 }} data={offers.filter((offer) => offer.status !== 'archived').map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('offer_id')} value={form.values.offer_id || null} onChange={(value) => form.setValues({ offer_id: value ?? '', affiliate_id: '' })} />
          <Select label={t.shared.fields.affiliate} searchable w={{ base: '100%', xs: 260 }} disabled={rows.length === 0} data={rows.map((row) => ({ value: row.affiliate_id, label: row.affiliate_name ?? shortId(row.affiliate_id) }))} {...form.getInputProps('affiliate_id')} value={form.values.affiliate_id || null} />
          <TextInput label={words.code} w={{ base: '100%', xs: 160 }} {...form.getInputProps('code')} />
          <Button type="submit" mt={25} loading={assign.isPending}>{words.assign}</Button>
        </Group>
        {offer_id !== '' && enrolled.isSuccess && rows.length === 0 ? <Text size="sm" c="dimmed">{words.noAffiliates}</Text> : null}
        {assign.isError ? <ErrorState error={assign.error} /> : null}
      </Stack>
    </form>
  );
}
