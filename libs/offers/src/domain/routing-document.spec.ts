import { DEFAULT_ROUTING, type OfferRouting, TARGETING_DIMENSIONS } from '../contracts';
import { fromRoutingDocument, nextRouting, toRoutingDocument } from './routing-document';
import { describeRouting } from './routing-terms';

const rule = (dimension: (typeof TARGETING_DIMENSIONS)[number], ...values: string[]) => ({ dimension, mode: 'allow' as const, values });

describe('a version of routing', () => {
  const whole: OfferRouting = {
    version: 7, timeZone: 'Europe/Berlin', expiresAt: new Date('2026-05-01T00:00:00.123Z'), targeting: [rule('country', 'DE')],
    landingPages: [{ id: '019cadfd-8900-7a9e-ad37-e61fd4e37fc3', name: 'A', url: 'https://shop.example/{sub1}', weight: 1, targeting: [rule('device', 'mobile')] }],
    failMode: 'weight', failTargets: [{ offerId: '019cadfd-8900-7129-b3a5-fc4a2a2cb447', priority: 1, weight: 2, reasons: ['cap'] }], redirectWhenPaused: true,
    fallbackUrl: 'https://fallback.example/', utm: { utm_source: 'fairlead' }, blockedSources: [{ affiliateId: null, sourceId: 'x' }], bannedReferrers: ['spam.example'], forbidsPaidTraffic: true, takesBrowserReports: true,
  };

  it.each([whole, DEFAULT_ROUTING])('comes back from its document as it was', (routing) => {
    expect(fromRoutingDocument(routing.version, JSON.parse(JSON.stringify(toRoutingDocument(routing))))).toEqual(routing);
  });

  it('is spelled as visits are compared', () => {
    const next = nextRouting(8, {
      ...whole, targeting: [rule('country', 'de', 'DE', 'at'), rule('region', 'de-by'), rule('os', 'iOS'), rule('browser', 'Mobile Safari'), rule('language', 'DE'), rule('referrer', 'Blog.Example'), rule('sub1', 'Aa')],
      landingPages: [{ ...whole.landingPages[0]!, id: null, targeting: [rule('device', 'MOBILE')] }], bannedReferrers: ['Spam.example', 'spam.EXAMPLE'],
      failTargets: [{ ...whole.failTargets[0]!, reasons: ['cap', 'cap'] }],
    }, () => 'minted');

    expect(next.version).toBe(8);
    expect(next.targeting.map((one) => one.values)).toEqual([['DE', 'AT'], ['DE-BY'], ['ios'], ['mobile safari'], ['de'], ['blog.example'], ['Aa']]);
    expect(next.landingPages).toMatchObject([{ id: 'minted', targeting: [{ values: ['mobile'] }] }]);
    expect(next.bannedReferrers).toEqual(['spam.example']);
    expect(next.failTargets[0]?.reasons).toEqual(['cap']);
  });

  it('is told in words that leave nobody out who may not see them', () => {
    expect(describeRouting({ ...whole, targeting: [rule('country', 'DE', 'AT'), { dimension: 'weekday', mode: 'deny', values: ['6', '7'] }] })).toEqual([
      'Only these countries: DE, AT', 'Not these days of the week (Europe/Berlin): Saturday, Sunday', 'Until 2026-05-01T00:00:00.123Z', 'Clicks from these sites do not count: spam.example',
      'No paid traffic: clicks that carry an ad platform’s id are flagged',
    ]);
    expect(describeRouting(DEFAULT_ROUTING)).toEqual([]);
    for (const dimension of TARGETING_DIMENSIONS) expect(describeRouting({ ...DEFAULT_ROUTING, targeting: [rule(dimension, '1')] })[0]).toMatch(/^Only these \S/);
  });
});
