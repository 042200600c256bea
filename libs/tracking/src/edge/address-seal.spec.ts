import { randomBytes } from 'node:crypto';
import { addressBytes, addressText, sealInto } from '../domain/address-bytes';
import { AddressSeal } from './address-seal';
import { Nonces } from './nonces';

const DAY = '2026-11-23';
const bytesOf = (text: string): Buffer => addressBytes(text) ?? Buffer.alloc(0);

function sealed(seal: AddressSeal, nonce: Buffer, text: string): Buffer {
  const pads = seal.pads(DAY, nonce);
  const target = Buffer.alloc(16);
  return pads ? target.subarray(0, sealInto(target, 0, bytesOf(text), pads, 0)) : Buffer.alloc(0);
}

describe('sealed addresses', () => {
  const seal = new AddressSeal();
  beforeEach(() => seal.replace(new Map([[DAY, Buffer.alloc(32, 1)]])));

  it.each([['203.0.113.77', '203.0.113.77', 4], ['2001:db8:1:2::3', '2001:db8:1:2:0:0:0:3', 16], ['::1', '0:0:0:0:0:0:0:1', 16]])('%s can be read with the key of the day', (text, read, bytes) => {
    const nonce = randomBytes(16);
    const box = sealed(seal, nonce, text);
    expect(box).toHaveLength(bytes);
    expect(addressText(seal.open(DAY, nonce, box) ?? Buffer.alloc(16))).toBe(read);
    expect(box.equals(bytesOf(text).subarray(16 - bytes))).toBe(false);
  });

  it('differ from click to click', () => {
    expect(sealed(seal, randomBytes(16), '203.0.113.77').equals(sealed(seal, randomBytes(16), '203.0.113.77'))).toBe(false);
  });

  it('cannot be read when the key is gone', () => {
    const nonce = randomBytes(16);
    const box = sealed(seal, nonce, '203.0.113.77');
    seal.replace(new Map());
    expect(seal.open(DAY, nonce, box)).toBeNull();
    expect(seal.pads(DAY, nonce)).toBeNull();
  });
});

describe('nonces', () => {
  it('never come twice, and each has the pad of its day', () => {
    const seal = new AddressSeal();
    seal.replace(new Map([[DAY, Buffer.alloc(32, 1)]]));
    const nonces = new Nonces(seal);
    const seen = new Set<string>();
    for (let count = 0; count < 1_000; count += 1) {
      const at = nonces.next(DAY);
      const nonce = nonces.bytes.subarray(at, at + 16);
      seen.add(nonce.toString('hex'));
      expect(nonces.pads?.subarray(at, at + 16).equals(seal.pads(DAY, nonce) ?? Buffer.alloc(0))).toBe(true);
    }
    expect(seen.size).toBe(1_000);
  });

  it('follow the keys at once', () => {
    const seal = new AddressSeal();
    const nonces = new Nonces(seal);
    nonces.next(DAY);
    expect(nonces.pads).toBeNull();
    seal.replace(new Map([[DAY, Buffer.alloc(32, 1)]]));
    nonces.next(DAY);
    expect(nonces.pads).not.toBeNull();
    nonces.next('2026-11-24');
    expect(nonces.pads).toBeNull();
  });
});
