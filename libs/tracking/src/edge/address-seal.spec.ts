import { AddressSeal } from './address-seal';
import { addressText, rawAddress } from './addresses';

const id = (byte: number): Buffer => Buffer.alloc(16, byte);

describe('a sealed address', () => {
  const seal = new AddressSeal();
  beforeEach(() => seal.replace(new Map([['2026-11-23', Buffer.alloc(32, 1)]])));

  it.each([['203.0.113.77', '203.0.113.77', 4], ['::ffff:203.0.113.77', '203.0.113.77', 4], ['2001:db8::1', '2001:db8:0:0:0:0:0:1', 16]])('%s can be read with the key of its day', (text, read, bytes) => {
    const sealed = seal.seal('2026-11-23', id(9), rawAddress(text));
    expect(sealed).toHaveLength(bytes);
    expect(addressText(seal.open('2026-11-23', id(9), sealed) ?? Buffer.alloc(16))).toBe(read);
    expect(sealed.equals(rawAddress(text).subarray(16 - bytes))).toBe(false);
  });

  it('differs from click to click', () => {
    expect(seal.seal('2026-11-23', id(1), rawAddress('203.0.113.77')).equals(seal.seal('2026-11-23', id(2), rawAddress('203.0.113.77')))).toBe(false);
  });

  it('cannot be read once the key is gone, and is not made without one', () => {
    const sealed = seal.seal('2026-11-23', id(9), rawAddress('203.0.113.77'));
    seal.replace(new Map());
    expect(seal.open('2026-11-23', id(9), sealed)).toBeNull();
    expect(seal.seal('2026-11-23', id(9), rawAddress('203.0.113.77'))).toHaveLength(0);
  });
});
