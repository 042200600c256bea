import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trials of an advertiser's integration, and their calls in the inbound log. */
export class TrackingTests1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tracking_test (
        id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        click_id uuid NOT NULL,
        public_click_id text NOT NULL,
        landing_url text,
        landing jsonb,
        report jsonb,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT uq_tracking_test_click_id UNIQUE (click_id),
        CONSTRAINT ck_tracking_test_expires_at CHECK (expires_at > created_at),
        CONSTRAINT pk_tracking_test PRIMARY KEY (id)
      );
      CREATE INDEX ix_tracking_test_advertiser_id ON tracking_test (advertiser_id);
      CREATE INDEX ix_tracking_test_offer_id ON tracking_test (offer_id);
      ALTER TABLE tracking_test ADD CONSTRAINT fk_tracking_test_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
      ALTER TABLE tracking_test ADD CONSTRAINT fk_tracking_test_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE tracking_test ENABLE ROW LEVEL SECURITY; ALTER TABLE tracking_test FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON tracking_test USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
      GRANT SELECT, INSERT, DELETE ON tracking_test TO fairlead_app;
      GRANT UPDATE (landing, report) ON tracking_test TO fairlead_app;

      ALTER TABLE inbound_event DROP CONSTRAINT ck_inbound_event_outcome;
      ALTER TABLE inbound_event ADD CONSTRAINT ck_inbound_event_outcome CHECK (outcome IN ('accepted', 'duplicate', 'refused', 'test'));
    `);
  }

  /** Calls of tests go: they told of nothing. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbound_event DISABLE TRIGGER inbound_event_insert_only;
      DELETE FROM inbound_event WHERE outcome = 'test';
      ALTER TABLE inbound_event ENABLE TRIGGER inbound_event_insert_only;
      ALTER TABLE inbound_event DROP CONSTRAINT ck_inbound_event_outcome;
      ALTER TABLE inbound_event ADD CONSTRAINT ck_inbound_event_outcome CHECK (outcome IN ('accepted', 'duplicate', 'refused'));
      DROP TABLE tracking_test;
    `);
  }
}
