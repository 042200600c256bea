import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money received from advertisers. */
export class Billing1763900800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE funding (
        id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        amount_minor bigint NOT NULL,
        currency character(3) NOT NULL,
        reference text NOT NULL,
        actor text NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT uq_funding_advertiser_id_reference UNIQUE (advertiser_id, reference),
        CONSTRAINT ck_funding_amount CHECK (amount_minor > 0),
        CONSTRAINT pk_funding PRIMARY KEY (id)
      );
      ALTER TABLE funding ADD CONSTRAINT fk_funding_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
    `);
    await runner.query(`
      ALTER TABLE funding ENABLE ROW LEVEL SECURITY; ALTER TABLE funding FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON funding USING (fairlead_network());
      CREATE POLICY advertiser ON funding FOR SELECT USING (advertiser_id = fairlead_advertiser());
      CREATE TRIGGER funding_insert_only BEFORE UPDATE OR DELETE ON funding FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
      GRANT SELECT, INSERT ON funding TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "funding" DROP CONSTRAINT "fk_funding_advertiser_id";
      DROP TABLE "funding";
    `);
  }
}
