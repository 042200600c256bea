import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links and clicks. */
export class Tracking1763900400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE link (
        id uuid NOT NULL,
        code text NOT NULL,
        offer_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'active',
        subs jsonb NOT NULL DEFAULT '{}',
        source_id text,
        target text,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_link_code UNIQUE (code),
        CONSTRAINT ck_link_status CHECK (status IN ('active', 'disabled')),
        CONSTRAINT pk_link PRIMARY KEY (id)
      );
      CREATE INDEX ix_link_enrolment_id ON link (enrolment_id);
      CREATE INDEX ix_link_offer_id ON link (offer_id);
      CREATE INDEX ix_link_advertiser_id_id ON link (advertiser_id, id);
      CREATE INDEX ix_link_affiliate_id_id ON link (affiliate_id, id);
      CREATE TABLE click (
        id uuid NOT NULL,
        nonce character(32) NOT NULL,
        link_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        terms_id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        status text NOT NULL,
        reason text,
        sub1 text,
        sub2 text,
        sub3 text,
        sub4 text,
        sub5 text,
        sub6 text,
        sub7 text,
        sub8 text,
        sub9 text,
        sub10 text,
        source_id text,
        ip_hash character(64) NOT NULL,
        ip_prefix text NOT NULL,
        user_agent text,
        referrer text,
        country character(2),
        device text NOT NULL,
        CONSTRAINT ck_click_status CHECK ((status = 'counted' AND reason IS NULL) OR (status = 'filtered' AND reason IS NOT NULL)),
        CONSTRAINT pk_click PRIMARY KEY (id)
      );
      CREATE INDEX ix_click_terms_id ON click (terms_id);
      CREATE INDEX ix_click_offer_id_id ON click (offer_id, id);
      CREATE INDEX ix_click_link_id_id ON click (link_id, id);
      CREATE INDEX ix_click_advertiser_id_id ON click (advertiser_id, id);
      CREATE INDEX ix_click_affiliate_id_id ON click (affiliate_id, id);
      ALTER TABLE link ADD CONSTRAINT fk_link_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE link ADD CONSTRAINT fk_link_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
      ALTER TABLE link ADD CONSTRAINT fk_link_enrolment_id FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
      ALTER TABLE click ADD CONSTRAINT fk_click_link_id FOREIGN KEY (link_id) REFERENCES link(id);
      ALTER TABLE click ADD CONSTRAINT fk_click_terms_id FOREIGN KEY (terms_id) REFERENCES offer_terms(id);
    `);
    await runner.query(`
      ALTER TABLE link ENABLE ROW LEVEL SECURITY; ALTER TABLE link FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON link USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE click ENABLE ROW LEVEL SECURITY; ALTER TABLE click FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON click USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());

      GRANT SELECT, INSERT, UPDATE ON link TO fairlead_app;
      GRANT SELECT, INSERT ON click TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "link" DROP CONSTRAINT "fk_link_offer_id";
      ALTER TABLE "link" DROP CONSTRAINT "fk_link_affiliate_id";
      ALTER TABLE "link" DROP CONSTRAINT "fk_link_enrolment_id";
      ALTER TABLE "click" DROP CONSTRAINT "fk_click_link_id";
      ALTER TABLE "click" DROP CONSTRAINT "fk_click_terms_id";
      DROP TABLE "click"; DROP TABLE "link";
    `);
  }
}
