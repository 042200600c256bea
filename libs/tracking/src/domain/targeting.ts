import type { TargetingRule } from '@fairlead/offers/contracts';
import type { SubName } from '../contracts';
import type { RoutedLink, TargetingDimension, VisitFacts } from './routing';
import { zonedTime } from './zoned-time';

/** Whether every rule lets the visit through. */
export function passesTargeting(rules: readonly TargetingRule[], link: RoutedLink, visit: VisitFacts, timeZone: string): boolean {
  for (const rule of rules) {
    if (!passes(rule, link, visit, timeZone)) return false;
  }
  return true;
}

/** Whether the host is one of these or beneath one. */
export function isUnderHost(host: string | null, hosts: readonly string[]): boolean {
  if (host === null) return false;
  for (const listed of hosts) {
    if (host === listed || (host.endsWith(listed) && host.charCodeAt(host.length - listed.length - 1) === DOT)) return true;
  }
  return false;
}

const DOT = '.'.charCodeAt(0);

function passes(rule: TargetingRule, link: RoutedLink, visit: VisitFacts, timeZone: string): boolean {
  const allows = rule.mode === 'allow';
  switch (rule.dimension) {
    case 'referrer': return isUnderHost(visit.referrerHost, rule.values) === allows;
    case 'region': return isInRegion(visit, rule.values) === allows;
    case 'weekday': return rule.values.includes(String(zonedTime(visit.nowMs, timeZone).weekday)) === allows;
    case 'hour': return rule.values.includes(String(zonedTime(visit.nowMs, timeZone).hour)) === allows;
    default: {
      const value = textOf(rule.dimension, link, visit);
      return (value !== null && rule.values.includes(value)) === allows;
    }
  }
}

/** A region is named with its country (`DE-BY`), or without where the country does not matter. */
function isInRegion(visit: VisitFacts, values: readonly string[]): boolean {
  return visit.region !== null && (values.includes(visit.region) || values.includes(`${visit.country ?? ''}-${visit.region}`));
}

type TextDimension = Exclude<TargetingDimension, 'referrer' | 'region' | 'weekday' | 'hour'>;

/** Values of rules are kept in this spelling: names of systems, browsers and languages in lower case. */
function textOf(dimension: TextDimension, link: RoutedLink, visit: VisitFacts): string | null {
  if (isSub(dimension)) return visit.subs[dimension] ?? link.subs[dimension] ?? null;
  if (dimension === 'source_id') return visit.sourceId ?? link.sourceId;
  return LOWER.has(dimension) ? (visit[dimension]?.toLowerCase() ?? null) : visit[dimension];
}

const LOWER: ReadonlySet<TextDimension> = new Set(['os', 'browser', 'language']);

function isSub(dimension: TextDimension): dimension is SubName {
  return dimension.startsWith('sub');
}
