import { MANAGING_ROLES, type OrganizationKind, TEAM_ROLES_OF, type TeamRole } from '../contracts';

/** Whether organizations of this kind have this team role. */
export function hasTeamRole(kind: OrganizationKind, role: TeamRole): boolean {
  return TEAM_ROLES_OF[kind].includes(role);
}

export function managesTeam(role: TeamRole): boolean {
  return MANAGING_ROLES.includes(role);
}

/** Whether an organization is left without anybody who manages it. `next` is the person's new role; null when they leave. */
export function losesLastManager(current: TeamRole, next: TeamRole | null, managers: bigint): boolean {
  return managesTeam(current) && (next === null || !managesTeam(next)) && managers <= 1n;
}
