import { createHmac } from 'node:crypto';
import { canonicalParameters, isFreshTimestamp, isSignedBy, signParameters } from './postback-signature';

describe('postback signature', () => {
  const parameters = { advertiser: 'adv_1', order_id: "A-1 (x)!*'", amount: '19.99', z: 'ä', Z: '~', sig: 'ignored' };

  it('signs sorted, percent-encoded parameters without sig', () => {
    expect(canonicalParameters(parameters)).toBe("Z=~&advertiser=adv_1&amount=19.99&order_id=A-1%20%28x%29%21%2A%27&z=%C3%A4");
    expect(signParameters(parameters, 's')).toBe(createHmac('sha256', 's').update(canonicalParameters(parameters)).digest('hex'));
  });

  it('accepts any live secret and no other', () => {
    const signed = { ...parameters, sig: signParameters(parameters, 'new') };

    expect(isSignedBy(signed, ['old', 'new'])).toBe(true);
    expect(isSignedBy(signed, ['old'])).toBe(false);
    expect(isSignedBy({ ...signed, amount: '1999' }, ['new'])).toBe(false);
    expect(isSignedBy({ ...signed, sig: '' }, ['new'])).toBe(false);
    expect(isSignedBy(signed, [])).toBe(false);
  });

  it.each([[0, true], [300, true], [-300, true], [301, false], [-301, false]])('a timestamp %s s away is fresh: %s', (seconds, fresh) => {
    const now = new Date('2026-01-01T00:00:00Z');

    expect(isFreshTimestamp(String(now.getTime() / 1_000 + seconds), now)).toBe(fresh);
  });

  it('refuses timestamps that are no Unix seconds', () => {
    expect(isFreshTimestamp('2026-01-01T00:00:00Z', new Date('2026-01-01T00:00:00Z'))).toBe(false);
  });
});
