import type { EnrolmentStatus, OfferStatus } from '@fairlead/offers/contracts';
import type { ClickFilterReason } from '../contracts';

/** The facts that a click is decided on. */
export interface ClickFacts {
  readonly offerStatus: OfferStatus;
  readonly enrolmentStatus: EnrolmentStatus | null;
  readonly affiliateActive: boolean;
  readonly method: string;
  readonly bot: boolean;
  readonly prefetch: boolean;
  /** Counted clicks of the offer today (UTC), or null where no cap needs them. */
  readonly clicksToday: number | null;
  readonly dailyClickCap: number | null;
}

/** Where a visitor goes and whether the click counts. */
export interface ClickDecision {
  readonly destination: 'landing' | 'neutral_page';
  readonly status: 'counted' | 'filtered';
  readonly reason: ClickFilterReason | null;
}

/** What keeps the traffic itself away comes before what keeps only the count. */
export function decideClick(facts: ClickFacts): ClickDecision {
  const blocked = whyBlocked(facts);
  if (blocked) return { destination: 'neutral_page', status: 'filtered', reason: blocked };
  const filtered = whyFiltered(facts);
  return { destination: 'landing', status: filtered ? 'filtered' : 'counted', reason: filtered };
}

function whyBlocked(facts: ClickFacts): ClickFilterReason | null {
  if (facts.offerStatus !== 'active') return 'paused';
  if (!facts.affiliateActive) return 'affiliate_suspended';
  if (facts.enrolmentStatus !== 'approved') return 'not_enrolled';
  return facts.dailyClickCap !== null && facts.clicksToday !== null && facts.clicksToday >= facts.dailyClickCap ? 'cap' : null;
}

function whyFiltered(facts: ClickFacts): ClickFilterReason | null {
  if (facts.method === 'HEAD') return 'head_request';
  if (facts.prefetch) return 'prefetch';
  return facts.bot ? 'bot' : null;
}
