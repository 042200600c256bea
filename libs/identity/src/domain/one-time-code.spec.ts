import { codeAt, mintRecoveryCodes, mintTotpSecret, otpauthUri, readRecoveryCode, stepOfCode } from './one-time-code';

/** `12345678901234567890` of RFC 6238, appendix B. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('one-time code', () => {
  it.each([['1970-01-01T00:00:59Z', '287082'], ['2005-03-18T01:58:29Z', '081804'], ['2033-05-18T03:33:20Z', '279037']])('is what RFC 6238 says at %s', (at, code) => {
    expect(codeAt(RFC_SECRET, new Date(at))).toBe(code);
  });

  it('is taken one step early and late, and no further', () => {
    const [secret, at] = [mintTotpSecret(), new Date('2026-03-01T12:00:15Z')];
    const code = codeAt(secret, at);
    const stepAfter = (seconds: number) => stepOfCode(secret, code, new Date(at.getTime() + seconds * 1_000));

    const step = BigInt(at.getTime() / 1_000 - 15) / 30n;
    expect([stepAfter(0), stepAfter(30), stepAfter(-30), stepAfter(60), stepAfter(-60)]).toEqual([step, step, step, null, null]);
  });

  it('is none of letters or another length', () => {
    expect(['abcdef', '12345', '1234567', ''].map((text) => stepOfCode(RFC_SECRET, text, new Date(59_000)))).toEqual([null, null, null, null]);
  });

  it('is set up by a URI that authenticators read', () => {
    const uri = new URL(otpauthUri(RFC_SECRET, 'Fairlead', 'a b@example.test'));

    expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer'), decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:', RFC_SECRET, 'Fairlead', expect.stringContaining('a b@example.test'),
    ]);
  });
});

describe('recovery codes', () => {
  it('are ten, all different, and read however they are typed', () => {
    const codes = mintRecoveryCodes();

    expect(new Set(codes).size).toBe(10);
    expect(codes.map((code) => readRecoveryCode(` ${code.toUpperCase().replace('-', ' ')}`))).toEqual(codes);
    expect(readRecoveryCode('123456')).toBeNull();
  });
});
