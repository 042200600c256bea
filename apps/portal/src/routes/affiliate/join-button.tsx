import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, body } from '../../api/client';
import type { Offer } from '../../api/types';
import { tellDone, tellFailure } from '../../components/notify';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

const words = affiliateTexts.offers;

/** Joins an open offer and takes its first link at once, or applies to one that is approved by hand. Joining twice changes nothing. */
export function JoinButton({ offer, size = 'sm', label }: { readonly offer: Offer; readonly size?: 'sm' | 'md'; readonly label?: string }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const join = useMutation({
    mutationFn: () => joinOffer(offer.id),
    onSuccess: async (status) => {
      await queries.invalidateQueries();
      tellDone(status === 'approved' ? words.joinedToast : words.appliedToast);
      await navigate({ to: '/offers/$offerId', params: { offerId: offer.id } });
    },
    onError: tellFailure,
  });
  return <Button size={size} loading={join.isPending} onClick={() => join.mutate()}>{label ?? (offer.visibility === 'public' ? words.join : words.apply)}</Button>;
}

async function joinOffer(id: string): Promise<'approved' | 'pending' | 'rejected'> {
  const enrolment = body(await api.POST('/api/v1/offers/{id}/applications', { params: { path: { id } } }));
  if (enrolment.status !== 'approved') return enrolment.status;
  const taken = body(await api.GET('/api/v1/links', { params: { query: { offer_id: id, limit: 1 } } })).data;
  if (taken.length === 0) body(await api.POST('/api/v1/links', { body: { offer_id: id } }));
  return 'approved';
}
