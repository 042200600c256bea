import { encodeBase32 } from '@fairlead/kernel';
import fc from 'fast-check';
import { ClickIds, firstClickIdAt, isTestClickId, TEST_SHARD } from './click-id';

const ids = new ClickIds(Buffer.alloc(16, 7));
const hex = (length: number): fc.Arbitrary<string> => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'));
const identity = fc.tuple(hex(16), hex(16)).map(([id, nonce]) => ({
  id: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`, nonce,
}));

describe('a click id', () => {
  it('comes back as it was, whatever its bits', () => {
    fc.assert(fc.property(identity, (click) => { expect(ids.parse(ids.format(click))).toEqual(click); }));
  });

  it('is written as the kernel writes numbers', () => {
    fc.assert(fc.property(identity, (click) => {
      const text = ids.format(click);
      expect(text.slice(0, 56)).toBe(`clk_${encodeBase32(BigInt(`0x${click.id.replaceAll('-', '')}`), 26)}${encodeBase32(BigInt(`0x${click.nonce}`), 26)}`);
    }));
  });

  it('says whether it is of a test', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: TEST_SHARD - 1 }), (shard) => { expect(isTestClickId(ids.mint(1_763_900_000_000, shard).id)).toBe(false); }));
    expect(isTestClickId(ids.mint(1_763_900_000_000, TEST_SHARD).id)).toBe(true);
  });

  it('is refused when any letter is another one', () => {
    const text = ids.format(ids.mint(1_763_900_000_000, 12));
    for (let index = 4; index < text.length; index += 1) {
      const other = text[index] === '0' ? '1' : '0';
      expect(ids.parse(text.slice(0, index) + other + text.slice(index + 1))).toBeNull();
    }
  });

  it('is refused under another key, and in another form', () => {
    const click = ids.mint(1_763_900_000_000);
    expect(new ClickIds(Buffer.alloc(16, 8)).parse(ids.format(click))).toBeNull();
    for (const text of ['', 'clk_', ids.format(click).slice(0, -8), `${ids.format(click)}0`, ids.format(click).replace('clk_', 'cnv_')]) expect(ids.parse(text)).toBeNull();
  });

  it('tells its time and its shard, and sorts after the first id of its instant', () => {
    const { id } = ids.mint(1_763_900_000_123, 0xabc);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_763_900_000_123);
    expect(id.slice(14, 18)).toBe('7abc');
    expect(id > firstClickIdAt(1_763_900_000_123)).toBe(true);
    expect(id < firstClickIdAt(1_763_900_000_124)).toBe(true);
  });

  it('never comes twice', () => {
    const minted = new Set(Array.from({ length: 10_000 }, () => ids.mint(1, 1).nonce));
    expect(minted.size).toBe(10_000);
  });
});
