/**
 * Says by its exit code whether a container does its work.
 *   healthcheck.mjs http <port>   the process answers and reaches the database
 *   healthcheck.mjs worker        a worker took up recurring tasks within the last minute
 * The worker has no port; its schedule is rows, which several workers share: one that works keeps all of them healthy.
 */
import pg from 'pg';

const WORKER_SILENCE_SECONDS = 60;

async function http(port) {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) throw new Error(`/health/ready answered ${response.status}`);
}

async function worker() {
  const client = new pg.Client({ connectionString: process.env.DATABASE_APP_URL, connectionTimeoutMillis: 4_000, application_name: 'fairlead-healthcheck' });
  try {
    await client.connect();
    await client.query(`SELECT set_config('fairlead.scope', 'network', false)`);
    const { rows } = await client.query(`SELECT coalesce(max(last_run_at) > now() - $1 * interval '1 second', false) AS alive FROM scheduled_task WHERE process = 'worker'`, [WORKER_SILENCE_SECONDS]);
    if (!rows[0].alive) throw new Error(`no task was taken up for ${WORKER_SILENCE_SECONDS} s`);
  } finally {
    await client.end();
  }
}

const [kind, port] = process.argv.slice(2);
try {
  if (kind === 'http') await http(port);
  else if (kind === 'worker') await worker();
  else throw new Error('usage: healthcheck.mjs http <port> | worker');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
