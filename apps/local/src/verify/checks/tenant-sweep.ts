import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { type Finding, findingOf, type Invariant } from '../invariant';
import { belongsTo, type Scope, type SweptTable } from './tenant-ownership';

const APPLICATION_ROLE = 'fairlead_app';
const TENANTS_PER_SIDE = 5;

interface Tenant {
  readonly scope: Scope | '';
  readonly id: Uuid | null;
}

interface Probe {
  readonly tableName: string;
  readonly foreignRows: bigint;
}

/** Looks at every table as the application's role with a tenant's scope, past all of the application's own conditions: nothing foreign may show. */
export const tenantSweep: Invariant = {
  number: 9,
  title: 'A tenant sees no row of another, and nobody sees any without a scope',
  check: async (tx) => {
    const tables = await readTables(tx);
    const tenants = [...(await readTenants(tx, 'advertiser')), ...(await readTenants(tx, 'affiliate')), { scope: '', id: null } as const];
    await tx.rows(`SAVEPOINT tenant_sweep`);
    try {
      await tx.rows(`SET LOCAL ROLE ${APPLICATION_ROLE}`);
    } catch {
      await tx.rows(`ROLLBACK TO SAVEPOINT tenant_sweep`);
      return findingOf(0, [], `not looked at: this user may not act as ${APPLICATION_ROLE}`);
    }
    const finding = await sweep(tx, tables, tenants);
    await tx.rows(`ROLLBACK TO SAVEPOINT tenant_sweep`); // role and scope as before
    return finding;
  },
};

async function sweep(tx: Tx, tables: readonly SweptTable[], tenants: readonly Tenant[]): Promise<Finding> {
  const breaches: string[] = [];
  for (const { scope, id } of tenants) {
    await tx.rows(`SELECT set_config('fairlead.scope', $1, true), set_config('fairlead.advertiser_id', $2, true), set_config('fairlead.affiliate_id', $3, true)`, [
      scope, scope === 'advertiser' ? id : '', scope === 'affiliate' ? id : '',
    ]);
    const probes = await tx.rows<Probe>(tables.map((table) => probeOf(table, scope)).join(' UNION ALL '), [id]);
    const foreign = probes.filter((probe) => probe.foreignRows > 0n);
    breaches.push(...foreign.map((probe) => `${scope || 'no scope'} ${id ?? ''} sees ${probe.foreignRows} foreign rows of ${probe.tableName}`));
  }
  return findingOf(tables.length * tenants.length, breaches);
}

function probeOf(table: SweptTable, scope: Scope | ''): string {
  const own = scope === '' ? 'false' : belongsTo(table, scope);
  return `SELECT '${table.name}' AS table_name, count(*) AS foreign_rows FROM "${table.name}" AS t WHERE NOT coalesce(${own}, false) AND ($1::uuid IS NULL OR true)`;
}

async function readTables(tx: Tx): Promise<SweptTable[]> {
  return tx.rows<SweptTable>(
    `SELECT c.relname AS name, array_agg(a.attname::text) AS columns FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND has_table_privilege('${APPLICATION_ROLE}', c.oid, 'SELECT') GROUP BY c.relname ORDER BY c.relname`,
  );
}

async function readTenants(tx: Tx, scope: Scope): Promise<Tenant[]> {
  const rows = await tx.rows<{ id: Uuid }>(`SELECT id FROM ${scope} ORDER BY id LIMIT ${TENANTS_PER_SIDE}`);
  return rows.map((row) => ({ scope, id: row.id }));
}
