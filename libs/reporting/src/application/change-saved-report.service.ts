import { AuditLog, type Caller } from '@fairlead/identity';
import { DomainError, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { mayChange } from '../domain/saved-report';
import { SavedReportsRepository, type SavedReportView } from '../persistence/saved-reports.repository';
import { assertSavable } from './assert-savable';
import { nameTaken, type SavedReportInput } from './save-report.service';

/** Renames a saved report, shares it or keeps it to its maker, or puts another in its place. */
@Injectable()
export class ChangeSavedReport {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly audit: AuditLog) {}

  /**
   * @param ifVersion the version that the caller has seen; null changes it whatever is there.
   * @throws DomainError `saved_report.not_found`, `saved_report.not_yours`, `saved_report.changed`, `saved_report.name_taken`, or why the report could not be asked for.
   */
  async run(caller: Caller, id: Uuid, change: Partial<SavedReportInput>, ifVersion: number | null): Promise<SavedReportView> {
    try {
      return await this.unitOfWork.run(caller.context, async (tx) => {
        const current = await this.reports.lock(tx, caller, id);
        assertMayChange(current, caller);
        if (ifVersion !== null && ifVersion !== current.version) {
          throw new DomainError('saved_report.changed', 'conflict', 'Somebody has changed the saved report since you read it; read it again', { version: current.version });
        }
        if (change.query) assertSavable(caller, change.query, tx.now);
        const next = { ...current, ...change, version: current.version + 1, updatedAt: tx.now };
        await this.reports.update(tx, next);
        await this.audit.append(tx, { action: 'saved_report.updated', subjectType: 'saved_report', subjectId: id, details: { fields: Object.keys(change), visibility: next.visibility, version: next.version } });
        return next;
      });
    } catch (error) {
      throw nameTaken(error, change.name ?? '') ?? error;
    }
  }
}

/** @throws DomainError `saved_report.not_yours` (forbidden). */
export function assertMayChange(report: SavedReportView, caller: Caller): void {
  if (!mayChange(report, caller)) throw new DomainError('saved_report.not_yours', 'forbidden', 'Its maker, and who manages the team, may change this saved report');
}
