import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { MAIL_STATES, type MailState } from '../contracts';

/** One mail to one mailbox, written in the transaction that consumes its cause. */
@Entity('mail')
@Unique(['dedupeKey'])
@Index(['fileId'])
@Index('ix_mail_due', ['availableAt'], { where: `state = 'queued'` })
@Check('ck_mail_state', `state IN (${MAIL_STATES.map((state) => `'${state}'`).join(', ')})`)
export class MailEntity {
  @PrimaryColumn('uuid') id: string;
  /** Cause and recipient: one mail each. */
  @Column('text') dedupeKey: string;
  @Column('text') template: string;
  @Column('text') recipient: string;
  @Column('text') subject: string;
  /** Both bodies have a placeholder where the secret belongs. */
  @Column('text') textBody: string;
  @Column('text') htmlBody: string;
  @Column('uuid', { nullable: true }) @ForeignKey('MailFileEntity', 'id', { onDelete: 'SET NULL' }) fileId: string | null;
  /** Stays when the file is forgotten. */
  @Column('text', { nullable: true }) fileName: string | null;
  /** The secret of a link, AES-256-GCM; forgotten once the mail is sent. */
  @Column('bytea', { nullable: true }) secretSealed: Buffer | null;
  @Column('text') state: MailState;
  @Column('int', { default: 0 }) attempts: number;
  @InstantColumn() availableAt: Date;
  @Column('text', { nullable: true }) lastError: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) sentAt: Date | null;
}
