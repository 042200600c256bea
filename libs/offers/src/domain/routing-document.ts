import type { Uuid } from '@fairlead/kernel';
import { DEFAULT_ROUTING, type FailTarget, type LandingPage, type OfferRouting, type TargetingRule } from '../contracts';

/** What a person says of a new version of routing. A landing page without an id is a new one. */
export interface RoutingInput extends Omit<OfferRouting, 'version' | 'landingPages'> {
  readonly landingPages: readonly (Omit<LandingPage, 'id'> & { readonly id: Uuid | null })[];
}

/** Routing as its row keeps it: JSON values only, instants as RFC 3339 text. */
export type RoutingDocument = Omit<OfferRouting, 'version' | 'expiresAt'> & { readonly expiresAt: string | null };

export function toRoutingDocument(routing: OfferRouting): RoutingDocument {
  return {
    timeZone: routing.timeZone, expiresAt: routing.expiresAt?.toISOString() ?? null, targeting: routing.targeting, landingPages: routing.landingPages,
    failMode: routing.failMode, failTargets: routing.failTargets, redirectWhenPaused: routing.redirectWhenPaused, fallbackUrl: routing.fallbackUrl, utm: routing.utm,
    blockedSources: routing.blockedSources, bannedReferrers: routing.bannedReferrers, forbidsPaidTraffic: routing.forbidsPaidTraffic, takesBrowserReports: routing.takesBrowserReports,
  };
}

export function fromRoutingDocument(version: number, document: RoutingDocument): OfferRouting {
  return { ...DEFAULT_ROUTING, ...document, version, expiresAt: document.expiresAt === null ? null : new Date(document.expiresAt) };
}

/** The next version, in the spelling that visits are compared in: rules name a thing once, in one case. */
export function nextRouting(version: number, routing: RoutingInput, mintId: () => Uuid): OfferRouting {
  return {
    ...routing,
    version,
    targeting: routing.targeting.map(normalizeRule),
    landingPages: routing.landingPages.map((page): LandingPage => ({ ...page, id: page.id ?? mintId(), targeting: page.targeting.map(normalizeRule) })),
    failTargets: routing.failTargets.map((target): FailTarget => ({ ...target, reasons: [...new Set(target.reasons)] })),
    bannedReferrers: [...new Set(routing.bannedReferrers.map((host) => host.toLowerCase()))],
  };
}

const UPPER = new Set<string>(['country', 'region']);
const LOWER = new Set<string>(['device', 'os', 'browser', 'language', 'referrer']);

function normalizeRule(rule: TargetingRule): TargetingRule {
  const spell = (value: string): string => (UPPER.has(rule.dimension) ? value.toUpperCase() : LOWER.has(rule.dimension) ? value.toLowerCase() : value);
  return { ...rule, values: [...new Set(rule.values.map(spell))] };
}
