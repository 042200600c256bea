import type { Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ConversionStatus, RefusalReason } from '../contracts';
import { type ConversionReport, readReport } from '../domain/read-report';
import { type TestReport, TrackingTestsRepository } from '../persistence/tracking-tests.repository';

/** What a report with the click of a tracking test would have become. */
export type TestOutcome = { readonly result: 'test'; readonly status: ConversionStatus } | { readonly result: 'refused'; readonly reason: RefusalReason; readonly conversion: null };

/** Reads a report as a real one is read, says what it would have become, and keeps that with its test. Makes no conversion. */
@Injectable()
export class JudgeTestReport {
  constructor(private readonly tests: TrackingTestsRepository, private readonly offers: OffersFacade) {}

  async run(tx: Tx, advertiserId: Uuid, publicClickId: string, report: ConversionReport, source: TestReport['source']): Promise<TestOutcome> {
    const test = await this.tests.lockRunning(tx, advertiserId, publicClickId);
    if (!test) return { result: 'refused', reason: 'unknown_click', conversion: null };
    const judged = await this.judge(tx, test.offerId, report);
    const { outcome, ...facts } = judged;
    await this.tests.keepReport(tx, test.id, {
      outcome: outcome.result === 'test' ? 'matched' : 'refused', source, status: outcome.result === 'test' ? outcome.status : null, reason: outcome.result === 'refused' ? outcome.reason : null,
      orderId: report.orderId, ...facts, receivedAt: tx.now.toISOString(),
    });
    return outcome;
  }

  /** By the terms in force now, also those of a draft: a test comes before the first visitor. */
  private async judge(tx: Tx, offerId: Uuid, report: ConversionReport): Promise<{ outcome: TestOutcome; goal: string | null; amountMinor: string | null }> {
    const [offer, terms] = [await this.offers.find(tx, offerId), await this.offers.termsAt(tx, offerId, tx.now)];
    if (!offer || !terms) throw new Error(`offer ${offerId} has no terms`);
    const nothing = { goal: null, amountMinor: null };
    if (report.orderId === '') return { outcome: { result: 'refused', reason: 'order_id_missing', conversion: null }, ...nothing };
    const read = readReport(report, { currency: terms.currency, goals: offer.goals, amountNeeded: terms.commission.type === 'percent' });
    if (!read.ok) return { outcome: { result: 'refused', reason: read.reason, conversion: null }, ...nothing };
    const status = read.reportedStatus ?? (terms.approval === 'auto' ? 'approved' : 'pending');
    return { outcome: { result: 'test', status }, goal: read.goal, amountMinor: read.amountMinor.toString() };
  }
}
