import { InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { UserAccountEntity } from './user-account.entity';

/** The secret that a person's authenticator shares with us, in force once a first code has confirmed it. */
@Entity('totp_credential')
export class TotpCredentialEntity {
  @PrimaryColumn('uuid') @ForeignKey(() => UserAccountEntity, 'id') userId: string;
  /** AES-256-GCM, bound to the user. */
  @Column('bytea') secretSealed: Buffer;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  /** The 30-second step of the last code that was taken; only later ones are. */
  @MinorUnitsColumn({ nullable: true }) lastUsedStep: bigint | null;
}
