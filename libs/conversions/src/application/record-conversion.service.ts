import { AffiliatesFacade } from '@fairlead/affiliates';
import { assertMove, newId, timeOfId, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import type { OfferTerms, OfferView, PromoCodeView } from '@fairlead/offers/contracts';
import { Outbox, type Tx } from '@fairlead/platform';
import { TrackingFacade } from '@fairlead/tracking';
import type { ClickView } from '@fairlead/tracking/contracts';
import { Injectable } from '@nestjs/common';
import { CONVERSION_APPROVED, CONVERSION_RECORDED, CONVERSION_REJECTED, type ConversionView, type RefusalReason, STORED_REFUSALS } from '../contracts';
import { type Attribution, attributeConversion } from '../domain/attribute-conversion';
import { CONVERSION_STATES } from '../domain/conversion-states';
import { judgeConversion, type Judgement } from '../domain/judge-conversion';
import { type ConversionReport, readReport } from '../domain/read-report';
import { ConversionsRepository } from '../persistence/conversions.repository';

/** What became of a report. A refusal that concerns an affiliate's valid traffic has a rejected conversion. */
export type RecordOutcome =
  | { readonly result: 'accepted' | 'duplicate'; readonly conversion: ConversionView }
  | { readonly result: 'refused'; readonly reason: RefusalReason; readonly conversion: ConversionView | null }
  /** The click id is ours and recent, but its click is still in a spool: nothing was decided. */
  | { readonly result: 'click_not_loaded' };

/** A tracker that was cut off from the database longer than this has lost its reports the wait. */
const CLICK_LOAD_MS = 24 * 3_600_000;
/** One visit rarely buys more often; without a bound one click could claim any number of orders. */
const MOST_BROWSER_REPORTS = 5;

/** How a report came. */
export interface ReportOrigin {
  /** Whether the caller can come again later for a click that is not loaded yet. */
  readonly mayWait: boolean;
  /** The visitor's browser sent it, which proves nothing but the click. */
  readonly fromBrowser: boolean;
}

interface Attributed {
  readonly attribution: Attribution;
  readonly click: ClickView | null;
  readonly promoCode: PromoCodeView | null;
  readonly offer: OfferView;
  readonly terms: OfferTerms;
}

/**
 * Turns an authenticated report into a conversion, inside the caller's transaction. At most one conversion per advertiser, goal and
 * order: the unique key decides, so a hundred reports at once make one conversion and a hundred equal answers.
 */
@Injectable()
export class RecordConversion {
  constructor(
    private readonly conversions: ConversionsRepository,
    private readonly offers: OffersFacade,
    private readonly affiliates: AffiliatesFacade,
    private readonly tracking: TrackingFacade,
    private readonly outbox: Outbox,
  ) {}

  async run(tx: Tx, advertiserId: Uuid, report: ConversionReport, { mayWait, fromBrowser }: ReportOrigin): Promise<RecordOutcome> {
    if (report.orderId === '') return refused('order_id_missing');
    const attributed = await this.attribute(tx, advertiserId, report, mayWait);
    if (attributed === 'click_not_loaded') return { result: attributed };
    if (typeof attributed === 'string') return refused(attributed);
    const { offer, terms } = attributed;
    const unwanted = fromBrowser ? await this.whyNotFromBrowser(tx, attributed) : null;
    if (unwanted) return refused(unwanted);
    const read = readReport(report, { currency: terms.currency, goals: offer.goals, amountNeeded: terms.commission.type === 'percent' });
    if (!read.ok) return refused(read.reason);
    const judgement = await this.judge(tx, attributed, fromBrowser ? null : read.reportedStatus, fromBrowser);
    const conversion = build(tx, advertiserId, report, attributed, { ...read, fromBrowser }, judgement);
    if (await this.conversions.insertIfNew(tx, conversion)) {
      await this.announce(tx, conversion);
      return answer('accepted', conversion);
    }
    return this.beside(tx, conversion, judgement, fromBrowser);
  }

  /** The order has a conversion already: what the new report is to it. */
  private async beside(tx: Tx, conversion: ConversionView, judgement: Judgement, fromBrowser: boolean): Promise<RecordOutcome> {
    const earlier = await this.conversions.byOrder(tx, conversion.advertiserId, conversion.goal, conversion.orderId);
    if (!earlier) throw new Error('a conversion conflicted with none');
    if (sameReport(earlier, conversion)) return fromBrowser ? answer('duplicate', earlier) : this.confirm(tx, earlier, judgement);
    return fromBrowser || !isUnproven(earlier) ? { result: 'refused', reason: 'duplicate_order', conversion: null } : this.supersede(tx, earlier, conversion);
  }

  private async whyNotFromBrowser(tx: Tx, { attribution, click, offer }: Attributed): Promise<RefusalReason | null> {
    if (attribution.method !== 'click' || click === null) return 'unknown_click'; // a code can be typed by anybody
    if (!(await this.offers.routing(tx, offer.id)).takesBrowserReports) return 'browser_reports_off';
    return (await this.conversions.reportedByBrowser(tx, click.id)) < MOST_BROWSER_REPORTS ? null : 'too_many_browser_reports';
  }

  /** The advertiser's own server says what a browser said before: then it is worth what the server's report alone would be. */
  private async confirm(tx: Tx, { id }: ConversionView, judgement: Judgement): Promise<RecordOutcome> {
    const earlier = await this.conversions.lockDecidable(tx, id);
    if (!earlier) throw new Error('a conversion is gone');
    if (earlier.status !== 'held' || earlier.reason !== 'browser_report' || judgement.status === 'held') return answer('duplicate', earlier);
    const { status, reason } = judgement;
    assertMove(CONVERSION_STATES, earlier.status, status);
    await this.conversions.move(tx, earlier, status, reason);
    await this.conversions.answerReplaysWith(tx, id, status);
    if (status !== 'pending') await this.outbox.append(tx, { type: status === 'approved' ? CONVERSION_APPROVED : CONVERSION_REJECTED, aggregateId: id, payload: { conversionId: id } });
    return answer('accepted', { ...earlier, status, intakeStatus: status, reason, approvedAt: status === 'approved' ? tx.now : null });
  }

  /** The server says otherwise than a browser did: anybody could have made the browser say it, so the server's report takes the order. */
  private async supersede(tx: Tx, { id }: ConversionView, conversion: ConversionView): Promise<RecordOutcome> {
    const earlier = await this.conversions.lockDecidable(tx, id);
    if (!earlier || !isUnproven(earlier)) return { result: 'refused', reason: 'duplicate_order', conversion: null };
    if (earlier.status === 'held') {
      assertMove(CONVERSION_STATES, earlier.status, 'rejected');
      await this.conversions.move(tx, earlier, 'rejected', 'superseded_by_server');
      await this.outbox.append(tx, { type: CONVERSION_REJECTED, aggregateId: id, payload: { conversionId: id } });
    }
    await this.conversions.supersede(tx, id, conversion.id);
    if (!(await this.conversions.insertIfNew(tx, conversion))) throw new Error('an order was taken while its conversion was locked');
    await this.announce(tx, conversion);
    return answer('accepted', conversion);
  }

  private async attribute(tx: Tx, advertiserId: Uuid, report: ConversionReport, mayWait: boolean): Promise<Attributed | RefusalReason | 'click_not_loaded'> {
    if (report.clickId === null && report.coupon === null) return 'attribution_missing';
    const click = report.clickId === null ? null : await this.ownClick(tx, advertiserId, report.clickId, mayWait);
    if (click === 'click_not_loaded') return click;
    const promoCode = report.coupon === null ? null : await this.offers.promoCode(tx, advertiserId, report.coupon);
    const clickTerms = click && (await this.offers.terms(tx, click.termsId));
    const attribution = attributeConversion({ click, windowDays: clickTerms?.attributionWindowDays ?? null, promoCode, now: tx.now });
    if (!attribution) return report.clickId === null ? 'unknown_coupon' : 'unknown_click';
    return { attribution, click, promoCode, ...(await this.termsFor(tx, attribution, clickTerms)) };
  }

  private async ownClick(tx: Tx, advertiserId: Uuid, clickId: string, mayWait: boolean): Promise<ClickView | 'click_not_loaded' | null> {
    const click = await this.tracking.clickByPublicId(tx, clickId);
    if (click === null && mayWait && this.isRecent(tx, clickId)) return 'click_not_loaded';
    return click?.advertiserId === advertiserId ? click : null;
  }

  /** The terms of the click, or for a coupon those in force now. */
  private async termsFor(tx: Tx, attribution: Attribution, clickTerms: OfferTerms | null): Promise<Pick<Attributed, 'offer' | 'terms'>> {
    const offer = await this.offers.find(tx, attribution.offerId);
    const terms = attribution.method === 'click' ? clickTerms : await this.offers.termsAt(tx, attribution.offerId, tx.now);
    if (!offer || !terms) throw new Error(`offer ${attribution.offerId} has no terms`);
    return { offer, terms };
  }

  /** The id proves that we minted it, and tells when: if that was lately, its click may still wait to be loaded. */
  private isRecent(tx: Tx, publicClickId: string): boolean {
    const clickId = this.tracking.readClickId(publicClickId);
    return clickId !== null && Math.abs(tx.now.getTime() - timeOfId(clickId.id)) < CLICK_LOAD_MS;
  }

  private async judge(tx: Tx, { attribution, click, offer, terms }: Attributed, reportedStatus: 'approved' | 'pending' | 'rejected' | null, fromBrowser: boolean): Promise<Judgement> {
    const enrolment = await this.offers.enrolment(tx, offer.id, attribution.affiliateId);
    return judgeConversion({
      offerStatus: offer.status, enrolmentStatus: enrolment?.status ?? null,
      affiliateSuspended: await this.affiliates.isSuspended(tx, attribution.affiliateId), inWindow: attribution.inWindow,
      clickFilterReason: attribution.method === 'click' ? (click?.reason ?? null) : null,
      conversionsToday: terms.dailyConversionCap === null ? null : await this.conversions.acceptedToday(tx, offer.id),
      dailyConversionCap: terms.dailyConversionCap, approval: terms.approval, reportedStatus, fromBrowser,
    });
  }

  private async announce(tx: Tx, conversion: ConversionView): Promise<void> {
    await this.conversions.appendHistory(tx, conversion, null, conversion.status, conversion.reason);
    if (conversion.status === 'rejected') return; // nothing was ever owed for it
    const type = conversion.status === 'approved' ? CONVERSION_APPROVED : CONVERSION_RECORDED;
    await this.outbox.append(tx, { type, aggregateId: conversion.id, payload: { conversionId: conversion.id } });
  }
}

function refused(reason: RefusalReason): RecordOutcome {
  return { result: 'refused', reason, conversion: null };
}

/** A stored refusal is refused again on every replay. */
function answer(result: 'accepted' | 'duplicate', conversion: ConversionView): RecordOutcome {
  const refusal = STORED_REFUSALS.find((reason) => conversion.intakeStatus === 'rejected' && conversion.evidence['refusal'] === reason);
  return refusal ? { result: 'refused', reason: refusal, conversion } : { result, conversion };
}

/** Only a browser said so, and nobody has taken its word since. */
function isUnproven(conversion: ConversionView): boolean {
  return conversion.evidence['source'] === 'browser' && (conversion.status === 'held' || conversion.status === 'rejected');
}

/** Whether two reports of one order say the same. */
function sameReport(earlier: ConversionView, later: ConversionView): boolean {
  return earlier.amountMinor === later.amountMinor && earlier.currency === later.currency && earlier.clickId === later.clickId && earlier.promoCodeId === later.promoCodeId;
}

function build(
  tx: Tx, advertiserId: Uuid, report: ConversionReport, attributed: Attributed,
  read: { goal: string; amountMinor: bigint; fromBrowser: boolean }, judgement: Judgement,
): ConversionView {
  const { attribution, click, promoCode, offer, terms } = attributed;
  return {
    id: newId(tx.now.getTime()), advertiserId, affiliateId: attribution.affiliateId, offerId: offer.id, goal: read.goal, orderId: report.orderId,
    attribution: attribution.method, clickId: click?.id ?? null, promoCodeId: promoCode?.id ?? null, termsId: terms.id, amountMinor: read.amountMinor, reversedMinor: 0n,
    currency: terms.currency, status: judgement.status, intakeStatus: judgement.status, reason: judgement.reason, customerId: report.customerId,
    customerNew: report.customerNew, adv: report.adv, evidence: { ...evidenceOf(report.clickId, attributed, judgement, tx.now), ...(read.fromBrowser ? { source: 'browser' } : {}) }, occurredAt: tx.now,
    approvedAt: judgement.status === 'approved' ? tx.now : null,
  };
}

/** What the decision rested on, kept with the conversion: clicks are dropped in time. */
function evidenceOf(publicClickId: string | null, { click, promoCode, terms, offer }: Attributed, judgement: Judgement, now: Date): Record<string, unknown> {
  return {
    refusal: judgement.status === 'rejected' ? judgement.reason : null,
    offer_status: offer.status,
    terms_version: terms.version,
    attribution_window_days: terms.attributionWindowDays,
    click: click && {
      occurred_at: click.occurredAt.toISOString(), status: click.status, reason: click.reason, nonce: click.nonce, public_id: publicClickId, link_id: click.linkId, referrer: click.referrer,
      country: click.country, device: click.device, seconds_to_conversion: Math.round((now.getTime() - click.occurredAt.getTime()) / 1_000),
    },
    promo_code: promoCode?.code ?? null,
  };
}
