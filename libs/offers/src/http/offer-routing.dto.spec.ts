import 'reflect-metadata';
import { encodeId, newId } from '@fairlead/kernel';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { DEFAULT_ROUTING } from '../contracts';
import { SetOfferRoutingRequest } from './offer-routing.dto';
import { presentRouting, readRouting } from './present-offer-routing';

/** Pointers and codes of what is wrong. */
function faultsOf(body: object): string[] {
  return validateSync(plainToInstance(SetOfferRoutingRequest, body), { whitelist: true, forbidNonWhitelisted: true }).flatMap((error) => flatten(error, ''));
}

function flatten(error: ValidationError, parent: string): string[] {
  const pointer = `${parent}/${error.property}`;
  return [...Object.keys(error.constraints ?? {}).map((code) => `${pointer} ${code}`), ...(error.children ?? []).flatMap((child) => flatten(child, pointer))];
}

const rule = (dimension: string, values: unknown, mode = 'allow') => ({ targeting: [{ dimension, mode, values }] });
const page = (more: object) => ({ landing_pages: [{ name: 'A', url: 'https://shop.example/', weight: 1, ...more }] });
const target = (more: object) => ({ fail_targets: [{ offer_id: encodeId('offer', newId()), ...more }] });

describe('a request for routing', () => {
  it.each<[object]>([
    [{}], [{ time_zone: 'Europe/Berlin' }], [{ time_zone: 'UTC' }], [{ expires_at: null }], [{ expires_at: '2026-05-01T00:00:00+02:00' }], [rule('country', ['DE', 'xk'])], [rule('region', ['DE-BY', 'CA', '75'])],
    [rule('device', ['mobile', 'Tablet'])], [rule('os', ['iOS', 'Windows 11'])], [rule('language', ['de', 'gsw'])], [rule('weekday', ['1', '7'])], [rule('hour', ['0', '9', '19', '23'])],
    [rule('referrer', ['blog.example'])], [rule('sub10', ['any thing', 'ü'])], [page({ url: 'http://shop.example:8080/{sub1}?x={click_id}#{sub2}' })], [page({ targeting: rule('country', ['DE']).targeting })],
    [target({ priority: 0, weight: 0, reasons: ['cap', 'targeting'] })], [{ fallback_url: null }], [{ fallback_url: 'https://other.example?x={sub1}' }], [{ utm: { utm_source: 'a {affiliate_id}' } }],
    [{ blocked_sources: [{ affiliate_id: null, source_id: 'x' }] }], [{ banned_referrers: ['Spam.example'] }], [{ if_version: 0 }],
  ])('takes %j', (body) => expect(faultsOf(body)).toEqual([]));

  it.each<[object, string]>([
    [{ time_zone: 'Mars/Olympus' }, '/time_zone timeZone'], [{ time_zone: '+01:00' }, '/time_zone timeZone'], [{ time_zone: '' }, '/time_zone timeZone'], [{ expires_at: 'tomorrow' }, '/expires_at isIso8601'],
    [rule('planet', ['x']), '/targeting/0/dimension isIn'], [rule('country', ['ZZ']), '/targeting/0/values targetingValue'], [rule('country', ['Germany']), '/targeting/0/values targetingValue'],
    [rule('country', []), '/targeting/0/values arrayNotEmpty'], [rule('country', ['DE'], 'maybe'), '/targeting/0/mode isIn'], [rule('weekday', ['0']), '/targeting/0/values targetingValue'],
    [rule('weekday', ['8']), '/targeting/0/values targetingValue'], [rule('hour', ['24']), '/targeting/0/values targetingValue'], [rule('hour', ['09']), '/targeting/0/values targetingValue'],
    [rule('device', ['toaster']), '/targeting/0/values targetingValue'], [rule('region', ['DE-BAVARIA']), '/targeting/0/values targetingValue'], [rule('referrer', ['https://blog.example/']), '/targeting/0/values targetingValue'],
    [rule('sub1', ['a\u0000']), '/targeting/0/values targetingValue'], [rule('os', [5]), '/targeting/0/values targetingValue'], [rule('country', Array.from({ length: 201 }, () => 'DE')), '/targeting/0/values arrayMaxSize'],
    [page({ url: 'ftp://shop.example/' }), '/landing_pages/0/url macroUrl'], [page({ url: 'https://{sub1}.example/' }), '/landing_pages/0/url macroUrl'], [page({ url: 'https://%7Bsub1%7D.example/' }), '/landing_pages/0/url macroUrl'],
    [page({ url: 'https://u:p@shop.example/' }), '/landing_pages/0/url macroUrl'], [page({ url: 'https://shop.example/\n' }), '/landing_pages/0/url macroUrl'], [page({ weight: -1 }), '/landing_pages/0/weight min'],
    [page({ weight: 10_001 }), '/landing_pages/0/weight max'], [page({ weight: 1.5 }), '/landing_pages/0/weight isInt'], [{ landing_pages: Array.from({ length: 51 }, () => page({}).landing_pages[0]) }, '/landing_pages arrayMaxSize'],
    [{ landing_pages: [{ ...page({ id: 'lpg_1' }).landing_pages[0] }, { ...page({ id: 'lpg_1' }).landing_pages[0] }] }, '/landing_pages arrayUnique'],
    [target({ reasons: ['bored'] }), '/fail_targets/0/reasons isIn'], [target({ priority: -1 }), '/fail_targets/0/priority min'], [{ fail_mode: 'random' }, '/fail_mode isIn'], [{ fallback_url: 'javascript:alert(1)' }, '/fallback_url macroUrl'],
    [{ utm: { utm_source: '' } }, '/utm/utm_source label'], [{ utm: { utm_color: 'x' } }, '/utm/utm_color whitelistValidation'], [{ banned_referrers: ['not a host'] }, '/banned_referrers host'],
    [{ blocked_sources: [{ source_id: 'a\nb' }] }, '/blocked_sources/0/source_id label'], [{ landing_url: 'x' }, '/landing_url whitelistValidation'],
  ])('refuses %j', (body, fault) => expect(faultsOf(body)).toContain(fault));

  it('that says nothing asks for the defaults', () => {
    expect(readRouting(plainToInstance(SetOfferRoutingRequest, {}))).toEqual({ ...DEFAULT_ROUTING, version: undefined });
  });

  it('cannot block everybody by naming nobody', () => {
    expect(() => readRouting(plainToInstance(SetOfferRoutingRequest, { blocked_sources: [{}] }))).toThrow(expect.objectContaining({ code: 'offer.blocked_source_empty' }));
  });
});

