import { cleanLabel } from './visitor';

describe('visitor', () => {
  it('drops control characters and cuts labels at 128 bytes, never inside a character', () => {
    expect(cleanLabel('a\r\nb\u0000')).toBe('ab');
    expect(cleanLabel('é'.repeat(100))).toBe('é'.repeat(64));
    expect(cleanLabel(`a${'é'.repeat(100)}`)).toBe(`a${'é'.repeat(63)}`);
  });

  it.each([undefined, null, '', ['a'], 5])('takes %p for absent', (value) => expect(cleanLabel(value)).toBeNull());
});
