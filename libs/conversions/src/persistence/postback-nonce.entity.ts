import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A nonce of a signed postback. The same request may come again; another one may not use it. Kept for a day. */
@Entity('postback_nonce')
@Index(['seenAt'])
export class PostbackNonceEntity {
  @PrimaryColumn('uuid') advertiserId: string;
  @PrimaryColumn('text') nonce: string;
  /** SHA-256 of the signed parameters. */
  @Column('char', { length: 64 }) requestHash: string;
  @InstantColumn() seenAt: Date;
}
