import type { TenantContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { type LocalDays, reportPeriods } from '../domain/report-period';
import { ColumnStore } from '../persistence/column-store';
import { type ReportCurrency, ReportsRepository } from '../persistence/reports.repository';
import { FollowChanges } from './follow-changes.service';

/** In which currencies there is money to report on, so that a caller can name one before asking for a report. */
@Injectable()
export class ListReportCurrencies {
  constructor(private readonly follow: FollowChanges, private readonly store: ColumnStore, private readonly reports: ReportsRepository) {}

  /** That of most conversions first. @throws DomainError `report.invalid_period`, `report.unknown_time_zone`. */
  async run(context: TenantContext, days: LocalDays): Promise<ReportCurrency[]> {
    const { current } = reportPeriods(days);
    await this.follow.run();
    return this.store.transaction((columns) => this.reports.currencies(columns, context, current));
  }
}
