import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversions with their history and reversals, the inbound log and postback nonces. */
export class Conversions1763900500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE conversion (
        id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        goal text NOT NULL,
        order_id text NOT NULL,
        attribution text NOT NULL,
        click_id uuid,
        promo_code_id uuid,
        terms_id uuid NOT NULL,
        amount_minor bigint NOT NULL,
        reversed_minor bigint NOT NULL DEFAULT '0',
        currency character(3) NOT NULL,
        status text NOT NULL,
        intake_status text NOT NULL,
        reason text,
        customer_id text,
        customer_new boolean,
        adv jsonb NOT NULL DEFAULT '{}',
        evidence jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        approved_at timestamptz,
        CONSTRAINT uq_conversion_advertiser_id_goal_order_id UNIQUE (advertiser_id, goal, order_id),
        CONSTRAINT ck_conversion_approved_at CHECK ((status IN ('approved', 'reversed')) = (approved_at IS NOT NULL)),
        CONSTRAINT ck_conversion_reason CHECK (status NOT IN ('held', 'rejected') OR reason IS NOT NULL),
        CONSTRAINT ck_conversion_amounts CHECK (amount_minor >= 0 AND reversed_minor >= 0 AND reversed_minor <= amount_minor),
        CONSTRAINT ck_conversion_attribution CHECK ((attribution = 'click' AND click_id IS NOT NULL) OR (attribution = 'coupon' AND promo_code_id IS NOT NULL)),
        CONSTRAINT ck_conversion_status CHECK (status IN ('pending', 'held', 'approved', 'rejected', 'reversed')),
        CONSTRAINT pk_conversion PRIMARY KEY (id)
      );
      CREATE INDEX ix_conversion_terms_id ON conversion (terms_id);
      CREATE INDEX ix_conversion_promo_code_id ON conversion (promo_code_id);
      CREATE INDEX ix_conversion_click_id ON conversion (click_id);
      CREATE INDEX ix_conversion_offer_id_id ON conversion (offer_id, id);
      CREATE INDEX ix_conversion_affiliate_id_id ON conversion (affiliate_id, id);
      CREATE INDEX ix_conversion_advertiser_id_id ON conversion (advertiser_id, id);
      CREATE TABLE conversion_history (
        id uuid NOT NULL,
        conversion_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        from_status text,
        to_status text NOT NULL,
        reason text,
        actor text NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT pk_conversion_history PRIMARY KEY (id)
      );
      CREATE INDEX ix_conversion_history_conversion_id ON conversion_history (conversion_id);
      CREATE TABLE conversion_reversal (
        id uuid NOT NULL,
        conversion_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        amount_minor bigint NOT NULL,
        reversed_total_minor bigint NOT NULL,
        reason text NOT NULL,
        actor text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_conversion_reversal_conversion_id_reversed_total_minor UNIQUE (conversion_id, reversed_total_minor),
        CONSTRAINT ck_conversion_reversal_amounts CHECK (amount_minor >= 0 AND reversed_total_minor >= amount_minor),
        CONSTRAINT pk_conversion_reversal PRIMARY KEY (id)
      );
      CREATE TABLE inbound_event (
        id uuid NOT NULL,
        advertiser_id uuid,
        source text NOT NULL,
        received_at timestamptz NOT NULL,
        parameters jsonb NOT NULL,
        outcome text NOT NULL,
        code text,
        conversion_id uuid,
        CONSTRAINT ck_inbound_event_outcome CHECK (outcome IN ('accepted', 'duplicate', 'refused')),
        CONSTRAINT pk_inbound_event PRIMARY KEY (id)
      );
      CREATE INDEX ix_inbound_event_conversion_id ON inbound_event (conversion_id);
      CREATE INDEX ix_inbound_event_advertiser_id_id ON inbound_event (advertiser_id, id);
      CREATE TABLE postback_nonce (
        advertiser_id uuid NOT NULL,
        nonce text NOT NULL,
        request_hash character(64) NOT NULL,
        seen_at timestamptz NOT NULL,
        CONSTRAINT pk_postback_nonce PRIMARY KEY (advertiser_id, nonce)
      );
      CREATE INDEX ix_postback_nonce_seen_at ON postback_nonce (seen_at);
      ALTER TABLE conversion ADD CONSTRAINT fk_conversion_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
      ALTER TABLE conversion ADD CONSTRAINT fk_conversion_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
      ALTER TABLE conversion ADD CONSTRAINT fk_conversion_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE conversion ADD CONSTRAINT fk_conversion_promo_code_id FOREIGN KEY (promo_code_id) REFERENCES promo_code(id);
      ALTER TABLE conversion ADD CONSTRAINT fk_conversion_terms_id FOREIGN KEY (terms_id) REFERENCES offer_terms(id);
      ALTER TABLE conversion_history ADD CONSTRAINT fk_conversion_history_conversion_id FOREIGN KEY (conversion_id) REFERENCES conversion(id);
      ALTER TABLE conversion_reversal ADD CONSTRAINT fk_conversion_reversal_conversion_id FOREIGN KEY (conversion_id) REFERENCES conversion(id);
    `);
    await runner.query(`
      ALTER TABLE conversion ENABLE ROW LEVEL SECURITY; ALTER TABLE conversion FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON conversion USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE conversion_history ENABLE ROW LEVEL SECURITY; ALTER TABLE conversion_history FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON conversion_history USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE conversion_reversal ENABLE ROW LEVEL SECURITY; ALTER TABLE conversion_reversal FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON conversion_reversal USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE inbound_event ENABLE ROW LEVEL SECURITY; ALTER TABLE inbound_event FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON inbound_event USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
      ALTER TABLE postback_nonce ENABLE ROW LEVEL SECURITY; ALTER TABLE postback_nonce FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON postback_nonce USING (fairlead_network() OR advertiser_id = fairlead_advertiser());

      CREATE TRIGGER conversion_history_insert_only BEFORE UPDATE OR DELETE ON conversion_history FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
      CREATE TRIGGER conversion_reversal_insert_only BEFORE UPDATE OR DELETE ON conversion_reversal FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
      CREATE TRIGGER inbound_event_insert_only BEFORE UPDATE OR DELETE ON inbound_event FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

      GRANT SELECT, INSERT ON conversion TO fairlead_app;
      -- What was reported never changes; what became of it does.
      GRANT UPDATE (status, reason, approved_at, reversed_minor) ON conversion TO fairlead_app;
      GRANT SELECT, INSERT ON conversion_history, conversion_reversal, inbound_event TO fairlead_app;
      GRANT SELECT, INSERT, DELETE ON postback_nonce TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "conversion" DROP CONSTRAINT "fk_conversion_advertiser_id";
      ALTER TABLE "conversion" DROP CONSTRAINT "fk_conversion_affiliate_id";
      ALTER TABLE "conversion" DROP CONSTRAINT "fk_conversion_offer_id";
      ALTER TABLE "conversion" DROP CONSTRAINT "fk_conversion_promo_code_id";
      ALTER TABLE "conversion" DROP CONSTRAINT "fk_conversion_terms_id";
      ALTER TABLE "conversion_history" DROP CONSTRAINT "fk_conversion_history_conversion_id";
      ALTER TABLE "conversion_reversal" DROP CONSTRAINT "fk_conversion_reversal_conversion_id";
      DROP TABLE "postback_nonce"; DROP TABLE "inbound_event"; DROP TABLE "conversion_reversal"; DROP TABLE "conversion_history"; DROP TABLE "conversion";
    `);
  }
}
