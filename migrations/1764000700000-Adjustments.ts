import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections of balances, asked for by one person and approved by another; payouts take those of affiliates as lines of their own. */
export class Adjustments1764000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE adjustment (
        id uuid NOT NULL,
        advertiser_id uuid,
        affiliate_id uuid,
        direction text NOT NULL,
        counter_account text NOT NULL,
        amount_minor bigint NOT NULL,
        currency character(3) NOT NULL,
        reason text NOT NULL,
        status text NOT NULL,
        requested_by uuid NOT NULL,
        requested_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        journal_id uuid,
        CONSTRAINT uq_adjustment_journal_id UNIQUE (journal_id),
        CONSTRAINT ck_adjustment_posted CHECK ((status = 'approved') = (journal_id IS NOT NULL)),
        CONSTRAINT ck_adjustment_four_eyes CHECK (status <> 'approved' OR decided_by <> requested_by),
        CONSTRAINT ck_adjustment_decision CHECK ((status = 'requested') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CONSTRAINT ck_adjustment_status CHECK (status IN ('requested', 'approved', 'rejected')),
        CONSTRAINT ck_adjustment_reason CHECK (btrim(reason) <> ''),
        CONSTRAINT ck_adjustment_amount CHECK (amount_minor > 0),
        CONSTRAINT ck_adjustment_counter_account CHECK (counter_account IN ('network_margin', 'stripe_balance', 'adjustment')),
        CONSTRAINT ck_adjustment_direction CHECK (direction IN ('credit', 'debit')),
        CONSTRAINT ck_adjustment_owner CHECK ((advertiser_id IS NULL) <> (affiliate_id IS NULL)),
        CONSTRAINT pk_adjustment PRIMARY KEY (id)
      );
      CREATE INDEX ix_adjustment_decided_by ON adjustment (decided_by);
      CREATE INDEX ix_adjustment_requested_by ON adjustment (requested_by);
      CREATE INDEX ix_adjustment_affiliate_id ON adjustment (affiliate_id);
      CREATE INDEX ix_adjustment_advertiser_id ON adjustment (advertiser_id);
      CREATE INDEX ix_adjustment_status ON adjustment (status);
      CREATE TABLE adjustment_history (
        id uuid NOT NULL,
        adjustment_id uuid NOT NULL,
        from_status text,
        to_status text NOT NULL,
        reason text,
        actor text NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT pk_adjustment_history PRIMARY KEY (id)
      );
      CREATE INDEX ix_adjustment_history_adjustment_id ON adjustment_history (adjustment_id);
      ALTER TABLE adjustment ADD CONSTRAINT fk_adjustment_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
      ALTER TABLE adjustment ADD CONSTRAINT fk_adjustment_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
      ALTER TABLE adjustment ADD CONSTRAINT fk_adjustment_requested_by FOREIGN KEY (requested_by) REFERENCES user_account(id);
      ALTER TABLE adjustment ADD CONSTRAINT fk_adjustment_decided_by FOREIGN KEY (decided_by) REFERENCES user_account(id);
      ALTER TABLE adjustment ADD CONSTRAINT fk_adjustment_journal_id FOREIGN KEY (journal_id) REFERENCES journal(id);
      ALTER TABLE adjustment_history ADD CONSTRAINT fk_adjustment_history_adjustment_id FOREIGN KEY (adjustment_id) REFERENCES adjustment(id);

      ALTER TABLE payout_line ALTER COLUMN commission_id DROP NOT NULL;
      ALTER TABLE payout_line ADD COLUMN adjustment_id uuid;
      ALTER TABLE payout_line ADD CONSTRAINT fk_payout_line_adjustment_id FOREIGN KEY (adjustment_id) REFERENCES adjustment(id);
      ALTER TABLE payout_line ADD CONSTRAINT ck_payout_line_cause CHECK ((commission_id IS NULL) <> (adjustment_id IS NULL) AND (commission_reversal_id IS NULL OR commission_id IS NOT NULL));
      ALTER TABLE payout_line DROP CONSTRAINT ck_payout_line_sign;
      ALTER TABLE payout_line ADD CONSTRAINT ck_payout_line_sign CHECK (CASE WHEN adjustment_id IS NOT NULL THEN amount_minor <> 0 WHEN commission_reversal_id IS NULL THEN amount_minor >= 0 ELSE amount_minor < 0 END);
      CREATE INDEX ix_payout_line_adjustment_id ON payout_line (adjustment_id);
      CREATE UNIQUE INDEX uq_payout_line_adjustment ON payout_line (adjustment_id) WHERE live AND adjustment_id IS NOT NULL;
    `);
    await runner.query(`
      ALTER TABLE adjustment ENABLE ROW LEVEL SECURITY; ALTER TABLE adjustment FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON adjustment USING (fairlead_network());
      -- What was not approved has not happened to them.
      CREATE POLICY advertiser ON adjustment FOR SELECT USING (advertiser_id = fairlead_advertiser() AND status = 'approved');
      CREATE POLICY affiliate ON adjustment FOR SELECT USING (affiliate_id = fairlead_affiliate() AND status = 'approved');
      ALTER TABLE adjustment_history ENABLE ROW LEVEL SECURITY; ALTER TABLE adjustment_history FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON adjustment_history USING (fairlead_network());
      CREATE TRIGGER adjustment_history_insert_only BEFORE UPDATE OR DELETE ON adjustment_history FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

      -- What was asked for, and by whom, is what gets approved.
      GRANT SELECT, INSERT ON adjustment, adjustment_history TO fairlead_app;
      GRANT UPDATE (status, decided_by, decided_at, journal_id) ON adjustment TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Fails, and changes nothing, once a payout has an adjustment.
    await runner.query(`
      ALTER TABLE payout_line DROP CONSTRAINT fk_payout_line_adjustment_id;
      DROP INDEX uq_payout_line_adjustment; DROP INDEX ix_payout_line_adjustment_id;
      ALTER TABLE payout_line DROP CONSTRAINT ck_payout_line_cause;
      ALTER TABLE payout_line DROP CONSTRAINT ck_payout_line_sign;
      ALTER TABLE payout_line DROP COLUMN adjustment_id;
      ALTER TABLE payout_line ALTER COLUMN commission_id SET NOT NULL;
      ALTER TABLE payout_line ADD CONSTRAINT ck_payout_line_sign CHECK ((commission_reversal_id IS NULL AND amount_minor >= 0) OR (commission_reversal_id IS NOT NULL AND amount_minor < 0));
      DROP TABLE adjustment_history; DROP TABLE adjustment;
    `);
  }
}
