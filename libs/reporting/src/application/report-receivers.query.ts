import type { Uuid } from '@fairlead/kernel';
import { FairleadConfig, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type Receiver, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import type { SavedReportView } from '../persistence/saved-reports.repository';

/** Who gets a saved report by e-mail. */
@Injectable()
export class ReportReceivers {
  constructor(private readonly config: FairleadConfig, private readonly schedules: ReportSchedulesRepository) {}

  /**
   * Of the listed, those who get it now: still in the team, able to read the report, and with what the network asks of them before it shows them anything, a proven mailbox and, of staff, a second factor.
   * The scope of the transaction must be the organization's own, or the network's.
   */
  of(tx: Tx, organizationId: Uuid, report: Pick<SavedReportView, 'visibility' | 'madeBy'>, listed: readonly Uuid[]): Promise<Receiver[]> {
    return this.schedules.receiversOf(tx, { ...report, organizationId }, listed, { proveMailbox: this.config.emailVerification === 'required', secondFactorRoles: this.config.secondFactorRoles });
  }
}
