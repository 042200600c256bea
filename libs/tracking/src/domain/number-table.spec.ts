import fc from 'fast-check';
import { NumberTable } from './number-table';

describe('a table of numbers', () => {
  it('holds what a map holds', () => {
    const keys = fc.oneof(fc.nat(50), fc.maxSafeNat().map((key) => Math.min(key, Number.MAX_SAFE_INTEGER - 1)));
    fc.assert(fc.property(fc.array(fc.tuple(keys, fc.double({ noNaN: true })), { maxLength: 3_000, size: 'max' }), (writes) => {
      const table = new NumberTable(2);
      const map = new Map<number, [number, number]>();
      for (const [key, value] of writes) {
        const at = table.place(key);
        table.values[at] = value;
        table.values[at + 1] = (table.values[at + 1] ?? 0) + 1;
        map.set(key, [value, (map.get(key)?.[1] ?? 0) + 1]);
      }
      expect(table.size).toBe(map.size);
      for (const [key, [value, count]] of map) {
        const at = table.find(key);
        expect([table.values[at], table.values[at + 1]]).toEqual([value, count]);
      }
    }), { numRuns: 30 });
  });

  it('finds nothing for a key without a row', () => {
    const table = new NumberTable(1);
    table.place(7);

    expect(table.find(8)).toBe(-1);
    expect(table.find(0)).toBe(-1);
  });
});
