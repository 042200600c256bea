import { cleanLabel, ipPrefix } from './visitor';

describe('visitor', () => {
  it.each([['203.0.113.77', '203.0.113.0/24'], ['::ffff:203.0.113.77', '203.0.113.0/24'], ['2001:db8:1:2::3', '2001:db8:1::/48'], ['::1', '0:0:0::/48'], ['2001:db8::', '2001:db8:0::/48']])(
    '%s is kept as %s', (ip, prefix) => expect(ipPrefix(ip)).toBe(prefix));

  it('drops control characters and cuts labels at 128 bytes, never inside a character', () => {
    expect(cleanLabel('a\r\nb\u0000')).toBe('ab');
    expect(cleanLabel('é'.repeat(100))).toBe('é'.repeat(64));
    expect(cleanLabel(`a${'é'.repeat(100)}`)).toBe(`a${'é'.repeat(63)}`);
  });

  it.each([undefined, null, '', ['a'], 5])('takes %p for absent', (value) => expect(cleanLabel(value)).toBeNull());
});
