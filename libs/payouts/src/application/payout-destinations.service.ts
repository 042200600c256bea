import { AffiliatesFacade, type PayoutDestinationView } from '@fairlead/affiliates';
import { Clock, DomainError, notFound, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { FairleadConfig, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { StripeGateway } from '../stripe/stripe-gateway';
import { RecordAccount } from './record-account.service';
import { StartCoolDown } from './start-cool-down.service';

/** Connects affiliates to Stripe, and keeps what Stripe says of their accounts. */
@Injectable()
export class PayoutDestinations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly affiliates: AffiliatesFacade,
    private readonly stripe: StripeGateway,
    private readonly config: FairleadConfig,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly recordAccount: RecordAccount,
    private readonly startCoolDown: StartCoolDown,
  ) {}

  /** Opens a connected account, or gives the one that is there. One that takes the place of a closed one begins with a cool-down. */
  async connect(context: TenantContext, affiliateId: Uuid, email: string): Promise<PayoutDestinationView> {
    const known = await this.unitOfWork.run(context, async (tx) => ({
      destination: (await this.affiliates.liveDestinations(tx, [affiliateId]))[0], affiliate: await this.affiliates.find(tx, affiliateId),
    }));
    if (known.destination) return known.destination;
    if (!known.affiliate) throw notFound('affiliate', affiliateId);
    // One key per affiliate and day: two clicks make one account at Stripe.
    const day = this.clock.now().toISOString().slice(0, 10);
    const stripeAccountId = await this.stripe.createAccount({ email, country: known.affiliate.country, affiliateId, idempotencyKey: `account:${affiliateId}:${day}` });
    try {
      await this.link(context, affiliateId, stripeAccountId);
    } catch (error) {
      // A second click may have been faster.
      if (!violates(error, 'uq_payout_destination_live') && !violates(error, 'uq_payout_destination_stripe_account_id')) throw error;
    }
    return this.own(context, affiliateId);
  }

  /** None, or the one that is in use. */
  async list(context: TenantContext, affiliateId: Uuid): Promise<PayoutDestinationView[]> {
    return this.unitOfWork.run(context, (tx) => this.affiliates.liveDestinations(tx, [affiliateId]));
  }

  /** @throws DomainError `payout_destination.not_found`. */
  async own(context: TenantContext, affiliateId: Uuid): Promise<PayoutDestinationView> {
    const [destination] = await this.list(context, affiliateId);
    if (!destination) throw new DomainError('payout_destination.not_found', 'not_found', 'There is no payout destination yet');
    return destination;
  }

  /** A fresh page of Stripe to say what is missing. */
  async onboardingLink(context: TenantContext, affiliateId: Uuid): Promise<{ url: string; expiresAt: Date }> {
    const destination = await this.own(context, affiliateId);
    // The page of the portal that shows what came of it.
    const back = `${this.config.publicApiUrl}/payout-account`;
    return this.stripe.createOnboardingLink(destination.stripeAccountId, { refresh: back, return: back });
  }

  /**
   * Asks Stripe for the state of an account and keeps it. Unknown accounts are no concern of ours. Returns false when the answer to a later question
   * was kept already: by clocks that differ it may still be the older one.
   */
  async refresh(stripeAccountId: string): Promise<boolean> {
    const askedAt = this.clock.now();
    const account = await this.stripe.readAccount(stripeAccountId);
    const kept = await this.unitOfWork.run(systemContext('refresh-destination'), (tx) => this.recordAccount.run(tx, stripeAccountId, account, askedAt));
    return kept === null || kept.checkedAt <= askedAt;
  }

  /** As the person, in the network's scope: what identity knows of the others in the team decides how long the cool-down is. */
  private async link(context: TenantContext, affiliateId: Uuid, stripeAccountId: string): Promise<void> {
    await this.unitOfWork.run({ scope: 'network', actor: context.actor }, async (tx) => {
      const earlier = await this.affiliates.newestDestination(tx, affiliateId);
      const destination = await this.affiliates.linkDestination(tx, affiliateId, stripeAccountId);
      await this.audit.append(tx, { action: 'payout_destination.connected', subjectType: 'payout_destination', subjectId: destination.id, organizationId: affiliateId });
      if (earlier) await this.startCoolDown.run(tx, destination, earlier);
    });
  }
}
