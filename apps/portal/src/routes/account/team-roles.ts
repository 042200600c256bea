import type { Member } from '../../api/types';
import type { Role } from '../../session/session-store';

export type TeamRole = Member['team_role'];

/** The roles of a team, by the role that its people have in the network; who manages it comes first. */
export function rolesOf(role: Role): readonly [TeamRole, TeamRole] {
  return role === 'admin' || role === 'finance' ? ['admin', 'finance'] : ['owner', 'member'];
}

export const managingRole = (role: Role): TeamRole => rolesOf(role)[0];
/** Whether such a member may change the team. */
export const managesTeam = (role: TeamRole): boolean => role === 'admin' || role === 'owner';
/** The one role that a member can be changed to. */
export const otherRole = (role: Role, current: TeamRole): TeamRole => rolesOf(role).find((one) => one !== current) ?? current;
