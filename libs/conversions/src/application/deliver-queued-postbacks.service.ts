import { systemContext } from '@fairlead/kernel';
import { SecretBox, Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { readReportParameters } from '../domain/read-parameters';
import { PostbackQueueRepository, type QueuedPostback } from '../persistence/postback-queue.repository';
import { ReceiveReport } from './receive-report.service';

/** A click that is not there by then was never kept by anybody. */
const CLICK_WAIT_MS = 24 * 3_600_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10 * 60_000;
const CONTEXT = systemContext('queued-postback');

/** Gives postbacks that were taken with 202 their outcome, each in one transaction with its removal from the queue. */
@Injectable()
export class DeliverQueuedPostbacks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secretBox: SecretBox,
    private readonly queue: PostbackQueueRepository,
    private readonly receiveReport: ReceiveReport,
  ) {}

  /** Delivers all that is due. Returns how many left the queue. */
  async run(): Promise<number> {
    let delivered = 0;
    for (;;) {
      const step = await this.unitOfWork.run(CONTEXT, (tx) => this.next(tx));
      if (step === 'none') return delivered;
      if (step === 'delivered') delivered += 1;
    }
  }

  private async next(tx: Tx): Promise<'none' | 'delivered' | 'put_back'> {
    const postback = await this.queue.takeDue(tx);
    if (!postback) return 'none';
    const parameters = JSON.parse(this.secretBox.open(postback.sealedParameters, sealedPlace(postback.id))) as Record<string, string>;
    const mayWait = tx.now.getTime() - postback.receivedAt.getTime() < CLICK_WAIT_MS;
    // As of its arrival: its timestamp, the window and the conversion's time are those of the moment it was taken.
    const asReceived = new Tx(tx.manager, tx.context, postback.receivedAt);
    const outcome = await this.receiveReport.settle(asReceived, postback.advertiserId, parameters, readReportParameters(parameters), mayWait);
    if (typeof outcome === 'string' || outcome.result !== 'click_not_loaded') return 'delivered';
    await this.queue.putBack(tx, postback, new Date(tx.now.getTime() + retryMs(postback)));
    return 'put_back';
  }
}

/** Where the parameters are sealed, so that no row's can be put into another. */
export function sealedPlace(id: string): string {
  return `queued_postback.parameters:${id}`;
}

function retryMs(postback: QueuedPostback): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(postback.attempts, 10));
}
