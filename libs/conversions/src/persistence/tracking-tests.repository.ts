import type { TenantContext, Uuid } from '@fairlead/kernel';
import type { GuardedGetProblem, Tx } from '@fairlead/platform';
import { SqlFilter } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ConversionStatus, RefusalReason } from '../contracts';
import type { ReportSource } from './inbound-log.repository';

/** What a landing page did with the click id: still in its address after all redirects, lost on the way, or not reached at all. */
export type LandingOutcome = 'reached' | 'error_status' | 'click_id_lost' | GuardedGetProblem;

export interface LandingCheck {
  readonly outcome: LandingOutcome;
  /** The last address that was asked. */
  readonly url: string;
  readonly status: number | null;
  readonly redirects: number | null;
  /** RFC 3339. */
  readonly checkedAt: string;
}

/** What a report with a test's click id would have become: a status, or why it would be refused. */
export interface TestReport {
  readonly outcome: 'matched' | 'refused';
  /** `portal`: sent by the network on the advertiser's word. */
  readonly source: ReportSource | 'portal';
  readonly status: ConversionStatus | null;
  readonly reason: RefusalReason | null;
  readonly orderId: string;
  readonly goal: string | null;
  /** Minor units of the offer's currency, as decimal digits: JSON has no bigint. */
  readonly amountMinor: string | null;
  /** RFC 3339. */
  readonly receivedAt: string;
}

/** A trial of an advertiser's integration. Nothing is earned by it. */
export interface TrackingTestView {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly offerId: Uuid;
  readonly clickId: Uuid;
  readonly publicClickId: string;
  /** Where a visitor with this click would land; null when the offer's landing URL cannot be read. */
  readonly landingUrl: string | null;
  readonly landing: LandingCheck | null;
  /** The latest. */
  readonly report: TestReport | null;
  readonly createdAt: Date;
  /** Reports that come later are refused as `unknown_click`. */
  readonly expiresAt: Date;
}

const COLUMNS = 'id, advertiser_id, offer_id, click_id, public_click_id, landing_url, landing, report, created_at, expires_at';

@Injectable()
export class TrackingTestsRepository {
  async insert(tx: Tx, test: TrackingTestView): Promise<void> {
    await tx.rows(
      `INSERT INTO tracking_test (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, $7, $8)`,
      [test.id, test.advertiserId, test.offerId, test.clickId, test.publicClickId, test.landingUrl, test.createdAt, test.expiresAt],
    );
  }

  find(tx: Tx, context: TenantContext, id: Uuid): Promise<TrackingTestView | null> {
    const filter = new SqlFilter().and('id = ?', id).and('advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null);
    return tx.row<TrackingTestView>(`SELECT ${COLUMNS} FROM tracking_test ${filter.where()}`, filter.parameters);
  }

  /** The running test with this click, locked until the transaction ends. */
  lockRunning(tx: Tx, advertiserId: Uuid, publicClickId: string): Promise<TrackingTestView | null> {
    return tx.row<TrackingTestView>(`SELECT ${COLUMNS} FROM tracking_test WHERE public_click_id = $1 AND advertiser_id = $2 AND expires_at > $3 FOR UPDATE`, [publicClickId, advertiserId, tx.now]);
  }

  async keepLanding(tx: Tx, id: Uuid, landing: LandingCheck): Promise<void> {
    await tx.rows('UPDATE tracking_test SET landing = $2 WHERE id = $1', [id, JSON.stringify(landing)]);
  }

  async keepReport(tx: Tx, id: Uuid, report: TestReport): Promise<void> {
    await tx.rows('UPDATE tracking_test SET report = $2 WHERE id = $1', [id, JSON.stringify(report)]);
  }

  /** Removes the offer's tests that ended before then. */
  async removeEnded(tx: Tx, offerId: Uuid, before: Date): Promise<void> {
    await tx.rows('DELETE FROM tracking_test WHERE offer_id = $1 AND expires_at < $2', [offerId, before]);
  }
}
