import { findTableFaults } from '@fairlead/kernel';
import { isHostWithin, isProven, proofRecordName, proofRecordValue, readTrackingHost } from './tracking-host';
import { TRACKING_DOMAIN_STATES } from './tracking-domain-states';

describe('the host of a tracking domain', () => {
  it.each([['go.shop.example', 'go.shop.example'], ['GO.Shop.EXAMPLE', 'go.shop.example'], ['go.bücher.example', 'go.xn--bcher-kva.example'], ['a.io', 'a.io'], ['1.shop.example', '1.shop.example']])(
    '%s is kept as %s', (text, host) => expect(readTrackingHost(text)).toBe(host));

  it.each([
    '', 'localhost', '127.0.0.1', '0x7f.1', '2130706433', '[::1]', 'go.example.', '.example', 'go..example', '*.shop.example', '-go.example', 'go-.example', 'go.example:443', 'go.example/x', 'go.example?x', 'go.example#x',
    'a@go.example', 'go.example\\x', 'go .example', 'go.example\n', 'go%2eexample', 'go_x.example', 'go.123', `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`,
  ])('%j is none', (text) => expect(readTrackingHost(text)).toBeNull());

  it('is within itself and its parents, and no other that ends alike', () => {
    expect(['track.example', 'a.track.example'].map((host) => isHostWithin(host, 'track.example'))).toEqual([true, true]);
    expect(['notrack.example', 'track.example.evil.example', 'example'].map((host) => isHostWithin(host, 'track.example'))).toEqual([false, false, false]);
  });
});

describe('the proof of a tracking domain', () => {
  it('is one record among others, whole', () => {
    expect(proofRecordName('go.shop.example')).toBe('_fairlead.go.shop.example');
    expect(isProven(['v=spf1 -all', ` ${proofRecordValue('t0ken')} `], 't0ken')).toBe(true);
    expect(isProven(['fairlead-domain=t0kenx', 't0ken', 'x fairlead-domain=t0ken'], 't0ken')).toBe(false);
    expect(isProven([], 't0ken')).toBe(false);
  });

  it('has sound states', () => expect(findTableFaults(TRACKING_DOMAIN_STATES)).toEqual([]));
});
