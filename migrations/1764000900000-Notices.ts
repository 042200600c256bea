import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What organizations are told in the portal, and how far each person has read. */
export class Notices1764000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice (
        id uuid NOT NULL,
        organization_id uuid NOT NULL,
        dedupe_key text NOT NULL,
        kind text NOT NULL,
        subject text,
        facts jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_notice_dedupe_key UNIQUE (dedupe_key),
        CONSTRAINT ck_notice_kind CHECK (kind IN ('application_received', 'application_decided', 'payout_sent', 'payout_failed', 'batch_submitted', 'postbacks_refused', 'domain_lapsed')),
        CONSTRAINT pk_notice PRIMARY KEY (id)
      );
      CREATE INDEX ix_notice_organization_id_id ON notice (organization_id, id);
      ALTER TABLE notice ADD CONSTRAINT fk_notice_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      CREATE TABLE notice_mark (
        user_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        seen_through uuid NOT NULL,
        CONSTRAINT pk_notice_mark PRIMARY KEY (user_id, organization_id)
      );
      CREATE INDEX ix_notice_mark_organization_id ON notice_mark (organization_id);
      ALTER TABLE notice_mark ADD CONSTRAINT fk_notice_mark_user_id FOREIGN KEY (user_id) REFERENCES user_account(id);
      ALTER TABLE notice_mark ADD CONSTRAINT fk_notice_mark_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE notice ENABLE ROW LEVEL SECURITY; ALTER TABLE notice FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON notice USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      ALTER TABLE notice_mark ENABLE ROW LEVEL SECURITY; ALTER TABLE notice_mark FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON notice_mark USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      GRANT SELECT, INSERT, DELETE ON notice TO fairlead_app;
      GRANT SELECT, INSERT ON notice_mark TO fairlead_app;
      GRANT UPDATE (seen_through) ON notice_mark TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE notice_mark;
      DROP TABLE notice;
    `);
  }
}
