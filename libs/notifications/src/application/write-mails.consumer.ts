import {
  EMAIL_VERIFICATION_REQUESTED, INVITATION_MADE, NEW_DEVICE_SEEN, PASSWORD_RESET_REQUESTED, SECURITY_CHANGED, SECURITY_CHANGES,
} from '@fairlead/identity/contracts';
import { type Addressee, MailFacts } from '@fairlead/identity';
import { encodeId, money, type Uuid } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import { ENROLMENT_DECIDED } from '@fairlead/offers/contracts';
import { PayoutsFacade } from '@fairlead/payouts';
import { PAYOUT_DESTINATION_CHANGED, PAYOUT_FAILED, PAYOUT_TRANSFERRED } from '@fairlead/payouts/contracts';
import { type DeliveredEvent, type EventConsumer, FairleadConfig, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { MailFactsOf } from '../domain/templates';
import { idIn } from './id-in-event';
import { QueueMail } from './queue-mail.service';

type Writer = (tx: Tx, event: DeliveredEvent) => Promise<void>;

/** Writes the mails of what happened elsewhere, in the transaction that marks the event done. */
@Injectable()
export class WriteMails implements EventConsumer {
  readonly name = 'notifications.write-mails';
  readonly types: readonly string[];
  private readonly writers: ReadonlyMap<string, Writer>;

  constructor(
    private readonly config: FairleadConfig,
    private readonly queueMail: QueueMail,
    private readonly facts: MailFacts,
    private readonly offers: OffersFacade,
    private readonly payouts: PayoutsFacade,
  ) {
    this.writers = new Map<string, Writer>([
      [EMAIL_VERIFICATION_REQUESTED, (tx, event) => this.verifyEmail(tx, event)],
      [PASSWORD_RESET_REQUESTED, (tx, event) => this.resetPassword(tx, event)],
      [SECURITY_CHANGED, (tx, event) => this.securityChanged(tx, event)],
      [NEW_DEVICE_SEEN, (tx, event) => this.newDevice(tx, event)],
      [INVITATION_MADE, (tx, event) => this.invitation(tx, event)],
      [ENROLMENT_DECIDED, (tx, event) => this.applicationDecided(tx, event)],
      [PAYOUT_TRANSFERRED, (tx, event) => this.payout(tx, event)],
      [PAYOUT_FAILED, (tx, event) => this.payout(tx, event)],
      [PAYOUT_DESTINATION_CHANGED, (tx, event) => this.payoutAccountChanged(tx, event)],
    ]);
    this.types = [...this.writers.keys()];
  }

  async handle(tx: Tx, event: DeliveredEvent): Promise<void> {
    await this.writers.get(event.type)?.(tx, event);
  }

  private async verifyEmail(tx: Tx, event: DeliveredEvent): Promise<void> {
    const to = await this.facts.emailVerification(tx, event.aggregateId);
    if (to) await this.queueMail.run(tx, event.id, to.email, { template: 'verify_email', name: to.name, origin: this.origin }, to.token);
  }

  private async resetPassword(tx: Tx, event: DeliveredEvent): Promise<void> {
    const to = await this.facts.passwordReset(tx, event.aggregateId);
    if (to) await this.queueMail.run(tx, event.id, to.email, { template: 'reset_password', name: to.name, origin: this.origin }, to.token);
  }

  private async securityChanged(tx: Tx, event: DeliveredEvent): Promise<void> {
    const to = await this.facts.person(tx, event.aggregateId);
    const change = SECURITY_CHANGES.find((one) => one === event.payload['change']);
    if (!change) throw new Error(`event ${event.id} tells of no change that we know`);
    if (to) await this.queueMail.run(tx, event.id, to.email, { template: 'security_changed', name: to.name, change, at: event.occurredAt, origin: this.origin });
  }

  private async newDevice(tx: Tx, event: DeliveredEvent): Promise<void> {
    const [to, session] = [await this.facts.person(tx, event.aggregateId), await this.facts.session(tx, idIn(event, 'sessionId'))];
    if (!to || !session) return;
    await this.queueMail.run(tx, event.id, to.email, { template: 'new_device', name: to.name, userAgent: session.userAgent, at: session.createdAt, origin: this.origin });
  }

  private async invitation(tx: Tx, event: DeliveredEvent): Promise<void> {
    const facts = await this.facts.invitation(tx, event.aggregateId);
    if (!facts) return;
    const { inviterName: inviter, organizationName: organization, teamRole, expiresAt } = facts;
    await this.queueMail.run(tx, event.id, facts.email, { template: 'invitation', inviter, organization, teamRole, expiresAt, origin: this.origin }, facts.token);
  }

  private async applicationDecided(tx: Tx, event: DeliveredEvent): Promise<void> {
    const [offerId, affiliateId] = [idIn(event, 'offerId'), idIn(event, 'affiliateId')];
    const [offer, enrolment] = [await this.offers.find(tx, offerId), await this.offers.enrolment(tx, offerId, affiliateId)];
    if (!offer || !enrolment || enrolment.status === 'pending') return;
    const approved = enrolment.status === 'approved';
    await this.toManagers(tx, event, affiliateId, (to) => ({ template: 'application_decided', name: to.name, offer: offer.name, approved, reason: enrolment.reason, origin: this.origin }));
  }

  private async payout(tx: Tx, event: DeliveredEvent): Promise<void> {
    const payout = await this.payouts.payout(tx, event.aggregateId);
    if (!payout) throw new Error(`no payout ${event.aggregateId}`);
    const facts = { amount: money(payout.amountMinor, payout.currency), payout: encodeId('payout', payout.id), origin: this.origin };
    await this.toManagers(tx, event, payout.affiliateId, (to) => event.type === PAYOUT_TRANSFERRED
      ? { template: 'payout_sent', name: to.name, ...facts } : { template: 'payout_failed', name: to.name, message: payout.failureMessage, ...facts });
  }

  private async payoutAccountChanged(tx: Tx, event: DeliveredEvent): Promise<void> {
    const affiliateId = idIn(event, 'affiliateId');
    const destination = await this.payouts.destinationOf(tx, affiliateId);
    // Closed or replaced meanwhile: the one that took its place tells of itself.
    if (destination?.id !== event.aggregateId || destination.coolsUntil === null) return;
    const { coolsUntil: until } = destination;
    for (const to of await this.facts.members(tx, affiliateId)) {
      await this.queueMail.run(tx, event.id, to.email, { template: 'payout_account_changed', name: to.name, at: event.occurredAt, until, origin: this.origin });
    }
  }

  private async toManagers(tx: Tx, event: DeliveredEvent, organizationId: Uuid, compose: (to: Addressee) => MailFactsOf): Promise<void> {
    for (const to of await this.facts.managers(tx, organizationId)) await this.queueMail.run(tx, event.id, to.email, compose(to));
  }

  private get origin(): string {
    return this.config.publicApiUrl;
  }
}
