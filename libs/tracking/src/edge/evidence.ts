import type { ClickStep } from '../domain/routing';
import type { Visit } from './visit';

const HEADERS = ['sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-user', 'sec-purpose', 'purpose', 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform'] as const;
const LONGEST_HEADER = 120;
/** What the record has room for. */
const LONGEST = 2_000;

/** What the decision rested on beyond the columns of a click, as JSON; null where there is nothing to say. */
export function evidenceOf(visit: Visit, step: ClickStep): string | null {
  const adPlatformIds = visit.adPlatformIds;
  const { anonymous } = visit.request.visitor;
  if (step.reason === null && adPlatformIds === null && !anonymous) return null;
  const text = JSON.stringify({
    ...(step.reason === null ? {} : { method: visit.method, headers: headersOf(visit) }),
    ...(adPlatformIds === null ? {} : { ad_platform_ids: adPlatformIds, ...(step.offer.routing.forbidsPaidTraffic ? { paid_traffic_forbidden: true } : {}) }),
    ...(anonymous ? { anonymous: true } : {}),
  });
  if (Buffer.byteLength(text) <= LONGEST) return text;
  return JSON.stringify({ method: visit.method, ad_platforms: Object.keys(adPlatformIds ?? {}), shortened: true });
}

function headersOf(visit: Visit): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of HEADERS) {
    const value = visit.request.headers[name];
    if (value !== undefined) found[name] = value.slice(0, LONGEST_HEADER);
  }
  return found;
}
