import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link may say in which of the affiliate's own channels it is published. */
export class LinkChannels1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE channel ADD CONSTRAINT uq_channel_id_affiliate_id UNIQUE (id, affiliate_id);
      ALTER TABLE link ADD channel_id uuid;
      ALTER TABLE link ADD CONSTRAINT fk_link_channel_id_affiliate_id FOREIGN KEY (channel_id, affiliate_id) REFERENCES channel(id, affiliate_id);
      CREATE INDEX ix_link_channel_id_affiliate_id ON link (channel_id, affiliate_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE link DROP COLUMN channel_id;
      ALTER TABLE channel DROP CONSTRAINT uq_channel_id_affiliate_id;
    `);
  }
}
