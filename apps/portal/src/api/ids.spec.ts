import { encodeId, newId } from '@fairlead/kernel';
import { isOpenable, publicId } from './ids';

describe('public ids of stored ones', () => {
  it.each([['conversion', 'conversion'], ['commission', 'commission'], ['user', 'user'], ['batch', 'batch'], ['promo_code', 'promoCode'], ['api_key', 'apiKey']] as const)('are those of the network for a %s', (kind, kernelKind) => {
    const stored = newId();

    expect(publicId(kind, stored)).toBe(encodeId(kernelKind, stored));
  });

  it('do not exist for other things', () => {
    expect([publicId('weather', newId()), publicId('user', 'nobody')]).toEqual([null, null]);
  });

  it('can be opened when a page shows such a thing', () => {
    expect([isOpenable(encodeId('payout', newId())), isOpenable(encodeId('user', newId())), isOpenable('cnv_x')]).toEqual([true, false, false]);
  });
});
