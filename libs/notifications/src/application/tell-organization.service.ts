import { newId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { NoticeToTell } from '../domain/notice-facts';
import { NoticesRepository } from '../persistence/notices.repository';

/** Writes a notice for an organization in the transaction of its cause. */
@Injectable()
export class TellOrganization {
  constructor(private readonly notices: NoticesRepository) {}

  /** @param cause with the organization, makes the notice the only one of its kind. */
  async run(tx: Tx, cause: string, organizationId: Uuid, { kind, subject, facts }: NoticeToTell): Promise<void> {
    await this.notices.insert(tx, { id: newId(tx.now.getTime()), organizationId, dedupeKey: `${cause}:${organizationId}`, kind, subject, facts });
  }
}
