import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';

/** One failed sign-in, by keyed hashes, for the rate limit. Removed after a day. */
@Entity('login_attempt')
@Index(['emailHash', 'attemptedAt'])
@Index(['ipHash', 'attemptedAt'])
export class LoginAttemptEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('char', { length: 64 }) emailHash: string;
  @Column('char', { length: 64 }) ipHash: string;
  @InstantColumn() attemptedAt: Date;
}
