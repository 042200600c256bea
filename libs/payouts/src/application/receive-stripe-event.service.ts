import { systemContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { StripeGateway } from '../stripe/stripe-gateway';

/** Verifies a webhook and stores it once; the worker processes it after. */
@Injectable()
export class ReceiveStripeEvent {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly stripe: StripeGateway) {}

  /** @throws DomainError `stripe.signature_invalid`. Returns false for an event that was stored before. */
  async run(rawBody: Buffer, signature: string): Promise<boolean> {
    const event = this.stripe.verifyWebhook(rawBody, signature);
    const inserted = await this.unitOfWork.run(systemContext('stripe-webhook'), (tx) =>
      tx.rows(
        `INSERT INTO stripe_event (id, type, account, payload, received_at, available_at) VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [event.id, event.type, event.account ?? null, JSON.stringify(event), tx.now],
      ),
    );
    return inserted.length > 0;
  }
}
