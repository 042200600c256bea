import { Button, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { Offer } from '../../api/types';
import { ConfirmDialog } from '../../components/confirm-money';
import { decimalOf, parseMoney } from '../../components/money-text';
import { tellDone, tellFailure } from '../../components/notify';
import { useUser } from '../../session/use-user';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { basisPoints } from './offer-draft';

const words = advertiserTexts.offer;
const MOVES = {
  publish: (id: string) => api.POST('/api/v1/offers/{id}/publish', { params: { path: { id } } }),
  pause: (id: string) => api.POST('/api/v1/offers/{id}/pause', { params: { path: { id } } }),
  archive: (id: string) => api.POST('/api/v1/offers/{id}/archive', { params: { path: { id } } }),
};

/** What can be done with an offer in its state. */
export function OfferActions({ offer }: { readonly offer: Offer }) {
  const { role } = useUser();
  const queries = useQueryClient();
  const [archiving, { open, close }] = useDisclosure(false);
  const move = useMutation({
    mutationFn: async (to: keyof typeof MOVES) => body(await MOVES[to](offer.id)),
    onSuccess: async () => {
      close();
      tellDone(words.moved);
      await queries.invalidateQueries({ queryKey: ['offers'] });
    },
    onError: tellFailure,
  });
  if (role === 'finance' || offer.status === 'archived') return null;
  return (
    <>
      {role === 'advertiser' ? <ChangeCommission key={offer.version} offer={offer} /> : null}
      {offer.status === 'active' ? <Button variant="default" loading={move.isPending} onClick={() => move.mutate('pause')}>{words.pause}</Button> : <Button loading={move.isPending} onClick={() => move.mutate('publish')}>{words.publish}</Button>}
      <Button variant="default" onClick={open}>{words.archive}</Button>
      <ConfirmDialog opened={archiving} onClose={close} title={words.archiveTitle} confirmLabel={words.archive} danger onConfirm={() => move.mutate('archive')} pending={move.isPending}><Text size="sm">{words.archiveAbout}</Text></ConfirmDialog>
    </>
  );
}

/** Another rate from now on: a new version of the terms. */
function ChangeCommission({ offer }: { readonly offer: Offer }) {
  const { commission, currency } = offer;
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [kind, setKind] = useState<string>(commission.type);
  const [typed, setTyped] = useState(commission.type === 'percent' ? String((commission.rate_bps ?? 0) / 100) : decimalOf(commission.amount ?? 0, currency));
  const value = kind === 'percent' ? basisPoints(typed) : parseMoney(typed, currency);
  const save = useMutation({
    mutationFn: async () => body(await api.PATCH('/api/v1/offers/{id}', { params: { path: { id: offer.id } }, body: { commission: kind === 'percent' ? { type: 'percent', rate_bps: value ?? 0 } : { type: 'flat', amount: value ?? 0 } } })),
    onSuccess: async () => {
      close();
      tellDone(words.changed);
      await queries.invalidateQueries({ queryKey: ['offers'] });
    },
  });
  const wizard = advertiserTexts.wizard;
  return (
    <>
      <Button variant="default" onClick={open}>{words.edit}</Button>
      <ConfirmDialog opened={opened} onClose={close} title={words.edit} confirmLabel={words.save} onConfirm={() => save.mutate()} pending={save.isPending} error={save.error} disabled={value === null || value === 0}>
        <Stack>
          <Text size="sm">{words.editAbout}</Text>
          <Radio.Group label={wizard.kind} value={kind} onChange={setKind}><Stack gap="xs" mt={6}><Radio value="percent" label={wizard.percent} /><Radio value="flat" label={wizard.flat} /></Stack></Radio.Group>
          <TextInput label={kind === 'percent' ? wizard.rate : wizard.amount(currency)} inputMode="decimal" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} error={value === null ? (kind === 'percent' ? wizard.needRate : wizard.needAmount) : null} />
        </Stack>
      </ConfirmDialog>
    </>
  );
}
