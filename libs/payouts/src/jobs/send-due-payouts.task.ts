import { Clock, systemContext } from '@fairlead/kernel';
import { type ScheduledTask, UnitOfWork } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import { SendPayout } from '../application/send-payout.service';
import { LEASE_MS } from '../domain/next-step';
import { PayoutsRepository } from '../persistence/payouts.repository';

const CONTEXT = systemContext('send-due-payouts');
/** Requests to Stripe under way at once, well below its limits. */
const CONCURRENCY = 4;

/** Sends payouts of released batches and resolves those whose outcome is not known. */
@Injectable()
export class SendDuePayouts implements ScheduledTask {
  readonly name = 'payouts.send-due';
  readonly everyMs = 1_000;
  private readonly logger = new Logger(SendDuePayouts.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly payouts: PayoutsRepository,
    private readonly sendPayout: SendPayout,
  ) {}

  async run(): Promise<void> {
    const ids = await this.unitOfWork.run(CONTEXT, (tx) => this.payouts.dueIds(tx, new Date(this.clock.now().getTime() - LEASE_MS)));
    const waiting = [...ids];
    await Promise.all(Array.from({ length: Math.min(CONCURRENCY, ids.length) }, () => this.sendAll(waiting)));
  }

  /** One payout's trouble must not keep the others waiting: its row stays due. */
  private async sendAll(waiting: string[]): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await this.sendPayout.run(id);
      } catch (error) {
        this.logger.error({ event: 'payout.send_failed', payout: id, message: error instanceof Error ? error.message : String(error) });
      }
    }
  }
}
