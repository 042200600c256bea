import type { components } from '@fairlead/client';
import { parseMoney } from '../../components/money-text';
import type { TermsToTell } from '../../components/offer-terms';

type NewOffer = components['schemas']['CreateOfferRequest'];

/** The wizard's fields as they are typed. */
export interface OfferDraft {
  name: string;
  landing_url: string;
  currency: NewOffer['currency'];
  kind: 'percent' | 'flat';
  rate: string;
  amount: string;
  goals: string[];
  fee: string;
  window: number;
  hold: number;
  approval: 'auto' | 'manual';
  visibility: 'public' | 'approval' | 'private';
  hosts: string;
  click_cap: number | '';
  conversion_cap: number | '';
}

export const EMPTY_DRAFT: OfferDraft = {
  name: '', landing_url: '', currency: 'USD', kind: 'percent', rate: '10', amount: '', goals: ['sale'], fee: '20', window: 30, hold: 14, approval: 'auto', visibility: 'public', hosts: '', click_cap: '', conversion_cap: '',
};

const STORAGE_KEY = 'fairlead.offer-draft';

/** The draft survives a reload of the tab. */
export const draftStore = {
  read(): OfferDraft {
    const kept = sessionStorage.getItem(STORAGE_KEY);
    return kept === null ? EMPTY_DRAFT : { ...EMPTY_DRAFT, ...(JSON.parse(kept) as Partial<OfferDraft>) };
  },
  keep: (draft: OfferDraft): void => sessionStorage.setItem(STORAGE_KEY, JSON.stringify(draft)),
  forget: (): void => sessionStorage.removeItem(STORAGE_KEY),
};

/** Basis points from a percentage that was typed; null when it is none between 0 and 100 with two digits. */
export function basisPoints(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value <= 10_000 ? value : null;
}

export function commissionOf(draft: OfferDraft): NewOffer['commission'] {
  return draft.kind === 'percent' ? { type: 'percent', rate_bps: basisPoints(draft.rate) ?? 0 } : { type: 'flat', amount: parseMoney(draft.amount, draft.currency) ?? 0 };
}

/** The body of the call that creates the offer. */
export function toRequest(draft: OfferDraft): NewOffer {
  return {
    name: draft.name.trim(), landing_url: draft.landing_url.trim(), currency: draft.currency, commission: commissionOf(draft), goals: draft.goals, network_fee_bps: basisPoints(draft.fee) ?? 0,
    attribution_window_days: draft.window, hold_days: draft.hold, approval: draft.approval, visibility: draft.visibility, deep_link_hosts: hostsOf(draft),
    daily_click_cap: draft.click_cap === '' ? null : draft.click_cap, daily_conversion_cap: draft.conversion_cap === '' ? null : draft.conversion_cap,
  };
}

/** The draft as an affiliate will read it. */
export function toTerms(draft: OfferDraft): TermsToTell {
  const request = toRequest(draft);
  return {
    commission: request.commission, currency: draft.currency, goals: draft.goals, attribution_window_days: draft.window, hold_days: draft.hold, approval: draft.approval,
    deep_link_hosts: hostsOf(draft), daily_click_cap: request.daily_click_cap ?? null, daily_conversion_cap: request.daily_conversion_cap ?? null,
  };
}

function hostsOf(draft: OfferDraft): string[] {
  return draft.hosts.split(/[\s,]+/).filter(Boolean);
}
