import { AffiliatesFacade, type PayoutDestinationView } from '@fairlead/affiliates';
import { Clock, DomainError, notFound, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { FairleadConfig, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { StripeGateway } from '../stripe/stripe-gateway';

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
  ) {}

  /** Opens a connected account, or gives the one that is there. */
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
      return await this.unitOfWork.run(context, async (tx) => {
        const destination = await this.affiliates.linkDestination(tx, affiliateId, stripeAccountId);
        await this.audit.append(tx, { action: 'payout_destination.connected', subjectType: 'payout_destination', subjectId: destination.id });
        return destination;
      });
    } catch (error) {
      if (!violates(error, 'uq_payout_destination_live') && !violates(error, 'uq_payout_destination_stripe_account_id')) throw error;
      return this.own(context, affiliateId); // a second click was faster
    }
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

  /** Asks Stripe for the state of an account and keeps it. Unknown accounts are no concern of ours. */
  async refresh(stripeAccountId: string): Promise<void> {
    const account = await this.stripe.readAccount(stripeAccountId);
    await this.unitOfWork.run(systemContext('refresh-destination'), (tx) =>
      this.affiliates.recordDestinationStatus(tx, stripeAccountId, account.status, account.requirements),
    );
  }
}
