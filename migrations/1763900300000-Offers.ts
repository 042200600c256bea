import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers, immutable versions of their terms, enrolments and promo codes. */
export class Offers1763900300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offer (
        id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        name text NOT NULL,
        status text NOT NULL,
        visibility text NOT NULL,
        landing_url text NOT NULL,
        click_parameter text NOT NULL DEFAULT 'fl_click',
        currency character(3) NOT NULL,
        deep_link_hosts text array NOT NULL,
        goals text array NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT ck_offer_goals CHECK (cardinality(goals) > 0),
        CONSTRAINT ck_offer_visibility CHECK (visibility IN ('public', 'approval', 'private')),
        CONSTRAINT ck_offer_status CHECK (status IN ('draft', 'active', 'paused', 'archived')),
        CONSTRAINT pk_offer PRIMARY KEY (id)
      );
      CREATE INDEX ix_offer_advertiser_id ON offer (advertiser_id);
      CREATE TABLE offer_terms (
        id uuid NOT NULL,
        offer_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        version integer NOT NULL,
        valid_from timestamptz NOT NULL,
        currency character(3) NOT NULL,
        commission_type text NOT NULL,
        commission_rate_bps integer,
        commission_amount_minor bigint,
        network_fee_bps integer NOT NULL,
        attribution_window_days integer NOT NULL,
        hold_days integer NOT NULL,
        approval text NOT NULL,
        daily_click_cap integer,
        daily_conversion_cap integer,
        created_by text NOT NULL,
        CONSTRAINT uq_offer_terms_offer_id_version UNIQUE (offer_id, version),
        CONSTRAINT ck_offer_terms_approval CHECK (approval IN ('auto', 'manual')),
        CONSTRAINT ck_offer_terms_caps CHECK (daily_click_cap > 0 AND daily_conversion_cap > 0),
        CONSTRAINT ck_offer_terms_bounds CHECK (network_fee_bps BETWEEN 0 AND 100000 AND attribution_window_days BETWEEN 1 AND 730 AND hold_days BETWEEN 0 AND 365),
        CONSTRAINT ck_offer_terms_commission CHECK ((commission_type = 'percent' AND commission_rate_bps BETWEEN 0 AND 10000 AND commission_amount_minor IS NULL) OR (commission_type = 'flat' AND commission_amount_minor >= 0 AND commission_rate_bps IS NULL)),
        CONSTRAINT pk_offer_terms PRIMARY KEY (id)
      );
      CREATE INDEX ix_offer_terms_advertiser_id ON offer_terms (advertiser_id);
      CREATE TABLE enrolment (
        id uuid NOT NULL,
        offer_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        status text NOT NULL,
        applied_at timestamptz NOT NULL,
        decided_at timestamptz,
        decided_by text,
        reason text,
        CONSTRAINT uq_enrolment_offer_id_affiliate_id UNIQUE (offer_id, affiliate_id),
        CONSTRAINT ck_enrolment_status CHECK (status IN ('pending', 'approved', 'rejected')),
        CONSTRAINT pk_enrolment PRIMARY KEY (id)
      );
      CREATE INDEX ix_enrolment_advertiser_id ON enrolment (advertiser_id);
      CREATE INDEX ix_enrolment_affiliate_id ON enrolment (affiliate_id);
      CREATE TABLE promo_code (
        id uuid NOT NULL,
        offer_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        code text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_promo_code_advertiser_id_code UNIQUE (advertiser_id, code),
        CONSTRAINT ck_promo_code_code CHECK (code = upper(code)),
        CONSTRAINT pk_promo_code PRIMARY KEY (id)
      );
      CREATE INDEX ix_promo_code_offer_id ON promo_code (offer_id);
      CREATE INDEX ix_promo_code_affiliate_id ON promo_code (affiliate_id);
      ALTER TABLE offer ADD CONSTRAINT fk_offer_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
      ALTER TABLE enrolment ADD CONSTRAINT fk_enrolment_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE enrolment ADD CONSTRAINT fk_enrolment_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
      ALTER TABLE offer_terms ADD CONSTRAINT fk_offer_terms_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE promo_code ADD CONSTRAINT fk_promo_code_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE promo_code ADD CONSTRAINT fk_promo_code_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
    `);
    await runner.query(`
      -- An affiliate sees what it may promote and what it is enrolled in; the subquery is itself held to the affiliate's own enrolments.
      ALTER TABLE offer ENABLE ROW LEVEL SECURITY; ALTER TABLE offer FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON offer USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
      CREATE POLICY affiliate ON offer FOR SELECT USING (fairlead_affiliate() IS NOT NULL AND ((visibility <> 'private' AND status = 'active')
        OR EXISTS (SELECT 1 FROM enrolment e WHERE e.offer_id = offer.id AND e.affiliate_id = fairlead_affiliate())));
      ALTER TABLE offer_terms ENABLE ROW LEVEL SECURITY; ALTER TABLE offer_terms FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON offer_terms USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
      CREATE POLICY affiliate ON offer_terms FOR SELECT USING (fairlead_affiliate() IS NOT NULL AND EXISTS (SELECT 1 FROM offer o WHERE o.id = offer_id));
      ALTER TABLE enrolment ENABLE ROW LEVEL SECURITY; ALTER TABLE enrolment FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON enrolment USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE promo_code ENABLE ROW LEVEL SECURITY; ALTER TABLE promo_code FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON promo_code USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());

      CREATE TRIGGER offer_terms_insert_only BEFORE UPDATE OR DELETE ON offer_terms FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

      GRANT SELECT, INSERT, UPDATE ON offer, enrolment TO fairlead_app;
      GRANT SELECT, INSERT ON offer_terms, promo_code TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY affiliate ON offer; DROP POLICY affiliate ON offer_terms;
      ALTER TABLE "offer" DROP CONSTRAINT "fk_offer_advertiser_id";
      ALTER TABLE "enrolment" DROP CONSTRAINT "fk_enrolment_offer_id";
      ALTER TABLE "enrolment" DROP CONSTRAINT "fk_enrolment_affiliate_id";
      ALTER TABLE "offer_terms" DROP CONSTRAINT "fk_offer_terms_offer_id";
      ALTER TABLE "promo_code" DROP CONSTRAINT "fk_promo_code_offer_id";
      ALTER TABLE "promo_code" DROP CONSTRAINT "fk_promo_code_affiliate_id";
      DROP TABLE "promo_code"; DROP TABLE "enrolment"; DROP TABLE "offer_terms"; DROP TABLE "offer";
    `);
  }
}
