import type { ApprovalMode, EnrolmentStatus, OfferStatus } from '@fairlead/offers/contracts';
import type { ClickFilterReason } from '@fairlead/tracking/contracts';
import type { ConversionStatus, HoldReason, StoredRefusal } from '../contracts';

/** Facts that decide what becomes of a well-formed, attributed report. */
export interface JudgedFacts {
  readonly offerStatus: OfferStatus;
  readonly enrolmentStatus: EnrolmentStatus | null;
  readonly affiliateSuspended: boolean;
  readonly inWindow: boolean;
  readonly clickFilterReason: ClickFilterReason | null;
  /** Conversions of the offer today that are neither held nor rejected. */
  readonly conversionsToday: number | null;
  readonly dailyConversionCap: number | null;
  readonly approval: ApprovalMode;
  /** What the advertiser's own report says, if anything. */
  readonly reportedStatus: 'approved' | 'pending' | 'rejected' | null;
  /** The visitor's browser reported it, which proves nothing but the click. */
  readonly fromBrowser: boolean;
}

/** The first status of a conversion and why. */
export interface Judgement {
  readonly status: ConversionStatus;
  readonly reason: StoredRefusal | HoldReason | 'rejected_by_advertiser' | null;
}

/** Refusals by provable facts first, then the advertiser's word, then holds, then the approval mode of the terms. */
export function judgeConversion(facts: JudgedFacts): Judgement {
  if (!facts.inWindow) return { status: 'rejected', reason: 'out_of_window' };
  if (facts.offerStatus !== 'active') return { status: 'rejected', reason: 'offer_paused' };
  if (facts.enrolmentStatus !== 'approved') return { status: 'rejected', reason: 'not_enrolled' };
  if (facts.reportedStatus === 'rejected') return { status: 'rejected', reason: 'rejected_by_advertiser' };
  const hold = holdReason(facts);
  if (hold !== null) return { status: 'held', reason: hold };
  if (facts.reportedStatus !== null) return { status: facts.reportedStatus, reason: null };
  return { status: facts.approval === 'auto' ? 'approved' : 'pending', reason: null };
}

/** Why a person has to look at it first. What a suspended affiliate has brought is not taken from it by a machine. */
function holdReason(facts: JudgedFacts): HoldReason | null {
  if (facts.affiliateSuspended) return 'affiliate_suspended';
  // A double tap is the visitor's own: it does not count twice, but earns as its first click would.
  if (facts.clickFilterReason !== null && facts.clickFilterReason !== 'duplicate') return 'filtered_click';
  if (facts.dailyConversionCap !== null && (facts.conversionsToday ?? 0) >= facts.dailyConversionCap) return 'over_cap';
  return facts.fromBrowser ? 'browser_report' : null;
}
