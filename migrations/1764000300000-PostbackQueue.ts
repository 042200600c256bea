import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Postbacks that were taken with 202 and wait for their outcome. */
export class PostbackQueue1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE queued_postback (
        id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        sealed_parameters bytea NOT NULL,
        received_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        CONSTRAINT pk_queued_postback PRIMARY KEY (id)
      );
      CREATE INDEX ix_queued_postback_next_attempt_at ON queued_postback (next_attempt_at);
      ALTER TABLE queued_postback ENABLE ROW LEVEL SECURITY; ALTER TABLE queued_postback FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON queued_postback USING (fairlead_network());
      GRANT SELECT, INSERT, UPDATE, DELETE ON queued_postback TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE queued_postback');
  }
}
