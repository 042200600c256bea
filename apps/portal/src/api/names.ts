import { useQuery } from '@tanstack/react-query';
import { useUser } from '../session/use-user';
import { api, body } from './client';
import { wholeList } from './lists';
import { advertisers, affiliates } from './network-queries';
import { offers } from './queries';
import { members } from './team-queries';
import type { Offer } from './types';

const NAMES_STALE_MS = 60_000;
type NameOf = (id: string) => string | null;

const partners = () => wholeList('applications', { status: 'all' }, async (step) => body(await api.GET('/api/v1/applications', { params: { query: step } })), 2_000);

/** Offers by id, from one cached list. */
export function useOffers(): { readonly offers: Offer[]; readonly offerOf: (id: string) => Offer | null } {
  const { data } = useQuery({ ...offers.all(), staleTime: NAMES_STALE_MS });
  const rows = data?.rows ?? [];
  return { offers: rows, offerOf: (id) => rows.find((offer) => offer.id === id) ?? null };
}

/** Names of affiliates, as far as the role may know them. */
export function useAffiliateNames(): NameOf {
  const { role } = useUser();
  const staff = role === 'admin' || role === 'finance';
  const known = useQuery({ ...affiliates.all(), staleTime: NAMES_STALE_MS, enabled: staff });
  const applied = useQuery({ ...partners(), staleTime: NAMES_STALE_MS, enabled: role === 'advertiser' });
  return (id) => known.data?.rows.find((row) => row.id === id)?.name ?? applied.data?.rows.find((row) => row.affiliate_id === id)?.affiliate_name ?? null;
}

/** Names of advertisers, as far as the role may know them. */
export function useAdvertiserNames(): NameOf {
  const { role } = useUser();
  const staff = role === 'admin' || role === 'finance';
  const known = useQuery({ ...advertisers.all(), staleTime: NAMES_STALE_MS, enabled: staff });
  const { offers: visible } = useOffers();
  return (id) => known.data?.rows.find((row) => row.id === id)?.name ?? visible.find((offer) => offer.advertiser_id === id)?.advertiser_name ?? null;
}

/** Names of the people of the reader's own organization. */
export function useMemberNames(): NameOf {
  const { data } = useQuery({ ...members(), staleTime: NAMES_STALE_MS });
  return (id) => data?.find((member) => member.id === id)?.name ?? null;
}
