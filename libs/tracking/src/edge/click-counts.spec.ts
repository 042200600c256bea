import { DAY_MS } from '@fairlead/kernel';
import { ClickCounts } from './click-counts';

const NOON = 20_000 * DAY_MS + DAY_MS / 2;
const OFFER = '0199aaaa-0000-7000-8000-000000000001';

describe('counted clicks of the day', () => {
  let now: number;
  let counts: ClickCounts;
  beforeEach(() => {
    now = NOON;
    counts = new ClickCounts(() => now);
  });

  it('are what was let through here, before the database has any', () => {
    counts.add(OFFER, now);
    counts.add(OFFER, now + 1);
    expect(counts.today(OFFER)).toBe(2);
  });

  it('count no click twice when the database has caught up', () => {
    for (const at of [now, now + 1_000, now + 1_999, now + 2_000]) counts.add(OFFER, at);
    counts.settle(OFFER, 7, now + 1_000);
    expect(counts.today(OFFER)).toBe(10);
    counts.settle(OFFER, 11, now + 60_000);
    expect(counts.today(OFFER)).toBe(11);
  });

  it('keep those of the new day while the database is still in the old one', () => {
    now += DAY_MS / 2;
    counts.add(OFFER, now);
    counts.settle(OFFER, 500, now - 60_000);
    expect(counts.today(OFFER)).toBe(1);
  });

  it('begin anew at midnight UTC', () => {
    counts.add(OFFER, now);
    now += DAY_MS;
    expect(counts.today(OFFER)).toBe(0);
    counts.add(OFFER, now);
    expect(counts.today(OFFER)).toBe(1);
  });
});
