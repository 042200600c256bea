import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { type Caller, IdentityFacade, IdentityModule } from '@fairlead/identity';
import type { TeamRole } from '@fairlead/identity/contracts';
import { MovableClock, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { ConfigModule, DatabaseModule, FairleadConfig, OutboxModule, UnitOfWork } from '@fairlead/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { ChangeSavedReport } from '../../../libs/reporting/src/application/change-saved-report.service';
import { ReadSavedReports } from '../../../libs/reporting/src/application/read-saved-reports.query';
import { RemoveSavedReport } from '../../../libs/reporting/src/application/remove-saved-report.service';
import { SaveReport, type SavedReportInput } from '../../../libs/reporting/src/application/save-report.service';
import { SavedReportsModule } from '../../../libs/reporting/src/saved-reports.module';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const CAP = 100;
const QUERY: SavedReportInput['query'] = { groupBy: ['day'], metrics: ['clicks'], filters: {}, timezone: 'UTC', currency: null, comparePrevious: false, sort: null, period: 'last_7_days' };

describe('saved reports', () => {
  let database: TestDatabase;
  let owner: Client;
  let app: INestApplicationContext;
  let people = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    const config = new FairleadConfig({
      DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_saved', STRIPE_WEBHOOK_SECRET: 'whsec_saved',
    });
    app = await Test.createTestingModule({ imports: [ConfigModule.forRoot(config, new MovableClock(new Date('2026-03-02T10:00:00Z'))), DatabaseModule, OutboxModule, IdentityModule, AdvertisersModule, AffiliatesModule, SavedReportsModule] }).compile();
    await app.init();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  }, 60_000);

  afterAll(async () => {
    await app?.close();
    await owner?.end();
    await database?.drop();
  });

  /** A person of a new organization, who owns it. */
  async function person(role: 'advertiser' | 'affiliate'): Promise<Caller> {
    const { userId, organizationId } = await app.get(IdentityFacade).register({ role, email: `saved-${(people += 1)}@example.test`, password: 'a long enough password', name: `Person ${people}`, country: 'DE' });
    const actor = { kind: 'user', id: userId } as const;
    const context: TenantContext = role === 'advertiser' ? { scope: 'advertiser', advertiserId: organizationId, actor } : { scope: 'affiliate', affiliateId: organizationId, actor };
    return { userId, organizationId, organizationName: '', email: '', name: `Person ${people}`, role, teamRole: 'owner', emailVerified: true, hasSecondFactor: false, session: null, context, apiKeyId: null };
  }

  /** Somebody else who works for the same organization. */
  async function colleague(of: Caller, teamRole: TeamRole): Promise<Caller> {
    const other = await person('advertiser');
    await owner.query(`INSERT INTO membership (id, user_id, organization_id, team_role, created_at) VALUES ($1, $2, $3, $4, now())`, [newId(), other.userId, of.organizationId, teamRole]);
    return { ...of, userId: other.userId, name: other.name, teamRole, context: { ...of.context, actor: { kind: 'user', id: other.userId } } };
  }

  const save = (caller: Caller, name: string, more: Partial<SavedReportInput> = {}) => app.get(SaveReport).run(caller, { name, visibility: 'private', query: QUERY, ...more });
  const namesFor = async (caller: Caller): Promise<string[]> => (await app.get(ReadSavedReports).list(caller, { before: null, limit: 100 })).map((report) => report.name).sort(); // made within one moment, they have no order
  const change = (caller: Caller, id: Uuid, what: Partial<SavedReportInput>, version: number | null = null) => app.get(ChangeSavedReport).run(caller, id, what, version);
  const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { code?: string }) => error.code ?? error);
  const audited = async (id: Uuid): Promise<string[]> => (await owner.query<{ action: string }>(`SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY action`, [id])).rows.map((row) => row.action);

  it('have a name of their own among those of their maker, also when two are saved at once', async () => {
    const maker = await person('advertiser');
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => code(save(maker, 'Weekly'))));
    expect(outcomes.toSorted()).toEqual(['done', 'saved_report.name_taken', 'saved_report.name_taken', 'saved_report.name_taken']);

    const mate = await colleague(maker, 'member');
    await save(mate, 'Weekly');
    await save(await person('advertiser'), 'Weekly');
    const { id } = await save(maker, 'Monthly');
    expect(await code(change(maker, id, { name: 'Weekly' }))).toBe('saved_report.name_taken');
    expect(await namesFor(maker)).toEqual(['Monthly', 'Weekly']);
  });

  it('are at most a hundred for an organization, whoever saves them and however many at once', async () => {
    const maker = await person('affiliate');
    const leaver = await colleague(maker, 'member');
    await owner.query(
      `INSERT INTO saved_report (id, organization_id, made_by, name, visibility, query, created_at, updated_at) SELECT gen_random_uuid(), $1, $2, 'r' || n, 'private', $4, now(), now() FROM generate_series(1, $3::int) n`,
      [maker.organizationId, leaver.userId, CAP - 1, JSON.stringify(QUERY)],
    );
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => code(save(maker, name))));
    expect(outcomes.toSorted()).toEqual(['done', 'saved_report.too_many', 'saved_report.too_many']);
    expect((await owner.query(`SELECT FROM saved_report WHERE organization_id = $1`, [maker.organizationId])).rowCount).toBe(CAP);

    // What nobody can open any more takes nobody's place.
    await owner.query(`DELETE FROM membership WHERE user_id = $1 AND organization_id = $2`, [leaver.userId, maker.organizationId]);
    expect(await code(save(maker, 'd'))).toBe('done');
  });

  it('are their maker’s alone, or read by the whole organization and by nobody else', async () => {
    const maker = await person('advertiser');
    const [member, manager, stranger] = [await colleague(maker, 'member'), await colleague(maker, 'owner'), await person('advertiser')];
    const [hidden, shared] = [await save(maker, 'Hidden'), await save(maker, 'Shared', { visibility: 'shared' })];

    for (const [reader, seen] of [[maker, ['Hidden', 'Shared']], [member, ['Shared']], [manager, ['Shared']], [stranger, []]] as const) expect(await namesFor(reader)).toEqual(seen);
    for (const reader of [member, manager, stranger]) {
      expect(await code(app.get(ReadSavedReports).get(reader, hidden.id))).toBe('saved_report.not_found');
      expect(await code(change(reader, hidden.id, { name: 'Mine' }))).toBe('saved_report.not_found');
      expect(await code(app.get(RemoveSavedReport).run(reader, hidden.id))).toBe('saved_report.not_found');
    }
    expect(await app.get(ReadSavedReports).get(member, shared.id)).toMatchObject({ name: 'Shared', makerName: maker.name, query: QUERY });
    expect(await code(app.get(ReadSavedReports).get(stranger, shared.id))).toBe('saved_report.not_found');
  });

  it('that are shared are changed by their maker and by who manages the team', async () => {
    const maker = await person('advertiser');
    const [member, manager] = [await colleague(maker, 'member'), await colleague(maker, 'owner')];
    const { id } = await save(maker, 'Shared', { visibility: 'shared' });

    expect([await code(change(member, id, { name: 'Other' })), await code(app.get(RemoveSavedReport).run(member, id))]).toEqual(['saved_report.not_yours', 'saved_report.not_yours']);
    expect(await change(manager, id, { name: 'Ours' })).toMatchObject({ name: 'Ours', madeBy: maker.userId, version: 2 });
    await app.get(RemoveSavedReport).run(manager, id);
    expect(await namesFor(maker)).toEqual([]);
    expect(await audited(id)).toEqual(['saved_report.created', 'saved_report.removed', 'saved_report.updated']);
  });

  it('are not overwritten by who has read an older version', async () => {
    const maker = await person('advertiser');
    const { id } = await save(maker, 'Weekly');
    const outcomes = await Promise.all([code(change(maker, id, { name: 'One' }, 1)), code(change(maker, id, { name: 'Two' }, 1))]);
    expect(outcomes.toSorted()).toEqual(['done', 'saved_report.changed']);
  });

  it('keep nothing that their maker could not ask for', async () => {
    const [advertiser, affiliate] = [await person('advertiser'), await person('affiliate')];
    const cases: [Caller, Partial<SavedReportInput['query']>, string][] = [
      [advertiser, { metrics: ['margin'] }, 'report.metric_not_allowed'], [affiliate, { metrics: ['charge'] }, 'report.metric_not_allowed'], [affiliate, { sort: '-roas' }, 'report.metric_not_allowed'],
      [advertiser, { sort: 'sub4' }, 'report.unknown_sort'], [advertiser, { timezone: 'Mars/Olympus' }, 'report.unknown_time_zone'], [advertiser, { filters: { offer: ['off_x'] } }, 'request.invalid_id'],
      [advertiser, { period: { from: '2026-02-30', to: '2026-03-02' } }, 'report.invalid_period'],
    ];
    const kept = await save(advertiser, 'Kept');
    for (const [caller, query, expected] of cases) {
      expect([expected, await code(save(caller, 'Refused', { query: { ...QUERY, ...query } }))]).toEqual([expected, expected]);
      if (caller === advertiser) expect(await code(change(advertiser, kept.id, { query: { ...QUERY, ...query } }))).toBe(expected);
    }
    expect([await namesFor(advertiser), await namesFor(affiliate)]).toEqual([['Kept'], []]);
  });

  it('have schedules of their own organization alone, which no other sees or touches', async () => {
    const [mine, theirs] = [await person('advertiser'), await person('affiliate')];
    const { id } = await save(mine, 'Scheduled', { visibility: 'shared' });
    const schedule = (organizationId: Uuid) => owner.query(
      `INSERT INTO report_schedule (saved_report_id, organization_id, frequency, hour, timezone, receivers, set_by, version, due_at, try_at, created_at, updated_at) VALUES ($1, $2, 'daily', 8, 'UTC', ARRAY[$3::uuid], $3, 1, now(), now(), now(), now())`,
      [id, organizationId, mine.userId],
    );
    await expect(schedule(theirs.organizationId)).rejects.toMatchObject({ constraint: 'fk_report_schedule_saved_report_id_organization_id' });
    await schedule(mine.organizationId);
    await expect(schedule(mine.organizationId)).rejects.toMatchObject({ constraint: 'pk_report_schedule' });

    const unit = app.get(UnitOfWork);
    const seenBy = (context: TenantContext) => unit.run(context, (tx) => tx.rows(`SELECT saved_report_id AS id FROM report_schedule WHERE saved_report_id = $1`, [id]));
    expect([await seenBy(mine.context), await seenBy(theirs.context)]).toEqual([[{ id }], []]);
    for (const change of [`UPDATE report_schedule SET receivers = ARRAY[set_by] WHERE saved_report_id = $1`, `DELETE FROM report_schedule WHERE saved_report_id = $1`]) {
      expect(await unit.run(theirs.context, (tx) => tx.affected(change, [id]))).toBe(0);
    }
    await app.get(RemoveSavedReport).run(mine, id);
    expect((await owner.query(`SELECT FROM report_schedule WHERE saved_report_id = $1`, [id])).rowCount).toBe(0);
  });

  it('are hidden from other organizations by the database too', async () => {
    const [mine, theirs] = [await person('advertiser'), await person('affiliate')];
    const { id } = await save(mine, 'Shared', { visibility: 'shared' });
    const unit = app.get(UnitOfWork);
    const seenBy = (context: TenantContext) => unit.run(context, (tx) => tx.rows(`SELECT id FROM saved_report WHERE id = $1`, [id]));

    expect([await seenBy(mine.context), await seenBy(theirs.context)]).toEqual([[{ id }], []]);
    expect(await unit.run(theirs.context, (tx) => tx.affected(`UPDATE saved_report SET name = 'stolen' WHERE id = $1`, [id]))).toBe(0);
    expect(await unit.run(theirs.context, (tx) => tx.affected(`DELETE FROM saved_report WHERE id = $1`, [id]))).toBe(0);
    await expect(unit.run(theirs.context, (tx) => tx.rows(
      `INSERT INTO saved_report (id, organization_id, made_by, name, visibility, query, created_at, updated_at) VALUES ($1, $2, $3, 'planted', 'shared', '{}', now(), now())`, [newId(), mine.organizationId, mine.userId],
    ))).rejects.toThrow(/row-level security/);
    await expect(unit.run(mine.context, (tx) => tx.rows(`UPDATE saved_report SET organization_id = $2 WHERE id = $1`, [id, theirs.organizationId]))).rejects.toThrow(/permission denied/);
  });
});
