import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAdvertiserNames, useAffiliateNames, useOffers } from '../api/names';
import { smartLinks } from '../api/queries';
import type { Link } from '../api/types';
import { affiliate as affiliateTexts } from '../strings/affiliate';
import { TextLink } from './links';

/** An offer by its name, leading to it. */
export function OfferName({ id }: { readonly id: string }) {
  const offer = useOffers().offerOf(id);
  return <TextLink to="/offers/$offerId" params={{ offerId: id }} onClick={(event) => event.stopPropagation()}>{offer?.name ?? shortId(id)}</TextLink>;
}

/** What a link leads to: an offer, or a rotation across offers. */
export function LinkTarget({ link }: { readonly link: Pick<Link, 'offer_id' | 'smart_link_id'> }) {
  if (link.offer_id !== null) return <OfferName id={link.offer_id} />;
  return <SmartLinkName id={link.smart_link_id ?? ''} />;
}

function SmartLinkName({ id }: { readonly id: string }) {
  const { data } = useQuery(smartLinks.all());
  return <Text component="span" inherit>{affiliateTexts.links.smart(data?.rows.find((one) => one.id === id)?.name ?? shortId(id))}</Text>;
}

/** An affiliate by its name, or its id where the role knows no name. */
export function AffiliateName({ id }: { readonly id: string }) {
  return <Text component="span" inherit>{useAffiliateNames()(id) ?? shortId(id)}</Text>;
}

/** An advertiser by its name. */
export function AdvertiserName({ id }: { readonly id: string }) {
  return <Text component="span" inherit>{useAdvertiserNames()(id) ?? shortId(id)}</Text>;
}

/** The prefix and the end of an id: enough to tell rows apart. */
export function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, id.indexOf('_') + 1)}…${id.slice(-6)}` : id;
}
