import { NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOffers } from '../../api/names';
import { links } from '../../api/queries';
import { CopyField } from '../../components/copy-field';
import { ButtonLink } from '../../components/links';
import { ErrorState, LoadingRows } from '../../components/states';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.overview.quick;

/** The links at hand, ready to copy. */
export function QuickLink() {
  const { data, error, refetch } = useQuery(links.all());
  const { offerOf } = useOffers();
  const [chosen, choose] = useState<string | null>(null);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  const active = data.rows.filter((link) => link.status === 'active');
  const link = active.find((one) => one.id === chosen) ?? active[0];
  if (!link) return <Stack gap="sm" align="flex-start"><Text size="sm">{words.none}</Text><ButtonLink to="/offers" size="xs">{affiliateTexts.links.browse}</ButtonLink></Stack>;
  const options = active.map((one) => ({ value: one.id, label: [(one.offer_id ? offerOf(one.offer_id)?.name : one.label) ?? one.code, one.sub1].filter(Boolean).join(' · ') }));
  return (
    <Stack>
      <NativeSelect label={words.offer} data={options} value={link.id} onChange={(event) => choose(event.currentTarget.value)} />
      <CopyField label={affiliateTexts.offer.linkTitle} value={link.url} />
    </Stack>
  );
}
