import type { Uuid } from '@fairlead/kernel';
import { FairleadConfig, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type Receiver, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import type { SavedReportView } from '../persistence/saved-reports.repository';

/** Who gets a saved report by e-mail. */
@Injectable()
export class ReportReceivers {
  constructor(private readonly config: FairleadConfig, private readonly schedules: ReportSchedulesRepository) {}

  /** Of the listed, those who get it now: still in the team, able to read it, and with a proven mailbox where the network asks for that. */
  of(tx: Tx, organizationId: Uuid, report: Pick<SavedReportView, 'visibility' | 'madeBy'>, listed: readonly Uuid[]): Promise<Receiver[]> {
    return this.schedules.receiversOf(tx, { ...report, organizationId }, listed, this.config.emailVerification === 'required');
  }
}
