import { isEarned, leftOf } from './earned';

describe('what a commission is worth', () => {
  it.each([['pending', false], ['void', false], ['approved', true], ['payable', true], ['in_payout', true], ['paid', true], ['reversed', true]] as const)('%s counts as earned: %s', (status, counts) => {
    expect(isEarned({ status })).toBe(counts);
  });

  it('is nothing once it is void', () => {
    const twelve = { amount: 1_200, currency: 'USD' };

    expect(leftOf({ status: 'void' }, twelve)).toEqual({ amount: 0, currency: 'USD' });
    expect(leftOf({ status: 'approved' }, twelve)).toBe(twelve);
  });
});
