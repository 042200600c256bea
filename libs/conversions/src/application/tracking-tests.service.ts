import { DAY_MS, DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import { GuardedGet, type GuardedGetOutcome, UnitOfWork } from '@fairlead/platform';
import { TrackingFacade } from '@fairlead/tracking';
import { Injectable } from '@nestjs/common';
import type { ConversionReport } from '../domain/read-report';
import { type LandingCheck, type TrackingTestView, TrackingTestsRepository } from '../persistence/tracking-tests.repository';
import { JudgeTestReport } from './judge-test-report.service';

const TEST_MS = 2 * 3_600_000;
/** A landing page sees who asks, and can let it in. */
const HEADERS = { 'user-agent': 'Mozilla/5.0 (compatible; Fairlead-Tracking-Test/1.0)', 'accept-language': 'en' };

/** Trials of an advertiser's integration: a click id, its landing page, and a report, without a conversion at the end. */
@Injectable()
export class TrackingTests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tests: TrackingTestsRepository,
    private readonly offers: OffersFacade,
    private readonly tracking: TrackingFacade,
    private readonly judge: JudgeTestReport,
    private readonly guardedGet: GuardedGet,
  ) {}

  /** Mints the test's click. @throws DomainError `offer.not_found`. */
  async start(context: TenantContext, offerId: Uuid): Promise<TrackingTestView> {
    return this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.find(tx, offerId);
      if (!offer || context.scope !== 'advertiser' || offer.advertiserId !== context.advertiserId) throw new DomainError('offer.not_found', 'not_found', 'There is no such offer');
      const click = this.tracking.mintTestClick(tx.now);
      const landingUrl = this.tracking.landingUrlOf(offer, await this.offers.routing(tx, offerId), click.publicId);
      const test: TrackingTestView = {
        id: newId(tx.now.getTime()), advertiserId: offer.advertiserId, offerId, clickId: click.id, publicClickId: click.publicId, landingUrl, landing: null, report: null,
        createdAt: tx.now, expiresAt: new Date(tx.now.getTime() + TEST_MS),
      };
      await this.tests.removeEnded(tx, offerId, new Date(tx.now.getTime() - DAY_MS));
      await this.tests.insert(tx, test);
      return test;
    });
  }

  /** @throws DomainError `tracking_test.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<TrackingTestView> {
    return this.unitOfWork.run(context, async (tx) => {
      const test = await this.tests.find(tx, context, id);
      if (!test) throw new DomainError('tracking_test.not_found', 'not_found', 'There is no such test, or it ended more than a day ago');
      return test;
    });
  }

  /** Asks the landing page as a visitor would, and keeps what it did. @throws DomainError `tracking_test.not_found`, `tracking_test.ended`. */
  async checkLanding(context: TenantContext, id: Uuid): Promise<TrackingTestView> {
    const test = await this.running(context, id);
    const outcome: GuardedGetOutcome = test.landingUrl === null ? { ok: false, url: '', problem: 'url_refused' } : await this.guardedGet.run(test.landingUrl, HEADERS);
    await this.unitOfWork.run(context, (tx) => this.tests.keepLanding(tx, id, landingOf(outcome, test.publicClickId, tx.now)));
    return this.get(context, id);
  }

  /** Sends a report for the advertiser, read and judged as one of its own server. @throws DomainError `tracking_test.not_found`, `tracking_test.ended`. */
  async report(context: TenantContext, id: Uuid, report: Omit<ConversionReport, 'clickId' | 'coupon'>): Promise<TrackingTestView> {
    const test = await this.running(context, id);
    await this.unitOfWork.run(context, (tx) => this.judge.run(tx, test.advertiserId, test.publicClickId, { ...report, clickId: test.publicClickId, coupon: null }, 'portal'));
    return this.get(context, id);
  }

  private async running(context: TenantContext, id: Uuid): Promise<TrackingTestView> {
    return this.unitOfWork.run(context, async (tx) => {
      const test = await this.tests.find(tx, context, id);
      if (!test) throw new DomainError('tracking_test.not_found', 'not_found', 'There is no such test, or it ended more than a day ago');
      if (test.expiresAt <= tx.now) throw new DomainError('tracking_test.ended', 'conflict', 'The test has ended; start another');
      return test;
    });
  }
}

function landingOf(outcome: GuardedGetOutcome, publicClickId: string, now: Date): LandingCheck {
  const checkedAt = now.toISOString();
  if (!outcome.ok) return { outcome: outcome.problem, url: outcome.url.slice(0, 2_000), status: null, redirects: null, checkedAt };
  const { url, status, redirects } = outcome;
  return { outcome: status >= 400 ? 'error_status' : url.includes(publicClickId) ? 'reached' : 'click_id_lost', url: url.slice(0, 2_000), status, redirects, checkedAt };
}
