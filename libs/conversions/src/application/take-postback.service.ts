import { DomainError, type Uuid } from '@fairlead/kernel';
import { isConnectionFailure } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import type { ConversionReport } from '../domain/read-report';
import { QueuePostback } from './queue-postback.service';
import { type AcceptedReport, ReceiveReport, type TestedReport } from './receive-report.service';

/** Takes a postback whatever the state of the database: with its outcome, or with the promise of one. */
@Injectable()
export class TakePostback {
  private readonly logger = new Logger(TakePostback.name);

  constructor(private readonly receiveReport: ReceiveReport, private readonly queue: QueuePostback) {}

  /** @throws DomainError as ReceiveReport does, and SpoolUnavailable when neither database nor disk take it. */
  async run(advertiserId: Uuid, parameters: Readonly<Record<string, string>>, report: ConversionReport): Promise<AcceptedReport | TestedReport | { readonly result: 'queued' }> {
    try {
      return await this.receiveReport.postback(advertiserId, parameters, report);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'conversion.click_not_loaded') {
        await this.queue.inDatabase(advertiserId, parameters);
      } else if (isConnectionFailure(error)) {
        // It may have been committed before the connection was lost: then it is found to be a duplicate when it is delivered.
        this.logger.warn({ event: 'postback.spooled', message: error instanceof Error ? error.message : String(error) });
        await this.queue.onDisk(advertiserId, parameters);
      } else throw error;
      return { result: 'queued' };
    }
  }

  /** Keeps a call that could not be read in the log; without the database its answer says enough. */
  async keepUnreadable(code: string): Promise<void> {
    try {
      await this.receiveReport.keepUnreadable(code);
    } catch (error) {
      if (!isConnectionFailure(error)) throw error;
      this.logger.warn({ event: 'postback.unreadable_not_logged', code });
    }
  }
}
