import { type Currency, DomainError, type Uuid } from '@fairlead/kernel';
import type { JournalKind } from '../contracts';
import { accountCode, type AccountRef, ownerOf } from './account-ref';
import { allowsTransfer, KINDS_WITH_APPROVER } from './journal-kinds';

/** Moves a non-negative amount in minor units from one account to another. */
export interface TransferLine {
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly amountMinor: bigint;
}

/** What a context asks the ledger to record. */
export interface NewJournal {
  readonly kind: JournalKind;
  /** Idempotency key, unique over the ledger: `commission.accrued:<commission id>`. */
  readonly key: string;
  readonly source: { readonly type: string; readonly id: Uuid };
  readonly lines: readonly TransferLine[];
  /** Of every line: a journal has one currency. */
  readonly currency: Currency;
  /** When it counts from; the time of posting unless given. Kept to the millisecond. */
  readonly effectiveAt?: Date;
  /** The reason in words; required for adjustments, fees and exchanges. Tenants of the journal can read it. */
  readonly memo?: string;
  /** The user who approved it; required for adjustments, fees and exchanges. */
  readonly approvedBy?: Uuid;
  readonly reversesJournalId?: Uuid;
}

/** One posting to be written; credit is positive. */
export interface PlannedPosting {
  readonly lineNo: number;
  readonly account: AccountRef;
  readonly accountCode: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** The postings of a journal and the one advertiser and one affiliate that it concerns. */
export interface JournalPlan {
  readonly advertiserId: Uuid | null;
  readonly affiliateId: Uuid | null;
  readonly postings: readonly PlannedPosting[];
}

/**
 * Turns transfers into postings: −amount on `from`, +amount on `to`, so every journal sums to zero. Null when no line moves anything.
 * @throws DomainError `ledger.negative_line`, `ledger.transfer_not_allowed`, `ledger.owners_mixed`, `ledger.reason_required`.
 */
export function planJournal(journal: NewJournal): JournalPlan | null {
  journal.lines.forEach((line) => assertLine(journal.kind, line));
  const lines = journal.lines.filter((line) => line.amountMinor > 0n);
  if (lines.length === 0) return null;
  assertReason(journal);
  const owners = lines.flatMap((line) => [ownerOf(line.from), ownerOf(line.to)]);
  return {
    advertiserId: onlyOwner(journal, owners.map((owner) => owner.advertiserId)),
    affiliateId: onlyOwner(journal, owners.map((owner) => owner.affiliateId)),
    postings: lines.flatMap(({ from, to, amountMinor }, index) => [
      planned(journal, 2 * index + 1, from, -amountMinor),
      planned(journal, 2 * index + 2, to, amountMinor),
    ]),
  };
}

function planned({ currency }: NewJournal, lineNo: number, account: AccountRef, amountMinor: bigint): PlannedPosting {
  return { lineNo, account, accountCode: accountCode(account, currency), amountMinor, currency };
}

function assertLine(kind: JournalKind, line: TransferLine): void {
  if (line.amountMinor < 0n) {
    throw new DomainError('ledger.negative_line', 'unprocessable', 'A transfer cannot be negative: swap its accounts', {
      kind, from: line.from.kind, to: line.to.kind, amount: line.amountMinor.toString(),
    });
  }
  if (!allowsTransfer(kind, line.from.kind, line.to.kind)) {
    throw new DomainError('ledger.transfer_not_allowed', 'unprocessable', `A ${kind} journal cannot move money from ${line.from.kind} to ${line.to.kind}`, {
      kind, from: line.from.kind, to: line.to.kind,
    });
  }
}

function assertReason(journal: NewJournal): void {
  if (!KINDS_WITH_APPROVER.includes(journal.kind)) return;
  if (!journal.memo?.trim() || journal.approvedBy === undefined) {
    throw new DomainError('ledger.reason_required', 'unprocessable', `A ${journal.kind} journal needs a memo and an approver`, { kind: journal.kind });
  }
}

/** Who sees a journal is decided by these two ids, so it cannot concern two of a kind. */
function onlyOwner(journal: NewJournal, ids: readonly (Uuid | null)[]): Uuid | null {
  const owners = [...new Set(ids.filter((id) => id !== null))];
  if (owners.length > 1) {
    throw new DomainError('ledger.owners_mixed', 'unprocessable', 'A journal concerns one advertiser and one affiliate at most', {
      kind: journal.kind, owners,
    });
  }
  return owners[0] ?? null;
}
