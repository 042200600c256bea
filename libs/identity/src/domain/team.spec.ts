import { hasTeamRole, losesLastManager } from './team';

describe('a team', () => {
  it('has the roles of its kind of organization', () => {
    expect([hasTeamRole('network', 'finance'), hasTeamRole('network', 'owner'), hasTeamRole('affiliate', 'owner'), hasTeamRole('advertiser', 'admin')]).toEqual([true, false, true, false]);
  });

  it.each([
    ['owner', 'member', 1n, true], ['owner', 'member', 2n, false], ['owner', 'owner', 1n, false], ['member', null, 1n, false], ['admin', null, 1n, true], ['admin', 'finance', 1n, true],
  ] as const)('%s becomes %s with %s managers: loses the last is %s', (current, next, managers, loses) => {
    expect(losesLastManager(current, next, managers)).toBe(loses);
  });
});
