import type { Dimension, Metric } from '../contracts';

/** What people read for figures, cuts and values, in mails. The portal says the same: a test holds the two together. */
export const METRIC_WORDS: Readonly<Record<Metric, string>> = {
  clicks: 'Clicks', counted: 'Counted', filtered: 'Filtered', uniques: 'Unique', conversions: 'Conversions', pending: 'Pending', held: 'Held', approved: 'Approved', rejected: 'Rejected', reversed: 'Reversed',
  sale_amount: 'Sales', reversed_amount: 'Taken back', commission: 'Commission', charge: 'Charge', margin: 'Margin', aov: 'Average order', approval_rate: 'Approval rate', cr: 'Conversion rate', epc: 'Earned per click',
  roas: 'Return on spend', reversal_rate: 'Taken-back rate', filtered_bot: 'Filtered: bots', filtered_prefetch: 'Filtered: loaded ahead', filtered_head_request: 'Filtered: link checks', filtered_data_centre: 'Filtered: data centres',
  filtered_duplicate: 'Filtered: repeats', filtered_flooding: 'Filtered: floods', filtered_image_click: 'Filtered: as a picture', filtered_impossible_client: 'Filtered: impossible browsers', filtered_referrer_banned: 'Filtered: banned sites',
  filtered_paused: 'Filtered: offer paused', filtered_expired: 'Filtered: offer ended', filtered_not_enrolled: 'Filtered: not enrolled', filtered_affiliate_suspended: 'Filtered: suspended', filtered_source_blocked: 'Filtered: blocked sources',
  filtered_cap: 'Filtered: click limit', filtered_targeting: 'Filtered: targeting',
};

export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  day: 'Day', week: 'Week', month: 'Month', hour: 'Hour', offer: 'Offer', goal: 'Goal', advertiser: 'Advertiser', affiliate: 'Affiliate', link: 'Link', landing_page: 'Landing page', creative: 'Creative',
  source_id: 'Source', sub1: 'Sub 1', sub2: 'Sub 2', sub3: 'Sub 3', sub4: 'Sub 4', sub5: 'Sub 5', sub6: 'Sub 6', sub7: 'Sub 7', sub8: 'Sub 8', sub9: 'Sub 9', sub10: 'Sub 10', channel_type: 'Channel', trigger: 'Came by',
  country: 'Country', device: 'Device', os: 'System', browser: 'Browser', promo_code: 'Promo code', click_outcome: 'Counted or why not',
};

export const CHANNEL_WORDS: Readonly<Record<string, string>> = { site: 'Website', youtube: 'YouTube', instagram: 'Instagram', tiktok: 'TikTok', podcast: 'Podcast', newsletter: 'Newsletter', app: 'App', other: 'Other' };

/** For a key that has no value. */
export const NO_VALUE_WORD = 'None';
