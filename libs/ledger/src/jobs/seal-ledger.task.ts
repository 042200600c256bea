import { SECOND_MS } from '@fairlead/kernel';
import { type ScheduledTask, SealChain } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { LEDGER_CHAIN } from '../persistence/chain-reader';

/** Links new journals into the chain within seconds, behind the writers' backs. */
@Injectable()
export class SealLedger implements ScheduledTask {
  readonly name = 'ledger.seal';
  readonly everyMs = 2 * SECOND_MS;

  constructor(private readonly sealChain: SealChain) {}

  async run(): Promise<void> {
    let sealed: number;
    do {
      sealed = await this.sealChain.run(LEDGER_CHAIN); // in batches, each its own transaction
    } while (sealed > 0);
  }
}
