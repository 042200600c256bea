import { assertMove, canMove, findTableFaults, type TransitionTable } from './transition-table';

const door: TransitionTable<'open' | 'closed' | 'locked'> = {
  name: 'door', initial: ['open'], moves: { open: ['closed'], closed: ['open', 'locked'], locked: ['closed'] },
};

describe('transition table', () => {
  it('allows listed moves only', () => {
    expect(canMove(door, 'open', 'closed')).toBe(true);
    expect(() => assertMove(door, 'open', 'locked')).toThrow(expect.objectContaining({ code: 'door.illegal_transition' }));
  });

  it('finds unreachable states', () => {
    expect(findTableFaults(door)).toEqual([]);
    expect(findTableFaults({ ...door, moves: { ...door.moves, closed: ['open'] } })).toEqual(['unreachable state locked']);
  });
});
