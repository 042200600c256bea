import { addressBytes, addressText, prefixOf } from './address-bytes';

const bytesOf = (text: string): Buffer => addressBytes(text) ?? Buffer.alloc(0);

describe('the bytes of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.77'], ['0.0.0.0', '0.0.0.0'], ['255.255.255.255', '255.255.255.255'], ['::ffff:203.0.113.77', '203.0.113.77'], ['::ffff:cb00:714d', '203.0.113.77'],
    ['2001:db8:1:2::3', '2001:db8:1:2:0:0:0:3'], ['::1', '0:0:0:0:0:0:0:1'], ['::', '0:0:0:0:0:0:0:0'], ['2001:db8::', '2001:db8:0:0:0:0:0:0'], ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0:0:0:c000:201'], ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ])('%s is %s', (text, read) => expect(addressText(bytesOf(text))).toBe(read));

  it.each(['', 'example', '1.2.3', '1.2.3.256', '01.2.3.4', ':::', '1:2:3', '::ffff:1.2.3', '1.2.3.4, 5.6.7.8'])('%p is none', (text) => expect(addressBytes(text)).toBeNull());

  it.each([['203.0.113.77', [203, 0, 113]], ['::ffff:203.0.113.77', [203, 0, 113]], ['2001:db8:1:2::3', [0x20, 0x01, 0x0d, 0xb8, 0, 1]], ['::1', [0, 0, 0, 0, 0, 0]]])(
    '%s is kept as %p', (text, prefix) => expect([...prefixOf(bytesOf(text))]).toEqual(prefix));
});
