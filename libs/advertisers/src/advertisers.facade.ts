import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PostbackCredentials } from './application/postback-credentials.service';

/** What other contexts may ask of advertisers. */
@Injectable()
export class AdvertisersFacade {
  constructor(private readonly credentials: PostbackCredentials) {}

  /** Whether the token is a live one of this active advertiser. */
  hasPostbackToken(tx: Tx, advertiserId: Uuid, token: string): Promise<boolean> {
    return this.credentials.hasToken(tx, advertiserId, token);
  }

  /** Secrets that a signature of this active advertiser may be made with. */
  postbackSecrets(tx: Tx, advertiserId: Uuid): Promise<string[]> {
    return this.credentials.signingSecrets(tx, advertiserId);
  }

  /** Advertisers whose offers take no traffic. */
  async suspended(tx: Tx): Promise<Uuid[]> {
    return (await tx.rows<{ id: Uuid }>(`SELECT id FROM advertiser WHERE status = 'suspended'`)).map((row) => row.id);
  }
}
