import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reports of browsers: the advertiser's server may confirm one, so that replays get the new status, or say otherwise, and then its own
 * report takes the order. What it takes the place of keeps its row and says so.
 */
export class BrowserReports1764000360000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE conversion ADD superseded_by uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
      ALTER TABLE conversion DROP CONSTRAINT uq_conversion_advertiser_id_goal_order_id;
      ALTER TABLE conversion ADD CONSTRAINT uq_conversion_advertiser_id_goal_order_id_superseded_by UNIQUE (advertiser_id, goal, order_id, superseded_by);
      ALTER TABLE conversion ADD CONSTRAINT ck_conversion_superseded CHECK (superseded_by = '00000000-0000-0000-0000-000000000000' OR status = 'rejected');
      GRANT UPDATE (intake_status, superseded_by) ON conversion TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (intake_status, superseded_by) ON conversion FROM fairlead_app;
      ALTER TABLE conversion DROP CONSTRAINT ck_conversion_superseded;
      ALTER TABLE conversion DROP CONSTRAINT uq_conversion_advertiser_id_goal_order_id_superseded_by;
      ALTER TABLE conversion ADD CONSTRAINT uq_conversion_advertiser_id_goal_order_id UNIQUE (advertiser_id, goal, order_id);
      ALTER TABLE conversion DROP COLUMN superseded_by;
    `);
  }
}
