import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commissions with their history and reversals. */
export class Commissions1763900700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE commission (
        id uuid NOT NULL,
        conversion_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        goal text NOT NULL,
        terms_id uuid NOT NULL,
        currency character(3) NOT NULL,
        status text NOT NULL,
        amount_minor bigint NOT NULL,
        margin_minor bigint NOT NULL,
        reversed_minor bigint NOT NULL DEFAULT '0',
        reversed_margin_minor bigint NOT NULL DEFAULT '0',
        carried_minor bigint NOT NULL DEFAULT '0',
        trace jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        approved_at timestamptz,
        release_at timestamptz,
        payable_at timestamptz,
        blocked_reason text,
        CONSTRAINT uq_commission_conversion_id_goal_affiliate_id UNIQUE (conversion_id, goal, affiliate_id),
        CONSTRAINT ck_commission_release CHECK (status IN ('pending', 'void') OR release_at IS NOT NULL),
        CONSTRAINT ck_commission_amounts CHECK (amount_minor >= 0 AND margin_minor >= 0 AND reversed_minor BETWEEN 0 AND amount_minor AND reversed_margin_minor BETWEEN 0 AND margin_minor AND carried_minor BETWEEN 0 AND reversed_minor),
        CONSTRAINT ck_commission_status CHECK (status IN ('pending', 'approved', 'payable', 'in_payout', 'paid', 'void', 'reversed')),
        CONSTRAINT pk_commission PRIMARY KEY (id)
      );
      CREATE INDEX ix_commission_payable ON commission (currency, payable_at) WHERE status = 'payable';
      CREATE INDEX ix_commission_outstanding ON commission (advertiser_id, currency, id) WHERE status IN ('pending', 'approved');
      CREATE INDEX ix_commission_release ON commission (release_at) WHERE status = 'approved';
      CREATE INDEX ix_commission_terms_id ON commission (terms_id);
      CREATE INDEX ix_commission_offer_id ON commission (offer_id);
      CREATE INDEX ix_commission_advertiser_id_id ON commission (advertiser_id, id);
      CREATE INDEX ix_commission_affiliate_id_id ON commission (affiliate_id, id);
      CREATE TABLE commission_history (
        id uuid NOT NULL,
        commission_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        from_status text,
        to_status text NOT NULL,
        reason text,
        actor text NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT pk_commission_history PRIMARY KEY (id)
      );
      CREATE INDEX ix_commission_history_commission_id ON commission_history (commission_id);
      CREATE TABLE commission_reversal (
        id uuid NOT NULL,
        commission_id uuid NOT NULL,
        conversion_reversal_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        amount_minor bigint NOT NULL,
        margin_minor bigint NOT NULL,
        carried boolean NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_commission_reversal_commission_id_conversion_reversal_id UNIQUE (commission_id, conversion_reversal_id),
        CONSTRAINT ck_commission_reversal_amounts CHECK (amount_minor >= 0 AND margin_minor >= 0),
        CONSTRAINT pk_commission_reversal PRIMARY KEY (id)
      );
      CREATE INDEX ix_commission_reversal_carried ON commission_reversal (affiliate_id) WHERE carried;
      CREATE INDEX ix_commission_reversal_conversion_reversal_id ON commission_reversal (conversion_reversal_id);
      ALTER TABLE commission ADD CONSTRAINT fk_commission_conversion_id FOREIGN KEY (conversion_id) REFERENCES conversion(id);
      ALTER TABLE commission ADD CONSTRAINT fk_commission_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE commission ADD CONSTRAINT fk_commission_terms_id FOREIGN KEY (terms_id) REFERENCES offer_terms(id);
      ALTER TABLE commission_history ADD CONSTRAINT fk_commission_history_commission_id FOREIGN KEY (commission_id) REFERENCES commission(id);
      ALTER TABLE commission_reversal ADD CONSTRAINT fk_commission_reversal_commission_id FOREIGN KEY (commission_id) REFERENCES commission(id);
      ALTER TABLE commission_reversal ADD CONSTRAINT fk_commission_reversal_conversion_reversal_id FOREIGN KEY (conversion_reversal_id) REFERENCES conversion_reversal(id);
    `);
    await runner.query(`
      ALTER TABLE commission ENABLE ROW LEVEL SECURITY; ALTER TABLE commission FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON commission USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE commission_history ENABLE ROW LEVEL SECURITY; ALTER TABLE commission_history FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON commission_history USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE commission_reversal ENABLE ROW LEVEL SECURITY; ALTER TABLE commission_reversal FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON commission_reversal USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());

      CREATE TRIGGER commission_history_insert_only BEFORE UPDATE OR DELETE ON commission_history FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
      CREATE TRIGGER commission_reversal_insert_only BEFORE UPDATE OR DELETE ON commission_reversal FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

      GRANT SELECT, INSERT ON commission TO fairlead_app;
      -- What was computed never changes.
      GRANT UPDATE (status, reversed_minor, reversed_margin_minor, carried_minor, approved_at, release_at, payable_at, blocked_reason) ON commission TO fairlead_app;
      GRANT SELECT, INSERT ON commission_history, commission_reversal TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "commission" DROP CONSTRAINT "fk_commission_conversion_id";
      ALTER TABLE "commission" DROP CONSTRAINT "fk_commission_offer_id";
      ALTER TABLE "commission" DROP CONSTRAINT "fk_commission_terms_id";
      ALTER TABLE "commission_history" DROP CONSTRAINT "fk_commission_history_commission_id";
      ALTER TABLE "commission_reversal" DROP CONSTRAINT "fk_commission_reversal_commission_id";
      ALTER TABLE "commission_reversal" DROP CONSTRAINT "fk_commission_reversal_conversion_reversal_id";
      DROP TABLE "commission_reversal"; DROP TABLE "commission_history"; DROP TABLE "commission";
    `);
  }
}
