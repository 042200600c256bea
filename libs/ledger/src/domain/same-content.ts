import type { JournalView } from '../contracts';
import type { JournalPlan, NewJournal } from './plan-journal';

/** Whether a repeated request asks for what its key already posted. The actor may differ: a retry may run under another job's name. */
export function hasSameContent(posted: JournalView, journal: NewJournal, plan: JournalPlan): boolean {
  return (
    posted.kind === journal.kind &&
    posted.source.type === journal.source.type &&
    posted.source.id === journal.source.id &&
    posted.memo === (journal.memo ?? null) &&
    posted.approvedBy === (journal.approvedBy ?? null) &&
    posted.reversesJournalId === (journal.reversesJournalId ?? null) &&
    (journal.effectiveAt === undefined || posted.effectiveAt.getTime() === journal.effectiveAt.getTime()) &&
    hasSamePostings(posted, plan)
  );
}

function hasSamePostings(posted: JournalView, plan: JournalPlan): boolean {
  return posted.postings.length === plan.postings.length && plan.postings.every((posting, index) => {
    const other = posted.postings[index];
    return other?.accountCode === posting.accountCode && other.amountMinor === posting.amountMinor;
  });
}
