import { inStopOrder } from './run-file';

describe('inStopOrder', () => {
  it('goes backwards, with the queue and the database last even when they were restarted', () => {
    const parts = ['redis', 'stripe-stand-in', 'api', 'worker', 'tracker', 'postgres'].map((name) => ({ name }));

    expect(inStopOrder(parts).map((part) => part.name)).toEqual(['tracker', 'worker', 'api', 'stripe-stand-in', 'redis', 'postgres']);
  });
});
