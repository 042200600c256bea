import { daysBefore, daysOf, drillInto, requestOf } from './report-request';
import { filtersOf, metricsToAsk, reportSearch } from './report-search';

const days = { from: '2026-03-01', to: '2026-03-07' };

describe('the request of a report', () => {
  it('says what the address bar says, and the days and the currency that it leaves out', () => {
    const search = reportSearch({ by: 'offer', then: 'country', country: 'DE', sub1: '-', sort: 'commission', up: true, compare: true, page: 3 });
    expect(requestOf(search, days, 'Europe/Berlin', 'EUR')).toEqual({
      group_by: ['offer', 'country'], ...days, timezone: 'Europe/Berlin', limit: 100, offset: 200, currency: 'EUR', compare: 'previous_period', sort: 'commission', country: ['DE'], sub1: [''],
    });
  });

  it('is of the last 30 days by day where nothing is said', () => {
    const search = reportSearch({});
    expect(requestOf(search, daysOf(search, 'UTC', new Date('2026-03-31T12:00:00Z')), 'UTC', undefined)).toEqual({ group_by: ['day'], from: '2026-03-02', to: '2026-03-31', timezone: 'UTC', limit: 100 });
  });

  it('drops from the address what it does not know', () => {
    const search = reportSearch({ by: 'colour', period: 'ever', from: '2026-02-40', sort: 'luck', page: -1, country: '' });
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
    expect(filtersOf(reportSearch({ offer: 'off_1', by: 'day' }))).toEqual([['offer', 'off_1']]);
  });
});

describe('days', () => {
  it('of one’s own are taken as they are', () => expect(daysOf({ period: 'own', ...days }, 'UTC')).toEqual(days));
  it('before are as many', () => expect(daysBefore(days)).toEqual({ from: '2026-02-22', to: '2026-02-28' }));
});

describe('a row opened', () => {
  it.each([
    ['offer', 'off_1', { offer: 'off_1', by: 'day' }], ['country', null, { country: '-', by: 'day' }], ['day', '2026-03-01', { period: 'own', from: '2026-03-01', to: '2026-03-01', by: 'hour' }],
    ['week', '2026-03-02', { period: 'own', from: '2026-03-02', to: '2026-03-08', by: 'day' }], ['month', '2026-02-01', { period: 'own', from: '2026-02-01', to: '2026-02-28', by: 'day' }],
    ['hour', '2026-03-01T05:00:00Z', { period: 'own', from: '2026-03-01', to: '2026-03-01', by: 'hour' }], ['hour', '2026-03-01T23:00:00Z', { period: 'own', from: '2026-03-02', to: '2026-03-02', by: 'hour' }],
  ] as const)('by %s', (dimension, value, expected) => {
    expect(reportSearch({ ...drillInto({ by: dimension, page: 2, sort: 'clicks' }, dimension, value, 'Europe/Berlin') })).toEqual(reportSearch(expected));
  });

  it('goes on with what the rows were cut by next', () => expect(drillInto({ by: 'offer', then: 'device' }, 'offer', 'off_1', 'UTC')).toMatchObject({ offer: 'off_1', by: 'device', then: undefined }));

  it('names its figures only where the usual ones are not all', () => {
    expect(metricsToAsk({ columns: 'clicks,epc' }, 'affiliate')).toBeUndefined();
    const asked = metricsToAsk({ columns: 'clicks,filtered_bot', sort: 'filtered_cap' }, 'affiliate');
    expect(asked).toEqual(expect.arrayContaining(['clicks', 'commission', 'filtered_bot', 'filtered_cap']));
    for (const hidden of ['margin', 'charge', 'roas', 'filtered_duplicate']) expect(asked).not.toContain(hidden);
  });
});
