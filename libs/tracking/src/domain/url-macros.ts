import { type Device, SUB_NAMES, type Subs, type SubName } from '../contracts';

/**
 * What may stand in braces in a landing URL, a landing page, a deep link, a fallback URL or a UTM value. In a fallback URL
 * `landing_page_id` is empty, and `offer_id` is the offer that the link was made for.
 */
export const MACROS = [
  'click_id', 'affiliate_id', 'offer_id', ...SUB_NAMES, 'source_id', 'country', 'device', 'os', 'browser', 'creative_id', 'landing_page_id', 'referrer_host',
] as const;
export type Macro = (typeof MACROS)[number];

/** What the macros stand for at one click. Ids are public ones. */
export interface UrlValues {
  readonly clickId: string;
  readonly affiliateId: string;
  readonly offerId: string;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly country: string | null;
  readonly device: Device;
  readonly os: string | null;
  readonly browser: string | null;
  readonly creativeId: string | null;
  readonly landingPageId: string | null;
  readonly referrerHost: string | null;
}

/** Written plain, or with the braces percent-encoded as a parsed URL holds them outside the query. */
const PATTERN = new RegExp(`\\{(${MACROS.join('|')})\\}|%7[Bb](${MACROS.join('|')})%7[Dd]`, 'g');
const KNOWN: ReadonlySet<string> = new Set(MACROS);

/** Replaces each macro of the text. Unknown braces are left as they are. */
export function findMacros(text: string, replace: (macro: Macro) => string): string {
  return text.replace(PATTERN, (match: string, plain: string | undefined, encoded: string | undefined) => {
    const name = plain ?? encoded;
    return isMacro(name) ? replace(name) : match;
  });
}

/** The value of a macro, not encoded; empty when absent. */
export function valueOf(macro: Macro, values: UrlValues): string {
  return (isSub(macro) ? values.subs[macro] : values[FIELDS[macro]]) ?? '';
}

const FIELDS = {
  click_id: 'clickId', affiliate_id: 'affiliateId', offer_id: 'offerId', source_id: 'sourceId', country: 'country', device: 'device', os: 'os', browser: 'browser',
  creative_id: 'creativeId', landing_page_id: 'landingPageId', referrer_host: 'referrerHost',
} as const satisfies Record<Exclude<Macro, SubName>, keyof UrlValues>;

function isSub(macro: Macro): macro is SubName {
  return macro.startsWith('sub');
}

function isMacro(name: string | undefined): name is Macro {
  return name !== undefined && KNOWN.has(name);
}
