import type { TermsInput } from '../domain/terms-input';
import type { OfferInput } from '../persistence/offers.repository';
import { readCommission, type UpdateOfferRequest } from './offer.dto';

/** What an offer has when its maker does not say. */
export const OFFER_DEFAULTS = { visibility: 'approval', clickParameter: 'fl_click', deepLinkHosts: [], goals: ['sale'] } as const satisfies Partial<OfferInput>;
export const TERMS_DEFAULTS = {
  networkFeeBps: 0, attributionWindowDays: 30, holdDays: 14, approval: 'manual', dailyClickCap: null, dailyConversionCap: null,
} as const satisfies Partial<TermsInput>;

/** The fields of an offer that a request names. */
export function readOfferChange(body: Partial<UpdateOfferRequest>): Partial<OfferInput> {
  return dropUndefined({
    name: body.name, visibility: body.visibility, landingUrl: body.landing_url, clickParameter: body.click_parameter,
    deepLinkHosts: body.deep_link_hosts, goals: body.goals,
  });
}

/** The terms that a request names. */
export function readTermsChange(body: Partial<UpdateOfferRequest>): Partial<TermsInput> {
  return dropUndefined({
    commission: body.commission && readCommission(body.commission), networkFeeBps: body.network_fee_bps, attributionWindowDays: body.attribution_window_days,
    holdDays: body.hold_days, approval: body.approval, dailyClickCap: body.daily_click_cap, dailyConversionCap: body.daily_conversion_cap,
  });
}

function dropUndefined<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
