import type { SavedReport } from '../../api/types';
import { metricsOf, reportSearch } from './report-search';
import { isAsSaved, queryOf, searchOf } from './saved-report-search';

const ID = 'srp_01jd0000000000000000000000';
const allowed = metricsOf('affiliate');
const saved = (query: SavedReport['query']): SavedReport => ({
  id: ID, name: 'Mine', visibility: 'private', made_by: 'usr_1', maker_name: 'Ada', is_own: true, can_change: true, mailing: null, is_receiver: false, query, version: 1, created_at: '2026-03-01T00:00:00Z', updated_at: '2026-03-01T00:00:00Z',
});

describe('a report to save', () => {
  it('is what the page shows, in the words of the API', () => {
    const search = reportSearch({ by: 'offer', then: 'country', country: 'DE', sub1: '-', period: 'last_month', sort: 'commission', up: true, compare: true, columns: 'clicks,epc,margin', page: 3 });
    expect(queryOf(search, allowed, 'Europe/Berlin', 'EUR')).toEqual({
      group_by: ['offer', 'country'], country: ['DE'], sub1: [''], period: 'last_month', timezone: 'Europe/Berlin', currency: 'EUR', compare: 'previous_period', sort: 'commission', metrics: ['clicks', 'epc'],
    });
  });

  it('has the defaults of the page, or its own days', () => {
    expect(queryOf({}, allowed, 'UTC', undefined)).toEqual({ group_by: ['day'], period: 'last_30_days', timezone: 'UTC' });
    expect(queryOf(reportSearch({ period: 'own', from: '2026-01-01', to: '2026-01-31', sort: 'day' }), allowed, 'UTC', undefined)).toEqual({ group_by: ['day'], from: '2026-01-01', to: '2026-01-31', timezone: 'UTC', sort: '-day' });
  });

  it.each([
    [{}], [{ by: 'offer', then: 'day', period: '7d', sort: 'clicks' }], [{ period: 'own', from: '2026-01-01', to: '2026-01-31', currency: 'EUR' }], [{ period: 'month', sub3: '-', compare: true, sort: 'epc', up: true }],
    [{ period: '90d', zone: 'Asia/Tokyo', columns: allowed.join(',') }], [{ by: 'hour', period: 'last_month', country: 'DE', click_outcome: 'bot', columns: 'filtered_bot' }],
  ])('comes back as the same page: %j', (raw) => {
    const search = reportSearch(raw);
    const report = saved(queryOf(search, allowed, search.zone ?? 'Europe/Berlin', search.currency));
    const opened = searchOf(report, 'Europe/Berlin');
    expect(opened).toMatchObject({ saved: ID, zone: search.zone });
    expect(isAsSaved(search, report, allowed, 'Europe/Berlin')).toBe(true);
    expect(isAsSaved(reportSearch({ ...opened }), report, allowed, 'Europe/Berlin')).toBe(true);
  });
});

describe('an opened report', () => {
  const report = saved({ group_by: ['offer'], period: 'last_7_days', timezone: 'Asia/Tokyo', sort: '-clicks' });

  it('keeps its zone where it is not the reader’s', () => {
    expect(searchOf(report, 'UTC')).toMatchObject({ by: 'offer', period: '7d', zone: 'Asia/Tokyo', sort: 'clicks', up: undefined });
    expect(searchOf(report, 'Asia/Tokyo')).toMatchObject({ zone: undefined });
  });

  it.each([[{ by: 'country' }], [{ period: '30d' }], [{ zone: 'UTC' }], [{ sub1: 'x' }], [{ compare: true }], [{ up: true }], [{ columns: 'clicks' }], [{ currency: 'EUR' }]])('is changed by %j, and not by another page of its rows', (change) => {
    const search = reportSearch({ ...searchOf(report, 'UTC'), page: 2 });
    expect(isAsSaved(search, report, allowed, 'UTC')).toBe(true);
    expect(isAsSaved({ ...search, ...reportSearch({ ...search, ...change }) }, report, allowed, 'UTC')).toBe(false);
  });

  it.each<[SavedReport['query']]>([
    [{ group_by: ['offer', 'country', 'day'], period: 'last_7_days', timezone: 'UTC' }], [{ group_by: ['day'], country: ['DE', 'FR'], period: 'last_7_days', timezone: 'UTC' }],
    [{ group_by: ['day'], sub1: ['-'], period: 'last_7_days', timezone: 'UTC' }],
  ])('is not shown by halves: %j', (query) => {
    expect(searchOf(saved(query), 'UTC')).toBeNull();
  });
});
