/**
 * Query parameters in which ad platforms name the click that they sent: Google (gclid, gbraid, wbraid, dclid, gad_source), Meta (fbclid),
 * TikTok (ttclid), Microsoft (msclkid), X (twclid), LinkedIn (li_fat_id), Pinterest (epik), Snapchat (sccid), Yandex (yclid), Reddit
 * (rdt_cid), Quora (qclid), Impact (irclickid), Taboola (tblci), Outbrain (obclid), Mailchimp (mc_eid is a person's and is left out).
 */
export const AD_PLATFORM_PARAMETERS = [
  'gclid', 'gbraid', 'wbraid', 'dclid', 'fbclid', 'ttclid', 'msclkid', 'twclid', 'li_fat_id', 'epik', 'sccid', 'yclid', 'rdt_cid', 'qclid', 'tblci', 'obclid',
] as const;
export type AdPlatformParameter = (typeof AD_PLATFORM_PARAMETERS)[number];

/** The ids of one visit. */
export type AdPlatformIds = Readonly<Partial<Record<AdPlatformParameter, string>>>;

const KNOWN: ReadonlySet<string> = new Set(AD_PLATFORM_PARAMETERS);
/** The longest that any platform is known to send is about half of it. */
const MAX_LENGTH = 512;
const PLAIN = /^[\w.~+/=:%|-]+$/;

/** Those that the visit's query carries, or null. A value that no platform would send is left out. Names are compared without regard to case. */
export function readAdPlatformIds(query: Readonly<Record<string, unknown>>): AdPlatformIds | null {
  let found: Partial<Record<string, string>> | null = null;
  for (const key in query) {
    const value = query[key];
    if (key.length > 9 || typeof value !== 'string' || value.length > MAX_LENGTH) continue;
    const name = key.toLowerCase();
    if (KNOWN.has(name) && PLAIN.test(value)) (found ??= {})[name] = value;
  }
  return found;
}
