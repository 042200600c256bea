import { randomBytes } from 'node:crypto';
import { DAY_MS } from '@fairlead/kernel';
import { SecretBox, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** Days that have a key before they come, so that trackers can do without the database that long. */
const DAYS_AHEAD = 14;
/** Days after which nobody can read the addresses of a day any more. */
export const ADDRESS_DAYS = 30;

/** Keeps the keys that visitors' addresses are encrypted with, one for each day (UTC). */
@Injectable()
export class AddressKeysRepository {
  constructor(private readonly secretBox: SecretBox) {}

  /** Makes the keys of the days ahead; those that exist stay. */
  async makeAhead(tx: Tx): Promise<void> {
    const days = Array.from({ length: DAYS_AHEAD }, (_value, index) => dayOf(tx.now.getTime() + index * DAY_MS));
    await tx.rows(
      `INSERT INTO click_address_key (day, sealed_key, created_at) SELECT day, sealed_key, $3 FROM unnest($1::date[], $2::bytea[]) AS key(day, sealed_key) ON CONFLICT DO NOTHING`,
      [days, days.map((day) => this.secretBox.seal(randomBytes(32).toString('hex'), place(day))), tx.now],
    );
  }

  /** Keys by day, for trackers and for a person who has to look at an address. */
  async all(tx: Tx): Promise<Map<string, Buffer>> {
    const rows = await tx.rows<{ day: string; sealedKey: Buffer }>(`SELECT day::text, sealed_key FROM click_address_key`);
    return new Map(rows.map((row) => [row.day, Buffer.from(this.secretBox.open(row.sealedKey, place(row.day)), 'hex')]));
  }

  /** Forgets the keys of days that are over for 30 days, and with them the addresses. */
  async forgetOld(tx: Tx): Promise<number> {
    return tx.affected(`DELETE FROM click_address_key WHERE day < $1::date`, [dayOf(tx.now.getTime() - ADDRESS_DAYS * DAY_MS)]);
  }
}

/** The UTC day of an instant: `2026-11-23`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function place(day: string): string {
  return `click_address_key.sealed_key:${day}`;
}
