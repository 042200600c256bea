/** Enumerated reasons of the API in plain words, by code. */
const CLICK_REASONS: Readonly<Record<string, string>> = {
  bot: 'A known bot or crawler',
  prefetch: 'The browser loaded the page ahead, nobody clicked',
  head_request: 'A program checked the link, nobody clicked',
  data_centre: 'It came from a data centre, not from a person’s connection',
  duplicate: 'The same visitor clicked again within moments',
  flooding: 'Far too many clicks from one address within a minute',
  image_click: 'The link was loaded as a picture, nobody clicked',
  impossible_client: 'The browser said things about itself that cannot be true together',
  referrer_banned: 'It came from a site that the advertiser does not take traffic from',
  paused: 'The offer was paused',
  expired: 'The offer had ended',
  source_blocked: 'The advertiser blocked this source',
  not_enrolled: 'Your application was not approved at that time',
  affiliate_suspended: 'The affiliate account was suspended',
  cap: 'The daily click limit of the offer was reached',
  targeting: 'The visitor was outside of the offer’s targeting',
};

interface Remedy {
  readonly means: string;
  readonly fix: string;
}

const CONVERSION_REASONS: Readonly<Record<string, Remedy>> = {
  'conversion.out_of_window': { means: 'The purchase came after the attribution window of the click', fix: 'Nothing to do. A longer window applies to clicks from then on.' },
  'conversion.unknown_click': { means: 'No click has this click id', fix: 'Send the value that the landing page received in its click parameter, unchanged.' },
  'conversion.unknown_coupon': { means: 'No promo code of yours has this name', fix: 'Assign the code to an affiliate first, or correct its spelling.' },
  'conversion.attribution_missing': { means: 'Neither a click id nor a promo code was sent', fix: 'Send click_id, coupon, or both.' },
  'conversion.order_id_missing': { means: 'The order id is missing', fix: 'Send your own id of the purchase as order_id.' },
  'conversion.amount_missing': { means: 'The amount is missing', fix: 'Send the order value in major units as amount, for example 49.90.' },
  'conversion.amount_malformed': { means: 'The amount is not a number the network can read', fix: 'Use a point for decimals and no thousands separator: 1249.90.' },
  'conversion.currency_mismatch': { means: 'The currency differs from the offer’s', fix: 'Report in the currency of the offer. Amounts are never converted silently.' },
  'conversion.unknown_currency': { means: 'The currency is not a known ISO 4217 code', fix: 'Send a code such as EUR or USD.' },
  'conversion.unknown_goal': { means: 'The offer has no such goal', fix: 'Send one of the goals of the offer, or none for its first one.' },
  'conversion.duplicate_order': { means: 'This order was reported before with other details', fix: 'Each order counts once. Use reversals to correct it.' },
  'conversion.not_enrolled': { means: 'The affiliate is not enrolled in the offer', fix: 'Approve the application if you want to work together.' },
  'conversion.offer_paused': { means: 'The offer was paused', fix: 'Publish the offer again to accept purchases.' },
  'conversion.status_unknown': { means: 'The status is not one the network knows', fix: 'Send pending, approved or rejected, or none.' },
  'postback.unauthenticated': { means: 'The token or the signature is wrong', fix: 'Compare the token with the one of this page, or make a new one.' },
  'postback.malformed': { means: 'The call could not be read', fix: 'Compare the address with the one on this page.' },
  'postback.nonce_reused': { means: 'A signed call was sent twice', fix: 'Make a new nonce for every call.' },
  'postback.nonce_malformed': { means: 'The nonce is too short or too long', fix: 'Send 8 to 100 letters or digits.' },
  'postback.timestamp_out_of_range': { means: 'The time of a signed call is too far from now', fix: 'Check the clock of your server; ts is in seconds.' },
  'offer.not_found': { means: 'The offer does not exist', fix: 'Check the ids in the call.' },
};

const OTHER_REASONS: Readonly<Record<string, string>> = {
  awaiting_funds: 'The advertiser’s balance does not cover it yet. It is released as soon as money arrives.',
  no_destination: 'The affiliate has not set up a payout account',
  destination_not_active: 'The payout account is not ready at Stripe',
  destination_cooling: 'The payout account was changed lately, so nothing new is paid to it for some days',
  balance_not_positive: 'Reversals exceed earnings; the difference is carried forward',
  click_not_counted: 'The click was filtered and does not count',
  filtered_click: 'Its click was filtered, so a person decides',
  over_cap: 'The daily limit of conversions was reached, so a person decides',
  superseded_by_server: 'The advertiser’s server reported this order otherwise',
  browser_report: 'Only the visitor’s browser reported it, so a person or the advertiser’s server has to confirm it',
  affiliate_suspended: 'The affiliate is suspended, so a person decides',
  rejected_by_advertiser: 'The advertiser reported it as rejected',
  cap: 'The daily limit of conversions was reached',
  daily_cap: 'The daily limit of conversions was reached',
  offer_paused: 'The offer was paused',
  not_enrolled: 'The affiliate was not enrolled',
  self_purchase: 'The affiliate bought through their own link',
};

/** Why a click does not count. */
export const clickReason = (code: string): string => CLICK_REASONS[code] ?? sentence(code);
/** Why a conversion, a commission or a payout is where it is. Free text of a person stays as it is. */
export const reasonInWords = (reason: string): string => remedyFor(reason)?.means ?? OTHER_REASONS[reason] ?? CLICK_REASONS[reason] ?? sentence(reason);
/** What the advertiser can do about a refused call. */
export const remedyOf = (code: string): Remedy => remedyFor(code) ?? { means: sentence(code), fix: 'Look the code up in the list of error codes of the API.' };

/** The log of calls leaves out the prefix that problem documents have. */
function remedyFor(code: string): Remedy | undefined {
  return CONVERSION_REASONS[code] ?? CONVERSION_REASONS[`conversion.${code}`] ?? CONVERSION_REASONS[`postback.${code}`];
}

function sentence(code: string): string {
  if (!/^[a-z0-9_.]+$/.test(code)) return code;
  const words = code.replace(/^[a-z_]+\./, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
