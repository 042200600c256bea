import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { cursorId, type ListQuery, type Page, toPage, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { JournalView, LedgerAccountView, TrialBalanceLine } from '../contracts';
import { type AccountFilter, AccountsRepository } from '../persistence/accounts.repository';
import { type JournalFilter, JournalsRepository } from '../persistence/journals.repository';
import { assertNetworkScope } from './network-scope';

/** What screens and reports read. Each call is a unit of work of its own, in the caller's scope: tenants see their own rows. */
@Injectable()
export class LedgerQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly journals: JournalsRepository,
  ) {}

  /** One line per currency in use. @throws DomainError `ledger.network_scope_required` for tenants. */
  async trialBalance(context: TenantContext): Promise<TrialBalanceLine[]> {
    assertNetworkScope(context);
    return this.unitOfWork.run(context, (tx) => this.accounts.trialBalance(tx));
  }

  /** Newest first. */
  async listAccounts(context: TenantContext, filter: AccountFilter, page: ListQuery): Promise<Page<LedgerAccountView>> {
    const before = cursorId(page);
    const rows = await this.unitOfWork.run(context, (tx) => this.accounts.list(tx, filter, before, page.limit + 1));
    return toPage(rows, page.limit, (row) => row);
  }

  /** Newest first. */
  async listJournals(context: TenantContext, filter: JournalFilter, page: ListQuery): Promise<Page<JournalView>> {
    const before = cursorId(page);
    const rows = await this.unitOfWork.run(context, (tx) => this.journals.list(tx, filter, before, page.limit + 1));
    return toPage(rows, page.limit, (row) => row);
  }

  /** @throws DomainError `journal.not_found`, also for a journal of somebody else. */
  async getJournal(context: TenantContext, id: Uuid): Promise<JournalView> {
    const journal = await this.unitOfWork.run(context, (tx) => this.journals.findById(tx, id));
    if (!journal) throw notFound('journal', id);
    return journal;
  }
}
