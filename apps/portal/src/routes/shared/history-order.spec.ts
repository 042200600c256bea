import { inOrder } from './history-order';

const change = (from: string | null, to: string, at = '2026-11-08T09:00:00.000Z') => ({ from, to, at });
const states = (entries: readonly { to: string }[]) => entries.map((entry) => entry.to);

describe('the order of a history', () => {
  it('follows the states where all of it happened within one millisecond', () => {
    const stored = [change('releasing', 'settled'), change(null, 'draft'), change('submitted', 'approved'), change('approved', 'releasing'), change('draft', 'submitted')];

    expect(states(inOrder(stored))).toEqual(['draft', 'submitted', 'approved', 'releasing', 'settled']);
  });

  it('is that of time before anything else, also where a state comes twice', () => {
    const stored = [change('held', 'pending', '2026-11-10T00:00:00.000Z'), change('pending', 'held', '2026-11-09T00:00:00.000Z'), change(null, 'pending'), change('pending', 'approved', '2026-11-11T00:00:00.000Z')];

    expect(states(inOrder(stored))).toEqual(['pending', 'held', 'pending', 'approved']);
  });

  it('leaves nothing out where the beginning is not known', () => {
    expect(states(inOrder([change('sending', 'transferred'), change('approved', 'sending')]))).toHaveLength(2);
  });
});
