import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that goes with mails, stored once for all of them. */
@Entity('mail_file')
export class MailFileEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  /** Media type. */
  @Column('text') type: string;
  @Column('bytea') content: Buffer;
  @InstantColumn() createdAt: Date;
}
