import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import { DomainError } from '@fairlead/kernel';
import { FairleadConfig } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { isUnderHost } from '../domain/targeting';
import type { EdgeAnswer, EdgeRequest } from './click-edge';
import { type EdgeHeaders, edgeHeadersOf } from './edge-headers';
import { EdgeRuntime } from './edge-runtime';
import { proxyCountry } from './proxies';

const LONGEST_URL = 4_000;
const UNKNOWN_WAIT_MS = 400;

/** A visit of an advertiser's page that was linked to directly, as the script tells of it. */
export interface ScriptVisit {
  readonly code: string;
  /** The page's address with its query, where the labels are. */
  readonly url: string;
  readonly referrer: string | null;
  /** Whether the visitor may be given an id. */
  readonly consent: boolean;
}

/** The request that told of it. */
export interface TellingRequest {
  readonly headers: IncomingHttpHeaders;
  /** The visitor's address, proxies taken off. */
  readonly ip: string;
}

/** Makes a click without a redirect: the visitor is on the advertiser's page already. */
@Injectable()
export class ScriptVisits {
  constructor(private readonly runtime: EdgeRuntime, private readonly config: FairleadConfig) {}

  /**
   * The public id of the click, or null where the offer does not take the visit: then it is recorded with its reason, and earns nothing.
   * @throws DomainError `event.link_unknown`, `event.origin_not_allowed`, or `click.not_kept` when the click cannot be kept.
   */
  async record(visit: ScriptVisit, told: TellingRequest): Promise<string | null> {
    const request = this.requestOf(visit, told);
    if (!this.runtime.edge.knows(visit.code)) await this.runtime.resolveUnknown(request, UNKNOWN_WAIT_MS);
    const hosts = this.hostsOf(visit.code);
    if (hosts === null) throw new DomainError('event.link_unknown', 'unprocessable', 'No live link of one offer has this code');
    if (!isUnderHost(hostOf(told.headers.origin ?? null), hosts)) throw new DomainError('event.origin_not_allowed', 'unprocessable', 'Visits of this offer are told by pages of its landing URL’s host and its deep link hosts');
    const answer = await new Promise<EdgeAnswer>((resolve) => this.runtime.edge.follow(request, resolve));
    if (answer.kind === 'unavailable') throw new DomainError('click.not_kept', 'unavailable', 'The click cannot be kept now; try again in a moment');
    // Fail traffic goes to other hosts, or nowhere: its click is not this page's.
    return answer.kind === 'redirect' && isUnderHost(hostOf(answer.location), hosts) ? answer.clickId : null;
  }

  private requestOf(visit: ScriptVisit, { headers, ip }: TellingRequest): EdgeRequest {
    const found = edgeHeadersOf(headers);
    const at = visit.url.indexOf('?');
    const query = at < 0 ? {} : parse(visit.url.slice(at + 1, LONGEST_URL).split('#')[0] ?? '', '&', '=', { maxKeys: 60 });
    return {
      code: visit.code, method: 'GET', query: { ...query, ...(visit.consent ? {} : { fl_consent: '0' }) }, address: ip, country: proxyCountry(found, this.config.trustedHops), trigger: 'script',
      headers: headersOfPage(found, visit.referrer),
    };
  }

  /** Where the link's offer lands; null for a link that is not of one offer. */
  private hostsOf(code: string): readonly string[] | null {
    const { snapshot } = this.runtime;
    const link = snapshot.link(code);
    const offer = link?.active === true && link.offerId !== null ? snapshot.offer(link.offerId) : undefined;
    if (!offer) return null;
    const landing = hostOf(offer.landingUrl.replace(/[{}]/g, ''));
    return landing === null ? offer.deepLinkHosts : [landing, ...offer.deepLinkHosts];
  }
}

/** What the page's own request would have said: where it was asked for from, and not that a script tells of it. */
function headersOfPage(headers: EdgeHeaders, referrer: string | null): EdgeHeaders {
  const { host, 'user-agent': agent, 'accept-language': language, 'sec-gpc': gpc } = headers;
  return {
    host, 'user-agent': agent, 'accept-language': language, 'sec-gpc': gpc, 'sec-ch-ua': headers['sec-ch-ua'], 'sec-ch-ua-mobile': headers['sec-ch-ua-mobile'],
    'sec-ch-ua-platform': headers['sec-ch-ua-platform'], referer: referrer ?? undefined,
  };
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}