describe('routing as it is shown', () => {
  it('tells affiliates neither of blocked sources nor of other offers nor of pages', () => {
    const routing = { ...DEFAULT_ROUTING, version: 1, blockedSources: [{ affiliateId: newId(), sourceId: 'secret' }], fallbackUrl: 'https://secret.example/' };
    const [whole, reduced] = [presentRouting(newId(), routing, true), presentRouting(newId(), routing, false)];

    expect(JSON.stringify(whole)).toContain('secret');
    expect(Object.keys(reduced).sort()).toEqual(['banned_referrers', 'expires_at', 'forbids_paid_traffic', 'offer_id', 'targeting', 'terms', 'time_zone', 'version']);
  });

  it('is a request that asks for the same again', () => {
    const routing = { ...DEFAULT_ROUTING, version: 3, failTargets: [{ offerId: newId(), priority: 1, weight: 5, reasons: ['cap' as const] }], blockedSources: [{ affiliateId: newId(), sourceId: null }], utm: { utm_term: 'x' } };
    const { offer_id: _offer, version: _version, terms: _terms, ...request } = presentRouting(newId(), routing, true);

    expect(faultsOf(request)).toEqual([]);
    expect({ ...readRouting(plainToInstance(SetOfferRoutingRequest, request)), version: 3 }).toEqual(routing);
  });
});
