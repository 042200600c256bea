import { ConversionsFacade } from '@fairlead/conversions';
import { MailFacts } from '@fairlead/identity';
import { HOUR_MS, systemContext } from '@fairlead/kernel';
import { FairleadConfig, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { QueueMail } from './queue-mail.service';
import { TellOrganization } from './tell-organization.service';

/** Fewer are somebody's try. */
const WORTH_A_MAIL = 5;
const CONTEXT = systemContext('notifications.warn-of-refused-postbacks');

/** Writes to the owners of advertisers whose servers fail to prove themselves, at most once a day: lost reports are lost money on both sides. */
@Injectable()
export class WarnOfRefusedPostbacks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly conversions: ConversionsFacade,
    private readonly facts: MailFacts,
    private readonly queueMail: QueueMail,
    private readonly tell: TellOrganization,
  ) {}

  async run(): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const day = tx.now.toISOString().slice(0, 10);
      for (const { advertiserId, calls } of await this.conversions.unprovenCalls(tx, new Date(tx.now.getTime() - HOUR_MS), WORTH_A_MAIL)) {
        await this.tell.run(tx, `postbacks_refused:${day}`, advertiserId, { kind: 'postbacks_refused', subject: null, facts: { calls: Number(calls) } });
        for (const to of await this.facts.managers(tx, advertiserId)) {
          await this.queueMail.run(tx, `postbacks_refused:${advertiserId}:${day}`, to.email, { template: 'postbacks_refused', name: to.name, calls, origin: this.config.publicApiUrl });
        }
      }
    });
  }
}
