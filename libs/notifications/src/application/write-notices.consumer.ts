import { MailFacts } from '@fairlead/identity';
import { encodeId, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import { ENROLMENT_DECIDED, ENROLMENT_REQUESTED } from '@fairlead/offers/contracts';
import { PayoutsFacade } from '@fairlead/payouts';
import { BATCH_SUBMITTED, PAYOUT_DESTINATION_CHANGED, PAYOUT_FAILED, PAYOUT_TRANSFERRED } from '@fairlead/payouts/contracts';
import { type DeliveredEvent, type EventConsumer, type Tx } from '@fairlead/platform';
import { TrackingFacade } from '@fairlead/tracking';
import { TRACKING_DOMAIN_LAPSED } from '@fairlead/tracking/contracts';
import { Injectable } from '@nestjs/common';
import type { NoticeToTell } from '../domain/notice-facts';
import { idIn } from './id-in-event';
import { TellOrganization } from './tell-organization.service';

type Writer = (tx: Tx, event: DeliveredEvent) => Promise<void>;

/** Writes the notices of what happened elsewhere, in the transaction that marks the event done. */
@Injectable()
export class WriteNotices implements EventConsumer {
  readonly name = 'notifications.write-notices';
  readonly types: readonly string[];
  private readonly writers: ReadonlyMap<string, Writer>;

  constructor(
    private readonly tell: TellOrganization,
    private readonly facts: MailFacts,
    private readonly offers: OffersFacade,
    private readonly payouts: PayoutsFacade,
    private readonly tracking: TrackingFacade,
  ) {
    this.writers = new Map<string, Writer>([
      [ENROLMENT_REQUESTED, (tx, event) => this.applicationReceived(tx, event)],
      [ENROLMENT_DECIDED, (tx, event) => this.applicationDecided(tx, event)],
      [PAYOUT_TRANSFERRED, (tx, event) => this.payoutSent(tx, event)],
      [PAYOUT_FAILED, (tx, event) => this.payoutFailed(tx, event)],
      [BATCH_SUBMITTED, (tx, event) => this.batchSubmitted(tx, event)],
      [PAYOUT_DESTINATION_CHANGED, (tx, event) => this.payoutAccountChanged(tx, event)],
      [TRACKING_DOMAIN_LAPSED, (tx, event) => this.domainLapsed(tx, event)],
    ]);
    this.types = [...this.writers.keys()];
  }

  async handle(tx: Tx, event: DeliveredEvent): Promise<void> {
    await this.writers.get(event.type)?.(tx, event);
  }

  private async applicationReceived(tx: Tx, event: DeliveredEvent): Promise<void> {
    const affiliateId = idIn(event, 'affiliateId');
    const [offer, affiliate] = [await this.offers.find(tx, idIn(event, 'offerId')), await this.facts.organizationName(tx, affiliateId)];
    if (!offer || affiliate === null) return;
    await this.tell.run(tx, event.id, offer.advertiserId, { kind: 'application_received', subject: encodeId('enrolment', event.aggregateId), facts: { offer: offer.name, affiliate } });
  }

  private async applicationDecided(tx: Tx, event: DeliveredEvent): Promise<void> {
    const [offerId, affiliateId] = [idIn(event, 'offerId'), idIn(event, 'affiliateId')];
    const [offer, enrolment] = [await this.offers.find(tx, offerId), await this.offers.enrolment(tx, offerId, affiliateId)];
    if (!offer || !enrolment || enrolment.status === 'pending') return;
    const facts = { offer: offer.name, approved: enrolment.status === 'approved', reason: enrolment.reason };
    await this.tell.run(tx, event.id, affiliateId, { kind: 'application_decided', subject: encodeId('offer', offerId), facts });
  }

  private async payoutSent(tx: Tx, event: DeliveredEvent): Promise<void> {
    const { affiliateId, subject, amount } = await this.payoutOf(tx, event);
    await this.tell.run(tx, event.id, affiliateId, { kind: 'payout_sent', subject, facts: amount });
  }

  /** Both the affiliate and the network can mend it. */
  private async payoutFailed(tx: Tx, event: DeliveredEvent): Promise<void> {
    const { affiliateId, subject, amount, reason } = await this.payoutOf(tx, event);
    const notice: NoticeToTell = { kind: 'payout_failed', subject, facts: { ...amount, reason } };
    await this.tell.run(tx, event.id, affiliateId, notice);
    await this.toNetwork(tx, event, notice);
  }

  private async payoutOf(tx: Tx, event: DeliveredEvent) {
    const payout = await this.payouts.payout(tx, event.aggregateId);
    if (!payout) throw new Error(`no payout ${event.aggregateId}`);
    const amount = { amountMinor: String(payout.amountMinor), currency: payout.currency };
    return { affiliateId: payout.affiliateId, subject: encodeId('payout', payout.id), amount, reason: payout.failureMessage };
  }

  private async batchSubmitted(tx: Tx, event: DeliveredEvent): Promise<void> {
    const batch = await this.payouts.batchIn(tx, event.aggregateId);
    if (!batch) throw new Error(`no batch ${event.aggregateId}`);
    const facts = { amountMinor: String(batch.totalMinor), currency: batch.currency, payouts: batch.payoutCount };
    await this.toNetwork(tx, event, { kind: 'batch_submitted', subject: encodeId('batch', batch.id), facts });
  }

  private async payoutAccountChanged(tx: Tx, event: DeliveredEvent): Promise<void> {
    const affiliateId = idIn(event, 'affiliateId');
    const destination = await this.payouts.destinationOf(tx, affiliateId);
    // Closed or replaced meanwhile: the one that took its place tells of itself.
    if (destination?.id !== event.aggregateId || destination.coolsUntil === null) return;
    await this.tell.run(tx, event.id, affiliateId, { kind: 'payout_account_changed', subject: encodeId('payoutDestination', destination.id), facts: { until: destination.coolsUntil.toISOString() } });
  }

  /** A domain without an advertiser is the network's own. */
  private async domainLapsed(tx: Tx, event: DeliveredEvent): Promise<void> {
    const domain = await this.tracking.domain(tx, event.aggregateId);
    const notice: NoticeToTell = { kind: 'domain_lapsed', subject: encodeId('trackingDomain', domain.id), facts: { host: domain.host } };
    if (domain.advertiserId === null) await this.toNetwork(tx, event, notice);
    else await this.tell.run(tx, event.id, domain.advertiserId, notice);
  }

  private async toNetwork(tx: Tx, event: DeliveredEvent, notice: NoticeToTell): Promise<void> {
    const network: Uuid | null = await this.facts.network(tx);
    if (network !== null) await this.tell.run(tx, event.id, network, notice);
  }
}
