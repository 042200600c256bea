import type { FilterDimension } from '../contracts';

const NO_ID = '00000000-0000-0000-0000-000000000000';
const SUBS = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10'] as const;
/** A channel is its link's, and looked up there. */
type OfClick = Exclude<FilterDimension, 'goal' | 'promo_code' | 'channel_type'>;

/** SQL of each dimension in the click log: `c` click, `r` click_route, `a` click_agent. Empty text where there is none. */
export const CLICK_COLUMNS: Readonly<Record<OfClick, string>> = {
  offer: 'r.offer_id', advertiser: 'r.advertiser_id', affiliate: 'r.affiliate_id', link: 'r.link_id::text', landing_page: `coalesce(nullif(r.landing_page_id, '${NO_ID}')::text, '')`,
  creative: `coalesce(c.creative_id, '')`, source_id: `coalesce(c.source_id, '')`,
  ...(Object.fromEntries(SUBS.map((name) => [name, `coalesce(c.${name}, '')`])) as Record<(typeof SUBS)[number], string>),
  trigger: `coalesce(c.trigger, 'link')`, country: `coalesce(c.country, '')`, device: 'a.device', os: `coalesce(a.os, '')`, browser: `coalesce(a.browser, '')`,
  click_outcome: `coalesce(c.reason, 'counted')`,
};
