import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a payout account pays out to, when that changed, and until when nothing new is paid to it because of it. */
export class DestinationCoolDown1764001150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What an account pays out to is not known until Stripe is asked next; a change after that counts.
    await runner.query(`
      ALTER TABLE payout_destination
        ADD external_accounts text array NOT NULL DEFAULT '{}', ADD activated_at timestamptz, ADD changed_at timestamptz, ADD cools_until timestamptz, ADD cools_because text,
        ADD CONSTRAINT ck_payout_destination_cools CHECK (cools_until IS NULL OR (cools_until > changed_at AND cools_because IS NOT NULL)),
        ADD CONSTRAINT ck_payout_destination_cools_because CHECK (cools_because IN ('account_changed', 'account_changed_after_security_change'));
      SELECT set_config('fairlead.scope', 'network', true);
      UPDATE payout_destination SET activated_at = checked_at WHERE status IN ('active', 'restricted');
      ALTER TABLE notice DROP CONSTRAINT ck_notice_kind;
      ALTER TABLE notice ADD CONSTRAINT ck_notice_kind CHECK (kind IN ('application_received', 'application_decided', 'payout_sent', 'payout_failed', 'batch_submitted', 'postbacks_refused', 'domain_lapsed', 'payout_account_changed'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT set_config('fairlead.scope', 'network', true);
      DELETE FROM notice WHERE kind = 'payout_account_changed';
      ALTER TABLE notice DROP CONSTRAINT ck_notice_kind;
      ALTER TABLE notice ADD CONSTRAINT ck_notice_kind CHECK (kind IN ('application_received', 'application_decided', 'payout_sent', 'payout_failed', 'batch_submitted', 'postbacks_refused', 'domain_lapsed'));
      ALTER TABLE payout_destination DROP COLUMN external_accounts, DROP COLUMN activated_at, DROP COLUMN changed_at, DROP COLUMN cools_until, DROP COLUMN cools_because;
    `);
  }
}
