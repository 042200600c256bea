import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports that people keep under a name, for themselves or for their organization. */
export class SavedReports1764001250000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_report (
        id uuid NOT NULL,
        organization_id uuid NOT NULL,
        made_by uuid NOT NULL,
        name text NOT NULL,
        visibility text NOT NULL,
        query jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT uq_saved_report_organization_id_made_by_name UNIQUE (organization_id, made_by, name),
        CONSTRAINT ck_saved_report_name CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 100),
        CONSTRAINT ck_saved_report_visibility CHECK (visibility IN ('private', 'shared')),
        CONSTRAINT pk_saved_report PRIMARY KEY (id)
      );
      CREATE INDEX ix_saved_report_made_by ON saved_report (made_by);
      ALTER TABLE saved_report ADD CONSTRAINT fk_saved_report_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE saved_report ADD CONSTRAINT fk_saved_report_made_by FOREIGN KEY (made_by) REFERENCES user_account(id);
      ALTER TABLE saved_report ENABLE ROW LEVEL SECURITY; ALTER TABLE saved_report FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON saved_report USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      GRANT SELECT, INSERT, DELETE ON saved_report TO fairlead_app;
      GRANT UPDATE (name, visibility, query, version, updated_at) ON saved_report TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE saved_report`);
  }
}
