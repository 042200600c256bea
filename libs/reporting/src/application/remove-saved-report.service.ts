import { AuditLog, type Caller } from '@fairlead/identity';
import type { Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SavedReportsRepository } from '../persistence/saved-reports.repository';
import { assertMayChange } from './change-saved-report.service';

/** Forgets a saved report. */
@Injectable()
export class RemoveSavedReport {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly audit: AuditLog) {}

  /** @throws DomainError `saved_report.not_found` or `saved_report.not_yours`. */
  async run(caller: Caller, id: Uuid): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      const report = await this.reports.lock(tx, caller, id);
      assertMayChange(report, caller);
      await this.reports.delete(tx, id);
      await this.audit.append(tx, { action: 'saved_report.removed', subjectType: 'saved_report', subjectId: id, details: { visibility: report.visibility } });
    });
  }
}
