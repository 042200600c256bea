/**
 * Every page of the portal, by who can open it. `{name}` stands for an id that `findIds` looks up over the API; a page whose
 * thing does not exist yet is left out.
 */
export const PUBLIC_PAGES = [
  ['sign-in', '/sign-in'],
  ['sign-up', '/sign-up'],
  ['join', '/join/{openOffer}'],
  ['terms', '/terms'],
  ['verify-email', '/verify-email#token=not-a-token'],
  ['forgot-password', '/forgot-password'],
  ['reset-password', '/reset-password#token=not-a-token'],
  ['invitation', '/invitation'],
  ['not-found', '/there-is-no-such-page'],
];

const RESULTS = [
  ['reports', '/reports'],
  ['reports-by-country', '/reports?by=country&then=device&compare=true'],
  ['conversions', '/conversions'],
  ['conversion', '/conversions/{conversion}'],
  ['conversion-rejected', '/conversions/{rejectedConversion}'],
  ['clicks', '/clicks'],
  ['click', '/clicks/{click}'],
];
const ACCOUNT = [['notices', '/notices'], ['developer', '/developer'], ['audit', '/audit'], ['team', '/settings/team'], ['security', '/settings/security']];
const BOOKS = [['balances', '/balances'], ['batches', '/batches'], ['batch-draft', '/batches/{draftBatch}'], ['batch-submitted', '/batches/{submittedBatch}'], ['batch-settled', '/batches/{settledBatch}'], ['payouts', '/payouts'], ['payout', '/payouts/{payout}'], ['fundings', '/fundings'], ['adjustments', '/adjustments'], ['adjustment-request', '/adjustments?request=true'], ['adjustment', '/adjustments/{requestedAdjustment}'], ['adjustment-approved', '/adjustments/{approvedAdjustment}'], ['ledger', '/ledger'], ['reconciliation', '/reconciliation'], ['journals', '/journals'], ['journal', '/journals/{journal}']];
const NETWORK = [['advertisers', '/advertisers'], ['affiliates', '/affiliates'], ['offers', '/offers'], ['offer', '/offers/{offer}']];

export const PAGES = {
  affiliate: [
    ['overview', '/'], ['offers', '/offers'], ['offer', '/offers/{joinedOffer}'], ['offer-open', '/offers/{openOffer}'], ['links', '/links'], ['links-live', '/links?live={link}'], ['codes', '/codes'], ...RESULTS,
    ['earnings', '/earnings'], ['payouts', '/payouts'], ['payout', '/payouts/{payout}'], ['payout-account', '/payout-account'], ['channels', '/channels'], ...ACCOUNT, ['denied', '/batches'],
  ],
  advertiser: [
    ['overview', '/'], ['offers', '/offers'], ['offer-new', '/offers/new'], ['offer', '/offers/{offer}'], ['offer-tracking', '/offers/{offer}/tracking'], ['offer-traffic', '/offers/{offer}/traffic'], ['applications', '/applications'], ['codes', '/codes'], ...RESULTS,
    ['conversions-to-review', '/conversions?status=pending'], ['tracking', '/tracking'], ['domains', '/domains'], ['funds', '/funds'], ...ACCOUNT,
  ],
  finance: [['overview', '/'], ...BOOKS, ...NETWORK, ...RESULTS, ...ACCOUNT],
  admin: [['overview', '/'], ...NETWORK, ['applications', '/applications'], ['tracking', '/tracking'], ['domains', '/domains'], ...RESULTS, ...BOOKS, ['mails', '/mails'], ['mail', '/mails/{mail}'], ['users', '/users'], ['settings', '/network-settings'], ['operations', '/operations'], ...ACCOUNT],
};

const FIRST = {
  conversion: ['conversions?status=approved'], rejectedConversion: ['conversions?status=rejected'], click: ['clicks'], offer: ['offers'], link: ['links'], payout: ['payouts?status=transferred', 'payouts'], journal: ['ledger/journals'], mail: ['mails'],
  requestedAdjustment: ['adjustments?status=requested'], approvedAdjustment: ['adjustments?status=approved'],
  draftBatch: ['payout-batches?status=draft'], submittedBatch: ['payout-batches?status=submitted'], settledBatch: ['payout-batches?status=settled'],
};

/** Ids for the placeholders, as far as this caller sees such things. `get(path)` reads a list of the API, or answers null where it may not. */
export async function findIds(get) {
  const ids = {};
  for (const [name, lists] of Object.entries(FIRST)) {
    for (const list of lists) ids[name] ??= (await get(list))?.[0]?.id;
  }
  const offers = (await get('offers?limit=100')) ?? [];
  ids.joinedOffer = offers.find((offer) => offer.enrolment?.status === 'approved' && offer.status === 'active')?.id;
  ids.openOffer = offers.find((offer) => offer.enrolment === null && offer.status === 'active')?.id;
  return ids;
}

/** The pages with their placeholders filled in. */
export function withIds(pages, ids) {
  return pages
    .map(([name, path]) => [name, path.replace(/\{(\w+)\}/g, (_, id) => ids[id] ?? '{}')])
    .filter(([, path]) => !path.includes('{}'));
}
