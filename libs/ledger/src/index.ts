export { LedgerQueries } from './application/ledger-queries';
export type { PostResult } from './application/post-journal.service';
export { type LedgerProof, verifyLedger } from './application/verify-ledger';
export type {
  AccountKind, BalanceView, JournalKind, JournalView, LedgerAccountView, PostingView, TrialBalanceLine,
} from './contracts';
export {
  type AccountRef, adjustmentAccount, advertiserFunds, advertiserReserved, affiliateInTransit, affiliatePayable, affiliatePending, networkMargin,
  stripeBalance,
} from './domain/account-ref';
export type { NewJournal, TransferLine } from './domain/plan-journal';
export { LedgerFacade } from './ledger.facade';
export { LedgerModule } from './ledger.module';
export { LedgerWorkerModule } from './ledger-worker.module';
export type { AccountFilter, BalanceOwner } from './persistence/accounts.repository';
export type { JournalFilter } from './persistence/journals.repository';
