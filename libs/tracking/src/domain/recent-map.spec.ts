import { RecentMap } from './recent-map';

describe('RecentMap', () => {
  it('keeps what was asked for lately and forgets the rest', () => {
    const map = new RecentMap<string, number>(3);
    map.set('often', 1);
    for (let n = 0; n < 20; n += 1) {
      map.set(`once ${n}`, n);
      expect(map.get('often')).toBe(1);
    }
    expect(map.get('once 0')).toBeUndefined();
    expect(map.get('once 19')).toBe(19);
  });

  it('never holds more than two generations', () => {
    const map = new RecentMap<number, number>(10);
    for (let n = 0; n < 1_000; n += 1) map.set(n, n);
    const held = Array.from({ length: 1_000 }, (_value, n) => map.get(n)).filter((value) => value !== undefined);
    expect(held.length).toBeLessThanOrEqual(20);
  });

  it('a later value goes before an earlier one', () => {
    const map = new RecentMap<string, number>(1);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    expect(map.get('a')).toBe(3);
  });
});
