import { bucketsOf, bucketText, drawnBy } from './report-buckets';

const later = new Date('2027-01-01T00:00:00Z');

describe('the buckets of a picture over time', () => {
  it('are all the days, with or without anything', () => {
    expect(bucketsOf('day', { from: '2026-02-27', to: '2026-03-02' }, 'UTC', later)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
  });

  it('end with the day that it is in the zone of the report', () => {
    const until = new Date('2026-03-01T23:30:00Z');

    expect(bucketsOf('day', { from: '2026-03-01', to: '2026-03-05' }, 'UTC', until)).toEqual(['2026-03-01']);
    expect(bucketsOf('day', { from: '2026-03-01', to: '2026-03-05' }, 'Europe/Berlin', until)).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('begin weeks on Mondays and months on the first, also before the first day asked for', () => {
    expect(bucketsOf('week', { from: '2026-11-01', to: '2026-11-10' }, 'UTC', later)).toEqual(['2026-10-26', '2026-11-02', '2026-11-09']);
    expect(bucketsOf('month', { from: '2026-01-31', to: '2026-03-01' }, 'UTC', later)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23, '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-10-25', 25, '2026-10-24T22:00:00Z'],
    ['America/New_York', '2026-07-01', 24, '2026-07-01T04:00:00Z'],
    ['Asia/Kolkata', '2026-07-01', 24, '2026-06-30T18:30:00Z'],
    ['UTC', '2026-07-01', 24, '2026-07-01T00:00:00Z'],
  ])('of %s on %s are %i hours', (zone, day, count, first) => {
    const hours = bucketsOf('hour', { from: day, to: day }, zone, later);

    expect([hours.length, hours[0]]).toEqual([count, first]);
  });

  it('of the day that is not over end with the hour that is not over', () => {
    expect(bucketsOf('hour', { from: '2026-07-01', to: '2026-07-01' }, 'UTC', new Date('2026-07-01T02:10:00Z'))).toEqual(['2026-07-01T00:00:00Z', '2026-07-01T01:00:00Z', '2026-07-01T02:00:00Z']);
  });

  it('become coarser until they can be read', () => {
    expect(drawnBy('hour', { from: '2026-07-01', to: '2026-07-08' })).toBe('hour');
    expect(drawnBy('hour', { from: '2026-07-01', to: '2026-07-09' })).toBe('day');
    expect(drawnBy('day', { from: '2026-01-01', to: '2026-12-31' })).toBe('week');
    expect(drawnBy('hour', { from: '1990-01-01', to: '2026-12-31' })).toBe('month');
  });

  it('are named in the zone of the report', () => {
    expect(bucketText('hour', '2026-06-30T18:30:00Z', 'Asia/Kolkata')).toBe('1 Jul, 00:00');
    expect(bucketText('day', '2026-07-01', 'America/New_York')).toBe('1 Jul');
    expect(bucketText('month', '2026-07-01', 'America/New_York')).toBe('Jul 2026');
  });
});
