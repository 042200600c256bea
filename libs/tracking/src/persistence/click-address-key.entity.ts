import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The key that the addresses of one day (UTC) are encrypted with. Removed after 30 days: then nobody can read them any more. */
@Entity('click_address_key')
export class ClickAddressKeyEntity {
  @PrimaryColumn('date') day: string;
  /** 32 bytes, sealed under the installation's key. */
  @Column('bytea') sealedKey: Buffer;
  @InstantColumn() createdAt: Date;
}
