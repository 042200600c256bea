import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { Dimension } from '../contracts';

/** What an id of a dimension is called, in the table of its own. Names of organizations are another context's to tell. */
const NAMED: Partial<Record<Dimension, string>> = {
  offer: 'SELECT id, name FROM offer', link: `SELECT id, code || coalesce(' (' || nullif(label, '') || ')', '') AS name FROM link`, promo_code: 'SELECT id, code AS name FROM promo_code',
};

/** Names of what reports are cut by, as far as the scope of the transaction sees them. */
@Injectable()
export class ValueNamesRepository {
  async read(tx: Tx, dimension: Dimension, ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>> {
    const sql = NAMED[dimension];
    if (sql === undefined || ids.length === 0) return new Map();
    const rows = await tx.rows<{ id: Uuid; name: string }>(`${sql} WHERE id = ANY($1::uuid[])`, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
