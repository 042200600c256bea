import { DomainError, encodeId, parseId, type Uuid } from '@fairlead/kernel';
import { DEFAULT_ROUTING, type OfferRouting, type TargetingRule, UTM_NAMES } from '../contracts';
import type { RoutingInput } from '../domain/routing-document';
import { describeRouting } from '../domain/routing-terms';
import type { OfferRoutingResponse, SetOfferRoutingRequest, TargetingRuleDto, UtmDto } from './offer-routing.dto';

/** The routing that a request asks for. @throws DomainError `request.invalid_id` or `offer.blocked_source_empty`. */
export function readRouting(body: SetOfferRoutingRequest): RoutingInput {
  return {
    timeZone: body.time_zone ?? DEFAULT_ROUTING.timeZone,
    expiresAt: body.expires_at === undefined || body.expires_at === null ? null : new Date(body.expires_at),
    targeting: readRules(body.targeting),
    landingPages: (body.landing_pages ?? []).map((page) => ({
      id: page.id === undefined ? null : parseId('landingPage', page.id), name: page.name, url: page.url, weight: page.weight, targeting: readRules(page.targeting),
    })),
    failMode: body.fail_mode ?? DEFAULT_ROUTING.failMode,
    failTargets: (body.fail_targets ?? []).map((target) => ({
      offerId: parseId('offer', target.offer_id), priority: target.priority ?? 0, weight: target.weight ?? 100, reasons: target.reasons ?? [],
    })),
    fallbackUrl: body.fallback_url ?? null,
    utm: readUtm(body.utm),
    blockedSources: (body.blocked_sources ?? []).map(readBlockedSource),
    bannedReferrers: body.banned_referrers ?? [],
    ...readSwitches(body),
  };
}

function readSwitches(body: SetOfferRoutingRequest): Pick<RoutingInput, 'redirectWhenPaused' | 'forbidsPaidTraffic' | 'takesBrowserReports'> {
  return {
    redirectWhenPaused: body.redirect_when_paused ?? DEFAULT_ROUTING.redirectWhenPaused,
    forbidsPaidTraffic: body.forbids_paid_traffic ?? DEFAULT_ROUTING.forbidsPaidTraffic,
    takesBrowserReports: body.takes_browser_reports ?? DEFAULT_ROUTING.takesBrowserReports,
  };
}

/** All of it for the advertiser and staff; for an affiliate what concerns its traffic. */
export function presentRouting(offerId: Uuid, routing: OfferRouting, showsAll: boolean): OfferRoutingResponse {
  return {
    offer_id: encodeId('offer', offerId), version: routing.version, time_zone: routing.timeZone, expires_at: routing.expiresAt?.toISOString() ?? null,
    targeting: routing.targeting.map(presentRule), terms: describeRouting(routing), banned_referrers: [...routing.bannedReferrers],
    forbids_paid_traffic: routing.forbidsPaidTraffic, ...(showsAll ? presentInner(routing) : {}),
  };
}

function presentInner(routing: OfferRouting): Partial<OfferRoutingResponse> {
  return {
    takes_browser_reports: routing.takesBrowserReports,
    landing_pages: routing.landingPages.map((page) => ({
      id: encodeId('landingPage', page.id), name: page.name, url: page.url, weight: page.weight, targeting: page.targeting.map(presentRule),
    })),
    fail_mode: routing.failMode,
    fail_targets: routing.failTargets.map((target) => ({
      offer_id: encodeId('offer', target.offerId), priority: target.priority, weight: target.weight, reasons: [...target.reasons],
    })),
    redirect_when_paused: routing.redirectWhenPaused, fallback_url: routing.fallbackUrl, utm: { ...routing.utm },
    blocked_sources: routing.blockedSources.map((blocked) => ({
      affiliate_id: blocked.affiliateId === null ? null : encodeId('affiliate', blocked.affiliateId), source_id: blocked.sourceId,
    })),
  };
}

function readRules(rules: readonly TargetingRuleDto[] | undefined): TargetingRule[] {
  return (rules ?? []).map(({ dimension, mode, values }) => ({ dimension, mode, values }));
}

function presentRule(rule: TargetingRule): TargetingRuleDto {
  return { dimension: rule.dimension, mode: rule.mode, values: [...rule.values] };
}

function readUtm(utm: UtmDto | undefined): OfferRouting['utm'] {
  return Object.fromEntries(UTM_NAMES.flatMap((name) => (utm?.[name] === undefined ? [] : [[name, utm[name]]])));
}

function readBlockedSource(dto: { affiliate_id?: string | null; source_id?: string | null }): OfferRouting['blockedSources'][number] {
  const affiliateId = dto.affiliate_id ?? null;
  const sourceId = dto.source_id ?? null;
  if (affiliateId === null && sourceId === null) throw new DomainError('offer.blocked_source_empty', 'invalid', 'A blocked source names an affiliate, a source, or both');
  return { affiliateId: affiliateId === null ? null : parseId('affiliate', affiliateId), sourceId };
}
