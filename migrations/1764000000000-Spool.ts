import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each tracker's spool is loaded, and the records that could not be. */
export class Spool1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE spool_position (
        spool_id uuid NOT NULL,
        stream text NOT NULL,
        tracker text NOT NULL,
        segment bigint NOT NULL,
        position bigint NOT NULL,
        updated_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT pk_spool_position PRIMARY KEY (spool_id)
      );
      CREATE INDEX ix_spool_position_finished_at ON spool_position (finished_at) WHERE finished_at IS NOT NULL;
      CREATE TABLE spool_reject (
        id uuid NOT NULL,
        spool_id uuid NOT NULL,
        segment bigint NOT NULL,
        position bigint NOT NULL,
        stream text NOT NULL,
        error text NOT NULL,
        payload bytea NOT NULL,
        rejected_at timestamptz NOT NULL,
        CONSTRAINT pk_spool_reject PRIMARY KEY (id)
      );
    `);
    await runner.query(`
      ALTER TABLE spool_position ENABLE ROW LEVEL SECURITY; ALTER TABLE spool_position FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON spool_position USING (fairlead_network()) WITH CHECK (fairlead_network());
      ALTER TABLE spool_reject ENABLE ROW LEVEL SECURITY; ALTER TABLE spool_reject FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON spool_reject USING (fairlead_network()) WITH CHECK (fairlead_network());

      GRANT SELECT, INSERT, UPDATE, DELETE ON spool_position TO fairlead_app;
      GRANT SELECT, INSERT, DELETE ON spool_reject TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE "spool_reject"; DROP TABLE "spool_position";
    `);
  }
}
