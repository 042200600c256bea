import { AuditLog, type Caller } from '@fairlead/identity';
import { DomainError, newId } from '@fairlead/kernel';
import { UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SavedReportVisibility } from '../contracts';
import type { SavedQuery } from '../domain/report-query';
import { SavedReportsRepository, type SavedReportView } from '../persistence/saved-reports.repository';
import { assertSavable } from './assert-savable';

const MOST_PER_ORGANIZATION = 100;

/** What is kept, under which name and for whom. */
export interface SavedReportInput {
  readonly name: string;
  readonly visibility: SavedReportVisibility;
  readonly query: SavedQuery;
}

/** Keeps a report under a name of its maker's. */
@Injectable()
export class SaveReport {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly audit: AuditLog) {}

  /** @throws DomainError `saved_report.name_taken`, `saved_report.too_many` (conflict), or why the report could not be asked for. */
  async run(caller: Caller, input: SavedReportInput): Promise<SavedReportView> {
    try {
      return await this.unitOfWork.run(caller.context, async (tx) => {
        assertSavable(caller, input.query, tx.now);
        await this.reports.takeTurn(tx, caller.organizationId);
        const report: SavedReportView = { ...input, id: newId(tx.now.getTime()), madeBy: caller.userId, makerName: caller.name, version: 1, createdAt: tx.now, updatedAt: tx.now, mailing: null, isReceiver: false };
        await this.reports.insert(tx, caller.organizationId, report);
        if ((await this.reports.count(tx, caller.organizationId)) > MOST_PER_ORGANIZATION) {
          throw new DomainError('saved_report.too_many', 'conflict', 'Delete a saved report before you save another', { most: MOST_PER_ORGANIZATION });
        }
        await this.audit.append(tx, { action: 'saved_report.created', subjectType: 'saved_report', subjectId: report.id, details: { visibility: report.visibility } });
        return report;
      });
    } catch (error) {
      throw nameTaken(error, input.name) ?? error;
    }
  }
}

/** What a name that the maker has given already means; null for other errors. */
export function nameTaken(error: unknown, name: string): DomainError | null {
  if (!violates(error, 'uq_saved_report_organization_id_made_by_name')) return null;
  return new DomainError('saved_report.name_taken', 'conflict', 'There is a saved report of this name', { name }, { cause: error });
}
