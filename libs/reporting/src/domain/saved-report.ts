import { MANAGING_ROLES, type TeamRole } from '@fairlead/identity/contracts';
import type { Uuid } from '@fairlead/kernel';
import type { SavedReportVisibility } from '../contracts';

/** Whoever wants to read or change a saved report of their organization. */
export interface Reader {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly teamRole: TeamRole;
}

/** Its maker changes a report. One that is shared is the team's, so those who manage the team may change it too. */
export function mayChange(report: { readonly madeBy: Uuid; readonly visibility: SavedReportVisibility }, reader: Reader): boolean {
  return report.madeBy === reader.userId || (report.visibility === 'shared' && MANAGING_ROLES.includes(reader.teamRole));
}
