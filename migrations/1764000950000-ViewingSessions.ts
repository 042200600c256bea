import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions in which an administrator looks at the portal as somebody else. */
export class ViewingSessions1764000950000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE user_session ADD viewed_by uuid;
      ALTER TABLE user_session ADD CONSTRAINT fk_user_session_viewed_by FOREIGN KEY (viewed_by) REFERENCES user_account(id);
      CREATE INDEX ix_user_session_viewed_by ON user_session (viewed_by);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM user_session WHERE viewed_by IS NOT NULL;
      ALTER TABLE user_session DROP COLUMN viewed_by;
    `);
  }
}
