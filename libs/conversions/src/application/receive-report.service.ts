import { AdvertisersFacade } from '@fairlead/advertisers';
import { contentHash, DomainError, encodeId, type ErrorKind, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { TrackingFacade, WaitForClick } from '@fairlead/tracking';
import { Injectable } from '@nestjs/common';
import type { ConversionView, RefusalReason } from '../contracts';
import { isFromBrowser } from '../domain/browser-mark';
import { canonicalParameters, isFreshTimestamp, isSignedBy } from '../domain/postback-signature';
import type { ConversionReport } from '../domain/read-report';
import { InboundLogRepository, type ReportSource } from '../persistence/inbound-log.repository';
import { JudgeTestReport, type TestOutcome } from './judge-test-report.service';
import { type RecordOutcome, RecordConversion } from './record-conversion.service';

/** What a person can do about each refusal. */
const EXPLANATIONS: Record<RefusalReason, string> = {
  order_id_missing: 'Send order_id, your own id of the purchase',
  attribution_missing: 'Send click_id, coupon or both',
  unknown_click: 'The click_id is not one that we gave to a visitor of yours',
  unknown_coupon: 'The coupon is not assigned to any of your affiliates',
  unknown_goal: 'The offer has no such goal',
  amount_malformed: 'Send amount as a decimal number in major units, e.g. 19.99',
  amount_missing: 'The offer pays a share of the sale: send amount',
  unknown_currency: 'Send currency as an ISO 4217 code',
  currency_mismatch: 'The amount must be in the currency of the offer',
  status_unknown: 'status is approved, pending or rejected',
  duplicate_order: 'The order was reported before with other facts; the first report stands',
  out_of_window: 'The click is older than the attribution window',
  offer_paused: 'The offer is paused or archived',
  not_enrolled: 'The affiliate may not promote the offer (any more)',
  too_many_browser_reports: 'Browsers have reported as many conversions with this click as they may',
  browser_reports_off: 'The offer takes no reports from browsers: report from your server, or let the offer take them in its routing',
};

const KIND_OF: Partial<Record<RefusalReason, ErrorKind>> = { duplicate_order: 'conflict', order_id_missing: 'invalid', attribution_missing: 'invalid' };

/** Why a postback is not believed: error codes. */
type PostbackProblem = 'postback.unauthenticated' | 'postback.timestamp_out_of_range' | 'postback.nonce_malformed' | 'postback.nonce_reused';

/** How long a report may wait for its click. */
const CLICK_WAIT_MS = 1_500;

/** A report that made a conversion, now or before. */
export type AcceptedReport = Extract<RecordOutcome, { result: 'accepted' | 'duplicate' }>;
/** A report with the click of a tracking test: it made none. */
export type TestedReport = Extract<TestOutcome, { result: 'test' }>;
type ReportOutcome = RecordOutcome | TestOutcome;

/** Receives reports of conversions: authenticates, records and logs in one transaction. */
@Injectable()
export class ReceiveReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly advertisers: AdvertisersFacade,
    private readonly recordConversion: RecordConversion,
    private readonly inboundLog: InboundLogRepository,
    private readonly waitForClick: WaitForClick,
    private readonly tracking: TrackingFacade,
    private readonly judgeTest: JudgeTestReport,
  ) {}

  /**
   * A postback: `advertiser` names the sender, `token` or `sig` proves it, unless it is marked as a browser's. Waits a moment for a click that is not loaded yet.
   * @throws DomainError `postback.unauthenticated` and others, `conversion.<reason>`, or `conversion.click_not_loaded` (unavailable).
   */
  async postback(advertiserId: Uuid, parameters: Readonly<Record<string, string>>, report: ConversionReport): Promise<AcceptedReport | TestedReport> {
    const outcome = await this.patiently(report, () =>
      this.unitOfWork.run(systemContext('postback'), (tx) => this.settle(tx, advertiserId, parameters, report, true)));
    if (typeof outcome === 'string') {
      throw new DomainError(outcome, 'unauthenticated', 'The postback does not prove that it comes from this advertiser: check token, or ts, nonce and sig');
    }
    return accepted(outcome);
  }

  /** Gives a postback its outcome inside the caller's transaction, and logs it unless it has to wait for its click. */
  async settle(tx: Tx, advertiserId: Uuid, parameters: Readonly<Record<string, string>>, report: ConversionReport, mayWait: boolean): Promise<ReportOutcome | PostbackProblem> {
    const source = isFromBrowser(parameters) ? 'browser' : 'postback';
    const problem = source === 'browser' ? await this.whyNotListened(tx, advertiserId) : await this.whyUnauthentic(tx, advertiserId, parameters);
    if (!problem) return this.record(tx, source, advertiserId, parameters, report, mayWait);
    await this.inboundLog.append(tx, { advertiserId, source, parameters, outcome: 'refused', code: problem, conversionId: null });
    return problem;
  }

  /** Keeps a call that could not even be read: whose it was is not known. */
  async keepUnreadable(code: string): Promise<void> {
    await this.unitOfWork.run(systemContext('postback'), (tx) =>
      this.inboundLog.append(tx, { advertiserId: null, source: 'postback', parameters: {}, outcome: 'refused', code, conversionId: null }),
    );
  }

  /** A report over REST by the advertiser itself, or by staff for it. @throws DomainError `conversion.<reason>`, `conversion.click_not_loaded` or `conversion.test_click`. */
  async api(context: TenantContext, advertiserId: Uuid, report: ConversionReport): Promise<AcceptedReport> {
    const parameters = { order_id: report.orderId, ...(report.clickId ? { click_id: report.clickId } : {}), ...(report.coupon ? { coupon: report.coupon } : {}) };
    const system: TenantContext = { scope: 'network', actor: context.actor };
    const outcome = accepted(await this.patiently(report, () => this.unitOfWork.run(system, (tx) => this.record(tx, 'api', advertiserId, parameters, report, true))));
    if (outcome.result === 'test') {
      throw new DomainError('conversion.test_click', 'unprocessable', 'The click id is one of a tracking test: the report was understood, and makes no conversion', { status: outcome.status });
    }
    return outcome;
  }

  /** Clicks are loaded within milliseconds; a report that was faster is tried once more when its click is there. */
  private async patiently<Outcome extends ReportOutcome | PostbackProblem>(report: ConversionReport, attempt: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = await attempt();
    if (typeof outcome === 'string' || outcome.result !== 'click_not_loaded' || report.clickId === null) return outcome;
    await this.waitForClick.run(report.clickId, CLICK_WAIT_MS);
    return attempt();
  }

  private async record(
    tx: Tx, source: ReportSource, advertiserId: Uuid, parameters: Readonly<Record<string, string>>, report: ConversionReport, mayWait: boolean,
  ): Promise<ReportOutcome> {
    const { clickId } = report;
    const outcome = clickId !== null && this.tracking.isTestClick(clickId)
      ? await this.judgeTest.run(tx, advertiserId, clickId, report, source)
      : await this.recordConversion.run(tx, advertiserId, report, { mayWait, fromBrowser: source === 'browser' });
    if (outcome.result === 'click_not_loaded') return outcome;
    await this.inboundLog.append(tx, {
      advertiserId, source, parameters, outcome: outcome.result, code: outcome.result === 'refused' ? outcome.reason : null,
      conversionId: outcome.result === 'test' ? null : (outcome.conversion?.id ?? null),
    });
    return outcome;
  }

  /** A browser proves nothing; there is only whether the advertiser is one to be listened to. */
  private async whyNotListened(tx: Tx, advertiserId: Uuid): Promise<PostbackProblem | null> {
    return (await this.advertisers.suspended(tx)).includes(advertiserId) ? 'postback.unauthenticated' : null;
  }

  private async whyUnauthentic(tx: Tx, advertiserId: Uuid, parameters: Readonly<Record<string, string>>): Promise<PostbackProblem | null> {
    const { token, sig, ts = '', nonce = '' } = parameters;
    if (sig === undefined) {
      return token !== undefined && (await this.advertisers.hasPostbackToken(tx, advertiserId, token)) ? null : 'postback.unauthenticated';
    }
    if (!isSignedBy(parameters, await this.advertisers.postbackSecrets(tx, advertiserId))) return 'postback.unauthenticated';
    if (!isFreshTimestamp(ts, tx.now)) return 'postback.timestamp_out_of_range';
    if (nonce.length < 8 || nonce.length > 128) return 'postback.nonce_malformed';
    return (await this.claimNonce(tx, advertiserId, nonce, contentHash(canonicalParameters(parameters)))) ? null : 'postback.nonce_reused';
  }

  /** The same request may come again and gets the same answer; another request may not use its nonce. */
  private async claimNonce(tx: Tx, advertiserId: Uuid, nonce: string, requestHash: string): Promise<boolean> {
    const inserted = await tx.row(
      `INSERT INTO postback_nonce (advertiser_id, nonce, request_hash, seen_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING nonce`,
      [advertiserId, nonce, requestHash, tx.now],
    );
    if (inserted) return true;
    const seen = await tx.row<{ requestHash: string }>(`SELECT request_hash FROM postback_nonce WHERE advertiser_id = $1 AND nonce = $2`, [advertiserId, nonce]);
    return seen?.requestHash === requestHash;
  }
}

/** The conversion that a report made. @throws Error for the report of a tracking test. */
export function conversionOf(taken: AcceptedReport | TestedReport): ConversionView {
  if (taken.result === 'test') throw new Error('a tracking test makes no conversion');
  return taken.conversion;
}

function accepted(outcome: ReportOutcome): AcceptedReport | TestedReport {
  if (outcome.result === 'click_not_loaded') {
    throw new DomainError('conversion.click_not_loaded', 'unavailable', 'The click is ours but not stored yet; send the report again in a moment');
  }
  if (outcome.result !== 'refused') return outcome;
  const { reason, conversion } = outcome;
  throw new DomainError(`conversion.${reason}`, KIND_OF[reason] ?? 'unprocessable', EXPLANATIONS[reason], { reason, conversion_id: conversion ? encodeId('conversion', conversion.id) : null });
}
