import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payout batches, payouts with lines and attempts, and Stripe events. */
export class Payouts1763900900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payout_batch (
        id uuid NOT NULL,
        currency character(3) NOT NULL,
        cutoff_at timestamptz NOT NULL,
        status text NOT NULL,
        digest character(64) NOT NULL,
        total_minor bigint NOT NULL,
        payout_count integer NOT NULL,
        excluded jsonb NOT NULL,
        prepared_by uuid NOT NULL,
        submitted_by uuid,
        approved_by uuid,
        approved_digest character(64),
        released_by uuid,
        created_at timestamptz NOT NULL,
        submitted_at timestamptz,
        approved_at timestamptz,
        released_at timestamptz,
        CONSTRAINT ck_payout_batch_totals CHECK (total_minor > 0 AND payout_count > 0),
        CONSTRAINT ck_payout_batch_approval CHECK (status NOT IN ('approved', 'releasing', 'settled', 'partly_failed') OR (approved_by IS NOT NULL AND approved_digest = digest)),
        CONSTRAINT ck_payout_batch_four_eyes CHECK (approved_by IS NULL OR (approved_by <> prepared_by AND approved_by <> submitted_by)),
        CONSTRAINT ck_payout_batch_status CHECK (status IN ('draft', 'submitted', 'approved', 'releasing', 'settled', 'partly_failed', 'rejected', 'cancelled')),
        CONSTRAINT pk_payout_batch PRIMARY KEY (id)
      );
      CREATE INDEX ix_payout_batch_released_by ON payout_batch (released_by);
      CREATE INDEX ix_payout_batch_approved_by ON payout_batch (approved_by);
      CREATE INDEX ix_payout_batch_submitted_by ON payout_batch (submitted_by);
      CREATE INDEX ix_payout_batch_prepared_by ON payout_batch (prepared_by);
      CREATE INDEX ix_payout_batch_status ON payout_batch (status);
      CREATE TABLE payout (
        id uuid NOT NULL,
        batch_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        currency character(3) NOT NULL,
        amount_minor bigint NOT NULL,
        stripe_account_id text NOT NULL,
        status text NOT NULL,
        transfer_id text,
        failure_code text,
        failure_message text,
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        CONSTRAINT uq_payout_transfer_id UNIQUE (transfer_id),
        CONSTRAINT uq_payout_batch_id_affiliate_id UNIQUE (batch_id, affiliate_id),
        CONSTRAINT ck_payout_transfer CHECK ((status IN ('transferred', 'returned')) = (transfer_id IS NOT NULL)),
        CONSTRAINT ck_payout_amount CHECK (amount_minor > 0),
        CONSTRAINT ck_payout_status CHECK (status IN ('planned', 'approved', 'sending', 'transferred', 'failed', 'unknown', 'returned', 'cancelled')),
        CONSTRAINT pk_payout PRIMARY KEY (id)
      );
      CREATE INDEX ix_payout_unsettled ON payout (status) WHERE status IN ('approved', 'sending', 'unknown');
      CREATE INDEX ix_payout_affiliate_id_id ON payout (affiliate_id, id);
      CREATE TABLE payout_line (
        id uuid NOT NULL,
        payout_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        commission_id uuid NOT NULL,
        commission_reversal_id uuid,
        amount_minor bigint NOT NULL,
        live boolean NOT NULL DEFAULT true,
        CONSTRAINT ck_payout_line_sign CHECK ((commission_reversal_id IS NULL AND amount_minor >= 0) OR (commission_reversal_id IS NOT NULL AND amount_minor < 0)),
        CONSTRAINT pk_payout_line PRIMARY KEY (id)
      );
      CREATE UNIQUE INDEX uq_payout_line_reversal ON payout_line (commission_reversal_id) WHERE live AND commission_reversal_id IS NOT NULL;
      CREATE UNIQUE INDEX uq_payout_line_commission ON payout_line (commission_id) WHERE live AND commission_reversal_id IS NULL;
      CREATE INDEX ix_payout_line_commission_reversal_id ON payout_line (commission_reversal_id);
      CREATE INDEX ix_payout_line_commission_id ON payout_line (commission_id);
      CREATE INDEX ix_payout_line_affiliate_id ON payout_line (affiliate_id);
      CREATE INDEX ix_payout_line_payout_id ON payout_line (payout_id);
      CREATE TABLE payout_attempt (
        id uuid NOT NULL,
        payout_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        attempt_no integer NOT NULL,
        idempotency_key text NOT NULL,
        amount_minor bigint NOT NULL,
        currency character(3) NOT NULL,
        stripe_account_id text NOT NULL,
        status text NOT NULL,
        first_sent_at timestamptz NOT NULL,
        last_sent_at timestamptz NOT NULL,
        tries integer NOT NULL DEFAULT '1',
        empty_lookups integer NOT NULL DEFAULT '0',
        error_code text,
        error_message text,
        CONSTRAINT uq_payout_attempt_payout_id_attempt_no UNIQUE (payout_id, attempt_no),
        CONSTRAINT uq_payout_attempt_idempotency_key UNIQUE (idempotency_key),
        CONSTRAINT ck_payout_attempt_status CHECK (status IN ('sending', 'unknown', 'succeeded', 'refused')),
        CONSTRAINT pk_payout_attempt PRIMARY KEY (id)
      );
      CREATE INDEX ix_payout_attempt_affiliate_id ON payout_attempt (affiliate_id);
      CREATE UNIQUE INDEX uq_payout_attempt_open ON payout_attempt (payout_id) WHERE status IN ('sending', 'unknown', 'succeeded');
      CREATE TABLE payout_history (
        id uuid NOT NULL,
        batch_id uuid NOT NULL,
        payout_id uuid,
        affiliate_id uuid,
        from_status text,
        to_status text NOT NULL,
        reason text,
        actor text NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT pk_payout_history PRIMARY KEY (id)
      );
      CREATE INDEX ix_payout_history_affiliate_id ON payout_history (affiliate_id);
      CREATE INDEX ix_payout_history_payout_id ON payout_history (payout_id);
      CREATE INDEX ix_payout_history_batch_id ON payout_history (batch_id);
      CREATE TABLE stripe_event (
        id text NOT NULL,
        type text NOT NULL,
        account text,
        payload jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        available_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT '0',
        processed_at timestamptz,
        last_error text,
        CONSTRAINT pk_stripe_event PRIMARY KEY (id)
      );
      CREATE INDEX ix_stripe_event_due ON stripe_event (available_at) WHERE processed_at IS NULL;
      ALTER TABLE payout_batch ADD CONSTRAINT fk_payout_batch_prepared_by FOREIGN KEY (prepared_by) REFERENCES user_account(id);
      ALTER TABLE payout_batch ADD CONSTRAINT fk_payout_batch_submitted_by FOREIGN KEY (submitted_by) REFERENCES user_account(id);
      ALTER TABLE payout_batch ADD CONSTRAINT fk_payout_batch_approved_by FOREIGN KEY (approved_by) REFERENCES user_account(id);
      ALTER TABLE payout_batch ADD CONSTRAINT fk_payout_batch_released_by FOREIGN KEY (released_by) REFERENCES user_account(id);
      ALTER TABLE payout ADD CONSTRAINT fk_payout_batch_id FOREIGN KEY (batch_id) REFERENCES payout_batch(id);
      ALTER TABLE payout ADD CONSTRAINT fk_payout_affiliate_id FOREIGN KEY (affiliate_id) REFERENCES affiliate(id);
      ALTER TABLE payout_attempt ADD CONSTRAINT fk_payout_attempt_payout_id FOREIGN KEY (payout_id) REFERENCES payout(id);
      ALTER TABLE payout_line ADD CONSTRAINT fk_payout_line_payout_id FOREIGN KEY (payout_id) REFERENCES payout(id);
      ALTER TABLE payout_line ADD CONSTRAINT fk_payout_line_commission_id FOREIGN KEY (commission_id) REFERENCES commission(id);
      ALTER TABLE payout_line ADD CONSTRAINT fk_payout_line_commission_reversal_id FOREIGN KEY (commission_reversal_id) REFERENCES commission_reversal(id);
      ALTER TABLE payout_history ADD CONSTRAINT fk_payout_history_batch_id FOREIGN KEY (batch_id) REFERENCES payout_batch(id);
      ALTER TABLE payout_history ADD CONSTRAINT fk_payout_history_payout_id FOREIGN KEY (payout_id) REFERENCES payout(id);
    `);
    await runner.query(`
      ALTER TABLE payout_batch ENABLE ROW LEVEL SECURITY; ALTER TABLE payout_batch FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON payout_batch USING (fairlead_network());
      ALTER TABLE payout ENABLE ROW LEVEL SECURITY; ALTER TABLE payout FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON payout USING (fairlead_network());
      CREATE POLICY affiliate ON payout FOR SELECT USING (affiliate_id = fairlead_affiliate());
      ALTER TABLE payout_line ENABLE ROW LEVEL SECURITY; ALTER TABLE payout_line FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON payout_line USING (fairlead_network());
      CREATE POLICY affiliate ON payout_line FOR SELECT USING (affiliate_id = fairlead_affiliate());
      ALTER TABLE payout_attempt ENABLE ROW LEVEL SECURITY; ALTER TABLE payout_attempt FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON payout_attempt USING (fairlead_network());
      CREATE POLICY affiliate ON payout_attempt FOR SELECT USING (affiliate_id = fairlead_affiliate());
      ALTER TABLE payout_history ENABLE ROW LEVEL SECURITY; ALTER TABLE payout_history FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON payout_history USING (fairlead_network());
      CREATE POLICY affiliate ON payout_history FOR SELECT USING (affiliate_id = fairlead_affiliate());
      ALTER TABLE stripe_event ENABLE ROW LEVEL SECURITY; ALTER TABLE stripe_event FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON stripe_event USING (fairlead_network());

      CREATE TRIGGER payout_history_insert_only BEFORE UPDATE OR DELETE ON payout_history FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

      -- The sum, the destination and the lines of a payout are frozen with it.
      GRANT SELECT, INSERT ON payout_batch, payout, payout_line, payout_attempt, payout_history, stripe_event TO fairlead_app;
      GRANT UPDATE (status, submitted_by, approved_by, approved_digest, released_by, submitted_at, approved_at, released_at) ON payout_batch TO fairlead_app;
      GRANT UPDATE (status, transfer_id, failure_code, failure_message, settled_at) ON payout TO fairlead_app;
      GRANT UPDATE (live) ON payout_line TO fairlead_app;
      GRANT UPDATE (status, last_sent_at, tries, empty_lookups, error_code, error_message) ON payout_attempt TO fairlead_app;
      GRANT UPDATE (available_at, attempts, processed_at, last_error) ON stripe_event TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "payout_batch" DROP CONSTRAINT "fk_payout_batch_prepared_by";
      ALTER TABLE "payout_batch" DROP CONSTRAINT "fk_payout_batch_submitted_by";
      ALTER TABLE "payout_batch" DROP CONSTRAINT "fk_payout_batch_approved_by";
      ALTER TABLE "payout_batch" DROP CONSTRAINT "fk_payout_batch_released_by";
      ALTER TABLE "payout" DROP CONSTRAINT "fk_payout_batch_id";
      ALTER TABLE "payout" DROP CONSTRAINT "fk_payout_affiliate_id";
      ALTER TABLE "payout_attempt" DROP CONSTRAINT "fk_payout_attempt_payout_id";
      ALTER TABLE "payout_line" DROP CONSTRAINT "fk_payout_line_payout_id";
      ALTER TABLE "payout_line" DROP CONSTRAINT "fk_payout_line_commission_id";
      ALTER TABLE "payout_line" DROP CONSTRAINT "fk_payout_line_commission_reversal_id";
      ALTER TABLE "payout_history" DROP CONSTRAINT "fk_payout_history_batch_id";
      ALTER TABLE "payout_history" DROP CONSTRAINT "fk_payout_history_payout_id";
      DROP TABLE "stripe_event"; DROP TABLE "payout_history"; DROP TABLE "payout_attempt"; DROP TABLE "payout_line"; DROP TABLE "payout"; DROP TABLE
      "payout_batch";
    `);
  }
}
