import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runMigrations } from '@fairlead/platform';
import { Client, escapeLiteral } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../apps/local/src/embedded-postgres/start-embedded-postgres';
import { ensureApplicationLogin } from '../../../apps/local/src/launcher/application-login';

const OWNER_PASSWORD = "owner's";
const APP_PASSWORD = 'app:secret/1';

/** The statements that docker/postgres/10-roles.sh gives to psql, with its variables filled in. */
function initStatements(): string[] {
  const script = readFileSync(resolve(__dirname, '../../../docker/postgres/10-roles.sh'), 'utf8');
  const sql = /<<'SQL'\n([\s\S]*?)\nSQL\n/.exec(script)?.[1] ?? '';
  return sql
    .replace(/^(\\getenv|--).*$/gm, '')
    .replaceAll(`:'owner_password'`, escapeLiteral(OWNER_PASSWORD))
    .replaceAll(`:'app_password'`, escapeLiteral(APP_PASSWORD))
    .split(/;\s*(?:\n|$)/)
    .filter((statement) => statement.trim() !== '');
}

describe('the roles of a production database', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;

  const ask = async <Row>(url: string, ...statements: string[]): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      let rows: Row[] = [];
      for (const statement of statements) rows = (await client.query(statement)).rows as Row[]; // one by one: CREATE DATABASE must stand alone
      return rows;
    } finally {
      await client.end();
    }
  };
  const urlOf = (user: string, password: string): string => {
    const url = new URL(postgres.url('fairlead'));
    url.username = user;
    url.password = encodeURIComponent(password);
    return url.href;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-roles-spec-'));
    chmodSync(folder, 0o711);
    postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), logFile: join(folder, 'postgres.log'), settings: { fsync: 'off' } });
  });

  afterEach(async () => {
    await postgres.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets an owner that is no superuser migrate, and the applications log in, after the init script', async () => {
    await ask(postgres.url('postgres'), ...initStatements());
    const owner = urlOf('fairlead_owner', OWNER_PASSWORD);
    const app = urlOf('fairlead_app', APP_PASSWORD);

    const ran = await runMigrations(owner);

    expect(ran.length).toBeGreaterThan(0);
    await expect(ensureApplicationLogin(owner, app)).resolves.toBe('worked already');
    await expect(ask(app, 'CREATE TABLE own (id int)')).rejects.toThrow('permission denied');
    await expect(ask(app, 'SELECT id FROM journal')).resolves.toEqual([]);
    await expect(ask(owner, 'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user')).resolves.toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it('sets the password of the role that the migrations made, where nobody else did', async () => {
    await ask(
      postgres.url('postgres'), `CREATE ROLE managed LOGIN PASSWORD 'managed' CREATEROLE`, 'CREATE DATABASE fairlead OWNER managed', 'GRANT SET ON PARAMETER "fairlead.scope" TO managed',
    );
    const owner = urlOf('managed', 'managed');
    const app = urlOf('fairlead_app', APP_PASSWORD);
    await runMigrations(owner);

    const first = await ensureApplicationLogin(owner, app);
    const second = await ensureApplicationLogin(owner, app);

    expect([first, second]).toEqual(['enabled', 'worked already']);
    await expect(ask(app, 'SELECT current_user AS me')).resolves.toEqual([{ me: 'fairlead_app' }]);
  });

  it('refuses a login that is not the application role and does not work', async () => {
    await ask(postgres.url('postgres'), ...initStatements());

    const refused = ensureApplicationLogin(urlOf('fairlead_owner', OWNER_PASSWORD), urlOf('somebody', 'x'));

    await expect(refused).rejects.toThrow('is not fairlead_app');
  });
});
