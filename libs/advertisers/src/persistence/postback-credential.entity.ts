import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AdvertiserEntity } from './advertiser.entity';

/** What an advertiser's server proves itself with: a token (stored hashed) and a signing secret (stored encrypted). */
@Entity('postback_credential')
@Unique(['tokenHash'])
@Index(['advertiserId'])
export class PostbackCredentialEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => AdvertiserEntity, 'id') advertiserId: string;
  @Column('char', { length: 64 }) tokenHash: string;
  @Column('bytea') secretSealed: Buffer;
  @Column('char', { length: 4 }) tokenLastFour: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
