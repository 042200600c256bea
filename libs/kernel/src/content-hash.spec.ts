import { canonicalJson, contentHash } from './content-hash';

describe('content hash', () => {
  it('does not depend on the order of keys', () => {
    expect(contentHash({ a: 1n, b: [new Date(0), null] })).toBe(contentHash({ b: [new Date(0), null], a: 1n }));
  });

  it('tells different content apart', () => {
    expect(canonicalJson({ a: '1', b: undefined })).toBe('{"a":"1"}');
    expect(contentHash({ a: 1n })).not.toBe(contentHash({ a: 2n }));
  });
});
