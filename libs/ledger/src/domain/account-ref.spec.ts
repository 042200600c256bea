import {
  accountCode, adjustmentAccount, advertiserFunds, advertiserReserved, affiliateInTransit, affiliatePayable, affiliatePending, networkMargin, ownerOf,
  stripeBalance,
} from './account-ref';

const OWNER = '0193a000-0000-7000-8000-000000000001';

describe('account reference', () => {
  it.each([
    [advertiserFunds(OWNER), `advertiser:${OWNER}:funds:USD`],
    [advertiserReserved(OWNER), `advertiser:${OWNER}:reserved:USD`],
    [affiliatePending(OWNER), `affiliate:${OWNER}:pending:USD`],
    [affiliatePayable(OWNER), `affiliate:${OWNER}:payable:USD`],
    [affiliateInTransit(OWNER), `affiliate:${OWNER}:in_transit:USD`],
    [stripeBalance, 'stripe:balance:USD'],
    [networkMargin, 'network:margin:USD'],
    [adjustmentAccount, 'network:adjustment:USD'],
  ])('names %j as %s', (ref, code) => {
    expect(accountCode(ref, 'USD')).toBe(code);
  });

  it('knows the owner of an account', () => {
    expect(ownerOf(advertiserFunds(OWNER))).toEqual({ advertiserId: OWNER, affiliateId: null });
    expect(ownerOf(affiliatePending(OWNER))).toEqual({ advertiserId: null, affiliateId: OWNER });
    expect(ownerOf(stripeBalance)).toEqual({ advertiserId: null, affiliateId: null });
  });
});
