import { Client } from 'pg';
import { DEMO_DOMAIN } from './catalogue';

/** What the audit log says when the demo network is complete. */
export const DEMO_SEEDED = 'demo.seeded';

/** `half_seeded`: an earlier start was stopped while it made the demo network. */
export type NetworkState = 'empty' | 'in_use' | 'half_seeded';

/** Looks with one plain query, so that a start on a network in use loses no time. */
export async function readNetworkState(appUrl: string): Promise<NetworkState> {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query(`SELECT set_config('fairlead.scope', 'network', false)`);
    const { rows } = await client.query<{ has_users: boolean; half_seeded: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM user_account) AS has_users,
              EXISTS (SELECT 1 FROM user_account WHERE email = $1) AND NOT EXISTS (SELECT 1 FROM audit_event WHERE action = $2) AS half_seeded`,
      [`admin@${DEMO_DOMAIN}`, DEMO_SEEDED],
    );
    if (rows[0]?.half_seeded) return 'half_seeded';
    return rows[0]?.has_users ? 'in_use' : 'empty';
  } finally {
    await client.end();
  }
}
