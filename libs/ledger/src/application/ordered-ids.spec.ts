import { timeOfId } from '@fairlead/kernel';
import { OrderedIds } from './ordered-ids';

describe('ordered ids', () => {
  it('sort as they were minted, also within a millisecond and with other times in between', () => {
    const ids = new OrderedIds();

    const minted = Array.from({ length: 500 }, (_, index) => {
      ids.next(2_000 + (index % 100));
      return ids.next(1_000);
    });

    expect([...minted].sort()).toEqual(minted);
    expect(new Set(minted).size).toBe(500);
    expect(minted.every((id) => timeOfId(id) === 1_000 && /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  });

  it('forgets old milliseconds', () => {
    const ids = new OrderedIds();
    for (let ms = 0; ms < 10_000; ms += 1) ids.next(ms);

    expect(ids['lastOf'].size).toBe(256);
  });
});
