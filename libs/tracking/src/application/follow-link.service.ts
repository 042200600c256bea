import { createHmac } from 'node:crypto';
import { Clock, encodeId } from '@fairlead/kernel';
import { FairleadConfig } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { isbot } from 'isbot';
import { SUB_NAMES, type Subs } from '../contracts';
import { formatClickId, mintClickId } from '../domain/click-id';
import { decideClick } from '../domain/decide-click';
import { allowedDeepLink } from '../domain/deep-link';
import { deviceOf } from '../domain/device';
import { expandLandingUrl } from '../domain/expand-landing-url';
import { cleanLabel, ipPrefix } from '../domain/visitor';
import { FindRoute, type Route } from './find-route.query';
import { RecordClick } from './record-click.service';

/** A visit as the edge received it. */
export interface Visit {
  readonly code: string;
  readonly method: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly ip: string;
  readonly userAgent: string;
  readonly referrer: string | null;
  readonly prefetch: boolean;
  readonly country: string | null;
}

/** Decides a visit, makes the click durable and says where to redirect; null is the neutral page. */
@Injectable()
export class FollowLink {
  constructor(
    private readonly clock: Clock,
    private readonly config: FairleadConfig,
    private readonly findRoute: FindRoute,
    private readonly recordClick: RecordClick,
  ) {}

  async run(visit: Visit): Promise<string | null> {
    const route = await this.findRoute.run(visit.code);
    if (!route) return null;
    const now = this.clock.now();
    const decision = decideClick({
      offerStatus: route.offer.status, enrolmentStatus: route.enrolmentStatus, affiliateActive: route.affiliateActive, method: visit.method,
      bot: isbot(visit.userAgent), prefetch: visit.prefetch, clicksToday: route.clicksToday, dailyClickCap: route.terms.dailyClickCap,
    });
    const clickId = mintClickId(now.getTime());
    const subs = subsOf(route, visit);
    const sourceId = cleanLabel(visit.query['source_id']) ?? route.link.sourceId;
    const device = deviceOf(visit.userAgent);
    await this.recordClick.run({
      ...clickId, linkId: route.link.id, offerId: route.offer.id, advertiserId: route.offer.advertiserId, affiliateId: route.link.affiliateId, termsId: route.terms.id,
      occurredAt: now, status: decision.status, reason: decision.reason, subs, sourceId, referrer: visit.referrer, userAgent: visit.userAgent.slice(0, 500) || null,
      country: visit.country, device, ipHash: createHmac('sha256', this.config.encryptionKey).update(visit.ip).digest('hex'), ipPrefix: ipPrefix(visit.ip),
    });
    if (decision.destination === 'neutral_page') return null;
    return expandLandingUrl(destinationOf(route, visit), route.offer.clickParameter, {
      clickId: formatClickId(clickId), affiliateId: encodeId('affiliate', route.link.affiliateId), offerId: encodeId('offer', route.offer.id), subs, sourceId,
      country: visit.country, device,
    });
  }
}

/** The visit's deep link, else the link's own, else the landing page. One that the offer does not allow (any more) is passed over. */
function destinationOf(route: Route, visit: Visit): string {
  const { deepLinkHosts, landingUrl } = route.offer;
  const wanted = typeof visit.query['to'] === 'string' ? visit.query['to'] : null;
  const candidates = [wanted, route.link.target].filter((target) => target !== null);
  return candidates.map((target) => allowedDeepLink(target, deepLinkHosts)).find((target) => target !== null) ?? landingUrl;
}

function subsOf(route: Route, visit: Visit): Subs {
  const subs: Subs = { ...route.link.subs };
  for (const name of SUB_NAMES) {
    const value = cleanLabel(visit.query[name]);
    if (value !== null) subs[name] = value;
  }
  return subs;
}
