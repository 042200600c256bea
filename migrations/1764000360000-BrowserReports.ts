import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A conversion that a browser reported may be confirmed by the advertiser's server: from then on replays get the new status. */
export class BrowserReports1764000360000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT UPDATE (intake_status) ON conversion TO fairlead_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (intake_status) ON conversion FROM fairlead_app');
  }
}
