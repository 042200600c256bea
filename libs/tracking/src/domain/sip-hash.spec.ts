import { SipHash } from './sip-hash';

/** From the reference implementation (SipHash-2-4, key 00 01 … 0f, message 00 01 … of each length), read as little-endian numbers. */
const VECTORS: Readonly<Record<number, string>> = {
  0: '726fdb47dd0e0e31', 1: '74f839c593dc67fd', 2: '0d6c8009d9a94f5a', 3: '85676696d7fb7e2d', 4: 'cf2794e0277187b7', 5: '18765564cd99a68d', 6: 'cbc9466e58fee3ce',
  7: 'ab0200f58b01d137', 8: '93f5f5799a932462', 9: '9e0082df0ba9e4b0', 15: 'a129ca6149be45e5', 16: '3f2acc7f57c29bdb',
};

describe('SipHash', () => {
  const sip = new SipHash(Buffer.from(Array.from({ length: 16 }, (_value, index) => index)));
  const hashOf = (length: number, offset = 0): string => {
    const message = Buffer.alloc(offset + length);
    for (let index = 0; index < length; index += 1) message[offset + index] = index;
    sip.hash(message, offset, length);
    return (sip.high >>> 0).toString(16).padStart(8, '0') + (sip.low >>> 0).toString(16).padStart(8, '0');
  };

  it.each(Object.entries(VECTORS))('of %s bytes is that of the reference', (length, hash) => expect(hashOf(Number(length))).toBe(hash));

  it('does not depend on where the message stands', () => expect(hashOf(15, 3)).toBe(VECTORS[15]));

  it('wants a key of 16 bytes', () => expect(() => new SipHash(Buffer.alloc(15))).toThrow('16 bytes'));
});
