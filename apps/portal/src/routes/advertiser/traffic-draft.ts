import type { components } from '@fairlead/client';
import type { OfferRouting } from '../../api/types';

type NewRouting = components['schemas']['SetOfferRoutingRequest'];
type Rule = OfferRouting['targeting'][number];

/** The part of an offer's routing that the form edits. */
export interface Traffic {
  countries: string[];
  devices: string[];
  pages: { key: string; id: string | null; name: string; url: string; weight: number }[];
  fallback: string;
}

const isAllow = (rule: Rule, dimension: string): boolean => rule.dimension === dimension && rule.mode === 'allow';
const valuesOf = (routing: OfferRouting, dimension: string): string[] => [...(routing.targeting.find((rule) => isAllow(rule, dimension))?.values ?? [])];

/** What the form starts with. */
export function toTraffic(routing: OfferRouting): Traffic {
  return {
    countries: valuesOf(routing, 'country'),
    devices: valuesOf(routing, 'device'),
    pages: (routing.landing_pages ?? []).map((page) => ({ key: page.id ?? page.url, id: page.id ?? null, name: page.name, url: page.url, weight: page.weight })),
    fallback: routing.fallback_url ?? '',
  };
}

/** The whole routing with what was edited; all else stays as it was read, and another edit meanwhile is refused. */
export function toRouting(traffic: Traffic, read: OfferRouting): NewRouting {
  const kept = read.targeting.filter((rule) => !isAllow(rule, 'country') && !isAllow(rule, 'device'));
  const targeting = [...kept, ...allow('country', traffic.countries), ...allow('device', traffic.devices)];
  const rulesOf = (id: string | null): Pick<NonNullable<NewRouting['landing_pages']>[number], 'targeting'> => {
    const rules = read.landing_pages?.find((page) => page.id === id)?.targeting;
    return rules ? { targeting: rules } : {};
  };
  const { offer_id: _offer, terms: _terms, version, ...rest } = read;
  return {
    ...rest, if_version: version, targeting, fallback_url: traffic.fallback.trim() || null,
    landing_pages: traffic.pages.map(({ id, name, url, weight }) => ({ ...(id === null ? {} : { id }), name: name.trim(), url: url.trim(), weight, ...rulesOf(id) })),
  };
}

function allow(dimension: 'country' | 'device', values: string[]): Rule[] {
  return values.length === 0 ? [] : [{ dimension, mode: 'allow', values }];
}
