import fc from 'fast-check';
import { decodeId, encodeId, ID_PREFIXES, leastIdAt, newId, parseAnyId, parseId, timeOfId } from './id';

describe('id', () => {
  it('mints UUIDs of version 7 that carry their time', () => {
    const id = newId(1_700_000_000_123);

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(timeOfId(id)).toBe(1_700_000_000_123);
  });

  it('has a least one for each millisecond', () => {
    const at = 1_700_000_000_123;

    expect([timeOfId(leastIdAt(at)), leastIdAt(at)]).toEqual([at, expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-0{12}$/)]);
    for (let mint = 0; mint < 100; mint += 1) expect(newId(at) >= leastIdAt(at) && newId(at - 1) < leastIdAt(at)).toBe(true);
  });

  it('decodes what it encodes and keeps the order', () => {
    fc.assert(fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      expect(decodeId('offer', encodeId('offer', a))).toBe(a);
      expect(encodeId('offer', a) < encodeId('offer', b)).toBe(a < b);
    }));
  });

  it.each(['lnk_01', 'off_', 'off_zzzzzzzzzzzzzzzzzzzzzzzzzz', 'off_0123456789abcdefghjkmnpqrI', "off_' or 1=1 --", ''])('refuses %p', (text) => {
    expect(() => parseId('offer', text)).toThrow(expect.objectContaining({ code: 'request.invalid_id' }));
  });

  it('gives every kind a prefix of its own', () => {
    expect(new Set(Object.values(ID_PREFIXES)).size).toBe(Object.keys(ID_PREFIXES).length);
  });
});

describe('ids of any kind', () => {
  it('are read by their prefix', () => {
    const id = newId();
    for (const kind of ['offer', 'payout', 'batch', 'advertiser', 'event'] as const) expect(parseAnyId(encodeId(kind, id))).toBe(id);
  });

  it.each(['', 'off', 'off_', 'nothing_01jd0000000000000000000000', 'off_01jd'])('refuses %p', (text) => {
    expect(() => parseAnyId(text)).toThrow(expect.objectContaining({ code: 'request.invalid_id' }));
  });
});
