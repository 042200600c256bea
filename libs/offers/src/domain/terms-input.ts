import type { OfferTerms } from '../contracts';

/** What a person may say of a new version of terms. */
export type TermsInput = Pick<
  OfferTerms, 'commission' | 'networkFeeBps' | 'attributionWindowDays' | 'holdDays' | 'approval' | 'dailyClickCap' | 'dailyConversionCap'
>;

/** Whether two versions say the same, so that an edit of the name alone makes no new version. */
export function sameTerms(a: TermsInput, b: TermsInput): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(terms: TermsInput): string {
  const plan = terms.commission.type === 'percent' ? `percent:${terms.commission.rateBps}` : `flat:${terms.commission.amountMinor}`;
  return [plan, terms.networkFeeBps, terms.attributionWindowDays, terms.holdDays, terms.approval, terms.dailyClickCap, terms.dailyConversionCap].join('|');
}
