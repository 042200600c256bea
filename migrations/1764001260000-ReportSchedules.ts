import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved reports that are sent by e-mail, and files that go with mails; tasks that the API process runs. */
export class ReportSchedules1764001260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE scheduled_task ADD COLUMN process text NOT NULL DEFAULT 'worker', ADD CONSTRAINT ck_scheduled_task_process CHECK (process IN ('worker', 'api'));

      CREATE TABLE mail_file (
        id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        content bytea NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_mail_file PRIMARY KEY (id)
      );
      ALTER TABLE mail ADD COLUMN file_id uuid, ADD COLUMN file_name text;
      CREATE INDEX ix_mail_file_id ON mail (file_id);
      ALTER TABLE mail ADD CONSTRAINT fk_mail_file_id FOREIGN KEY (file_id) REFERENCES mail_file(id) ON DELETE SET NULL;
      ALTER TABLE mail_file ENABLE ROW LEVEL SECURITY; ALTER TABLE mail_file FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON mail_file USING (fairlead_network());
      GRANT SELECT, INSERT, DELETE ON mail_file TO fairlead_app;

      ALTER TABLE saved_report ADD CONSTRAINT uq_saved_report_id_organization_id UNIQUE (id, organization_id);
      CREATE TABLE report_schedule (
        saved_report_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        frequency text NOT NULL,
        weekday smallint,
        day_of_month smallint,
        hour smallint NOT NULL,
        timezone text NOT NULL,
        receivers uuid array NOT NULL,
        set_by uuid NOT NULL,
        version integer NOT NULL,
        due_at timestamptz NOT NULL,
        try_at timestamptz NOT NULL,
        failures integer NOT NULL DEFAULT 0,
        last_error text,
        paused_at timestamptz,
        pause_reason text,
        last_sent_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT ck_report_schedule_frequency CHECK (frequency IN ('daily', 'weekly', 'monthly')),
        CONSTRAINT ck_report_schedule_weekday CHECK ((frequency = 'weekly') = (weekday IS NOT NULL) AND weekday BETWEEN 1 AND 7),
        CONSTRAINT ck_report_schedule_day_of_month CHECK ((frequency = 'monthly') = (day_of_month IS NOT NULL) AND day_of_month BETWEEN 1 AND 31),
        CONSTRAINT ck_report_schedule_hour CHECK (hour BETWEEN 0 AND 23),
        CONSTRAINT ck_report_schedule_receivers CHECK (cardinality(receivers) BETWEEN 1 AND 20),
        CONSTRAINT ck_report_schedule_pause CHECK (pause_reason IS NULL OR paused_at IS NOT NULL),
        CONSTRAINT pk_report_schedule PRIMARY KEY (saved_report_id)
      );
      CREATE INDEX ix_report_schedule_saved_report_id_organization_id ON report_schedule (saved_report_id, organization_id);
      CREATE INDEX ix_report_schedule_organization_id ON report_schedule (organization_id);
      CREATE INDEX ix_report_schedule_set_by ON report_schedule (set_by);
      CREATE INDEX ix_report_schedule_due ON report_schedule (try_at) WHERE paused_at IS NULL;
      ALTER TABLE report_schedule ADD CONSTRAINT fk_report_schedule_saved_report_id_organization_id FOREIGN KEY (saved_report_id, organization_id) REFERENCES saved_report(id, organization_id);
      ALTER TABLE report_schedule ADD CONSTRAINT fk_report_schedule_organization_id FOREIGN KEY (organization_id) REFERENCES organization(id);
      ALTER TABLE report_schedule ADD CONSTRAINT fk_report_schedule_set_by FOREIGN KEY (set_by) REFERENCES user_account(id);
      ALTER TABLE report_schedule ENABLE ROW LEVEL SECURITY; ALTER TABLE report_schedule FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON report_schedule USING (fairlead_network() OR organization_id = fairlead_advertiser() OR organization_id = fairlead_affiliate());
      GRANT SELECT, INSERT, UPDATE, DELETE ON report_schedule TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE report_schedule; ALTER TABLE saved_report DROP CONSTRAINT uq_saved_report_id_organization_id; ALTER TABLE mail DROP COLUMN file_id, DROP COLUMN file_name; DROP TABLE mail_file;
      -- Its rows are hidden from a session without a scope, the owner's too.
      SELECT set_config('fairlead.scope', 'network', true);
      DELETE FROM scheduled_task WHERE process = 'api'; ALTER TABLE scheduled_task DROP COLUMN process`);
  }
}
