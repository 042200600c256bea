import { TEAM_ROLES } from '@fairlead/identity/contracts';
import { mayChange, type Reader } from './saved-report';

const reader = (userId: string, teamRole: Reader['teamRole']): Reader => ({ userId, teamRole, organizationId: 'o' });

describe('a saved report', () => {
  it.each(TEAM_ROLES)('is changed by its maker, whatever the visibility and the role: %s', (role) => {
    expect((['private', 'shared'] as const).map((visibility) => mayChange({ madeBy: 'a', visibility }, reader('a', role)))).toEqual([true, true]);
  });

  it.each([['admin', true], ['owner', true], ['finance', false], ['member', false]] as const)('that somebody else shares is changed by who manages the team alone: %s', (role, may) => {
    expect(mayChange({ madeBy: 'a', visibility: 'shared' }, reader('b', role))).toBe(may);
  });

  it.each(TEAM_ROLES)('that is private is changed by nobody else: %s', (role) => {
    expect(mayChange({ madeBy: 'a', visibility: 'private' }, reader('b', role))).toBe(false);
  });
});
