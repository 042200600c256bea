import { useQuery } from '@tanstack/react-query';
import { useAdvertiserNames, useAffiliateNames, useOffers } from '../../api/names';
import { links, promoCodes } from '../../api/queries';
import { shortId } from '../../components/names';
import { useUser } from '../../session/use-user';
import { channelKindName } from '../../strings/channel-kinds';
import { reports as words } from '../../strings/reports';
import { clickReason } from '../../strings/reasons';
import { countryName } from '../public/countries';
import { bucketText } from './report-buckets';
import { type ReportDimension, WITHOUT_VALUE } from './report-search';

export type ValueName = (dimension: ReportDimension, value: string | null) => string;

/** What people read for a value of a dimension: names for ids, as far as the role may know them, and hours in the zone of the report. `used` says which lists are needed. */
export function useValueNames(used: readonly ReportDimension[], zone: string): ValueName {
  const { role } = useUser();
  const { offerOf } = useOffers();
  const [affiliateOf, advertiserOf] = [useAffiliateNames(), useAdvertiserNames()];
  const known = useQuery({ ...links.all(), enabled: role !== 'finance' && used.includes('link') });
  const codes = useQuery({ ...promoCodes.all(), enabled: used.includes('promo_code') });
  const names: Partial<Record<ReportDimension, (value: string) => string | undefined | null>> = {
    offer: (id) => offerOf(id)?.name,
    affiliate: affiliateOf,
    advertiser: advertiserOf,
    link: (id) => known.data?.rows.find((link) => link.id === id)?.code,
    promo_code: (id) => codes.data?.rows.find((code) => code.id === id)?.code,
    landing_page: () => null,
    channel_type: channelKindName,
    country: countryName,
    click_outcome: (outcome) => (outcome === 'counted' ? words.metrics.counted : clickReason(outcome)),
    hour: (at) => bucketText('hour', at, zone),
  };
  return (dimension, value) => {
    if (value === null || value === WITHOUT_VALUE) return words.noValue;
    const nameOf = names[dimension];
    return nameOf ? (nameOf(value) ?? shortId(value)) : value;
  };
}
