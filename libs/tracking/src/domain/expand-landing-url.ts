import type { Device, Subs } from '../contracts';

/** What the macros of a landing URL stand for. */
export interface MacroValues {
  readonly clickId: string;
  readonly affiliateId: string;
  readonly offerId: string;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly country: string | null;
  readonly device: Device;
}

const MACRO = /\{(click_id|affiliate_id|offer_id|sub(?:10|[1-9])|source_id|country|device)\}/g;
/** A parsed URL holds its braces percent-encoded outside the query. */
const ENCODED_MACRO = /%7B(click_id|affiliate_id|offer_id|sub(?:10|[1-9])|source_id|country|device)%7D/gi;

/** Expands macros, each percent-encoded, and adds the click id under the offer's parameter. Absent values become empty. */
export function expandLandingUrl(template: string, clickParameter: string, values: MacroValues): string {
  const byName: Record<string, string> = {
    click_id: values.clickId, affiliate_id: values.affiliateId, offer_id: values.offerId, source_id: values.sourceId ?? '', country: values.country ?? '',
    device: values.device, ...values.subs,
  };
  const expand = (_match: string, name: string): string => encodeURIComponent(byName[name.toLowerCase()] ?? '');
  const url = new URL(template.replace(ENCODED_MACRO, expand).replace(MACRO, expand));
  // Written by hand: URLSearchParams would re-encode the advertiser's own parameters.
  const others = url.search.slice(1).split('&').filter((pair) => pair !== '' && pair.split('=')[0] !== clickParameter);
  url.search = [...others, `${clickParameter}=${values.clickId}`].join('&');
  return url.href;
}
