import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link may say in which of the affiliate's channels it is published. */
export class LinkChannels1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE link ADD channel_id uuid;
      ALTER TABLE link ADD CONSTRAINT fk_link_channel_id FOREIGN KEY (channel_id) REFERENCES channel(id);
      CREATE INDEX ix_link_channel_id ON link (channel_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE link DROP COLUMN channel_id;');
  }
}
