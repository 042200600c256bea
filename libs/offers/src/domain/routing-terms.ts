import type { OfferRouting, TargetingRule } from '../contracts';

const NAMES: Record<TargetingRule['dimension'], string> = {
  country: 'countries', region: 'regions', device: 'devices', os: 'operating systems', browser: 'browsers', language: 'languages', weekday: 'days of the week', hour: 'hours of the day',
  referrer: 'referring sites', source_id: 'sources', sub1: 'sub1', sub2: 'sub2', sub3: 'sub3', sub4: 'sub4', sub5: 'sub5', sub6: 'sub6', sub7: 'sub7', sub8: 'sub8', sub9: 'sub9', sub10: 'sub10',
};
const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What traffic the offer takes and counts, in words that an affiliate can go by. */
export function describeRouting(routing: OfferRouting): string[] {
  const rules = routing.targeting.map((rule) => describeRule(rule, routing.timeZone));
  if (routing.expiresAt) rules.push(`Until ${routing.expiresAt.toISOString()}`);
  if (routing.bannedReferrers.length > 0) rules.push(`Clicks from these sites do not count: ${routing.bannedReferrers.join(', ')}`);
  if (routing.forbidsPaidTraffic) rules.push('No paid traffic: clicks that carry an ad platform’s id are flagged');
  return rules;
}

function describeRule(rule: TargetingRule, timeZone: string): string {
  const isTime = rule.dimension === 'weekday' || rule.dimension === 'hour';
  const values = rule.dimension === 'weekday' ? rule.values.map((value) => WEEKDAYS[Number(value)] ?? value) : rule.values;
  return `${rule.mode === 'allow' ? 'Only these' : 'Not these'} ${NAMES[rule.dimension]}${isTime ? ` (${timeZone})` : ''}: ${values.join(', ')}`;
}
