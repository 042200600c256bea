import { leftOf } from './earned';

describe('what a commission is worth', () => {
  it('is nothing once it is void', () => {
    const twelve = { amount: 1_200, currency: 'USD' };

    expect(leftOf({ status: 'void' }, twelve)).toEqual({ amount: 0, currency: 'USD' });
    expect(leftOf({ status: 'approved' }, twelve)).toBe(twelve);
  });
});
