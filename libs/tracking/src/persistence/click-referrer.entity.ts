import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A referring address that was seen, without its query. Insert-only. */
@Entity('click_referrer')
@Unique(['referrerKey'])
export class ClickReferrerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'ALWAYS' }) id: number;
  /** MD5 of the text: a key, not a protection. */
  @Column('uuid') referrerKey: string;
  @Column('text') referrer: string;
}
