import { Clock, DAY_MS } from '@fairlead/kernel';
import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { VerifyTrackingDomain } from '../application/verify-tracking-domain.service';

const RECHECK_AFTER_MS = 30 * DAY_MS;
/** From the day a check is due, so that a name server may be away for a while. */
const GRACE_MS = 3 * DAY_MS;
const MOST_PER_RUN = 200;

/** Looks every 30 days whether verified domains are still their owners'. */
@Injectable()
export class RecheckTrackingDomainsTask implements ScheduledTask {
  readonly name = 'tracking.recheck-domains';
  readonly everyMs = DAY_MS / 4;

  constructor(private readonly clock: Clock, private readonly verify: VerifyTrackingDomain) {}

  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    const due = await this.verify.due(new Date(now - RECHECK_AFTER_MS), MOST_PER_RUN);
    // One after the other: there is no hurry, and name servers are other people's.
    for (const domain of due) await this.verify.recheck(domain, new Date(now - RECHECK_AFTER_MS - GRACE_MS));
  }
}
