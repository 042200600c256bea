import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, journals and postings: double entry that the database itself keeps balanced, complete and unchanged. */
export class Ledger1763900600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "ledger_account" ("id" uuid NOT NULL, "code" text NOT NULL, "kind" text NOT NULL, "advertiser_id" uuid, "affiliate_id" uuid,
        "currency" character(3) NOT NULL, "opened_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "uq_ledger_account_code" UNIQUE ("code"),
        CONSTRAINT "ck_ledger_account_kind" CHECK (kind IN ('stripe_balance', 'advertiser_funds', 'advertiser_reserved', 'affiliate_pending',
          'affiliate_payable', 'affiliate_in_transit', 'network_margin', 'adjustment')),
        CONSTRAINT "ck_ledger_account_owner" CHECK ((kind LIKE 'advertiser%') = (advertiser_id IS NOT NULL)
          AND (kind LIKE 'affiliate%') = (affiliate_id IS NOT NULL)),
        CONSTRAINT "ck_ledger_account_code" CHECK (code = CASE kind WHEN 'stripe_balance' THEN 'stripe:balance' WHEN 'network_margin' THEN 'network:margin'
          WHEN 'adjustment' THEN 'network:adjustment'
          ELSE split_part(kind, '_', 1) || ':' || coalesce(advertiser_id, affiliate_id)::text || ':' || substr(kind, strpos(kind, '_') + 1) END
          || ':' || currency::text),
        CONSTRAINT "pk_ledger_account" PRIMARY KEY ("id"));
      CREATE INDEX "ix_ledger_account_advertiser_id" ON "ledger_account" ("advertiser_id");
      CREATE INDEX "ix_ledger_account_affiliate_id" ON "ledger_account" ("affiliate_id");

      CREATE TABLE "journal" ("id" uuid NOT NULL, "kind" text NOT NULL, "source_type" text NOT NULL, "source_id" uuid NOT NULL, "idempotency_key" text NOT NULL,
        "posted_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "effective_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "memo" text, "actor" text NOT NULL,
        "approved_by" uuid, "reverses_journal_id" uuid, "advertiser_id" uuid, "affiliate_id" uuid, "posting_count" integer NOT NULL,
        "content_hash" character(64) NOT NULL,
        CONSTRAINT "uq_journal_idempotency_key" UNIQUE ("idempotency_key"),
        CONSTRAINT "ck_journal_kind" CHECK (kind IN ('funding.received', 'conversion.reserved', 'conversion.released', 'commission.accrued',
          'commission.released', 'payout.reserved', 'payout.transferred', 'payout.returned', 'conversion.reversed', 'adjustment', 'fee', 'fx')),
        CONSTRAINT "ck_journal_idempotency_key" CHECK (idempotency_key <> ''),
        CONSTRAINT "ck_journal_posting_count" CHECK (posting_count >= 2),
        CONSTRAINT "ck_journal_reason" CHECK (kind NOT IN ('adjustment', 'fee', 'fx') OR (coalesce(memo, '') <> '' AND approved_by IS NOT NULL)),
        CONSTRAINT "pk_journal" PRIMARY KEY ("id"));
      CREATE INDEX "ix_journal_source_id" ON "journal" ("source_id");
      CREATE INDEX "ix_journal_kind_id" ON "journal" ("kind", "id");
      CREATE INDEX "ix_journal_reverses_journal_id" ON "journal" ("reverses_journal_id");
      CREATE INDEX "ix_journal_advertiser_id_id" ON "journal" ("advertiser_id", "id");
      CREATE INDEX "ix_journal_affiliate_id_id" ON "journal" ("affiliate_id", "id");
      ALTER TABLE "journal" ADD CONSTRAINT "fk_journal_reverses_journal_id" FOREIGN KEY ("reverses_journal_id") REFERENCES "journal"("id");

      CREATE TABLE "posting" ("id" uuid NOT NULL, "journal_id" uuid NOT NULL, "line_no" integer NOT NULL, "account_id" uuid NOT NULL,
        "amount_minor" bigint NOT NULL, "currency" character(3) NOT NULL, "advertiser_id" uuid, "affiliate_id" uuid,
        CONSTRAINT "uq_posting_journal_id_line_no" UNIQUE ("journal_id", "line_no"),
        CONSTRAINT "ck_posting_amount_minor" CHECK (amount_minor <> 0),
        CONSTRAINT "ck_posting_line_no" CHECK (line_no >= 1),
        CONSTRAINT "pk_posting" PRIMARY KEY ("id"));
      CREATE INDEX "ix_posting_account_id_journal_id" ON "posting" ("account_id", "journal_id");
      ALTER TABLE "posting" ADD CONSTRAINT "fk_posting_journal_id" FOREIGN KEY ("journal_id") REFERENCES "journal"("id");
      ALTER TABLE "posting" ADD CONSTRAINT "fk_posting_account_id" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id");
    `);
    await runner.query(RULES);
    await runner.query(`
      ALTER TABLE ledger_account ENABLE ROW LEVEL SECURITY; ALTER TABLE ledger_account FORCE ROW LEVEL SECURITY;
      ALTER TABLE journal ENABLE ROW LEVEL SECURITY; ALTER TABLE journal FORCE ROW LEVEL SECURITY;
      ALTER TABLE posting ENABLE ROW LEVEL SECURITY; ALTER TABLE posting FORCE ROW LEVEL SECURITY;

      -- Tenants read their own rows; only the network writes.
      CREATE POLICY network ON ledger_account USING (fairlead_network()) WITH CHECK (fairlead_network());
      CREATE POLICY advertiser ON ledger_account FOR SELECT USING (advertiser_id = fairlead_advertiser());
      CREATE POLICY affiliate ON ledger_account FOR SELECT USING (affiliate_id = fairlead_affiliate());
      CREATE POLICY network ON journal USING (fairlead_network()) WITH CHECK (fairlead_network());
      CREATE POLICY advertiser ON journal FOR SELECT USING (advertiser_id = fairlead_advertiser());
      CREATE POLICY affiliate ON journal FOR SELECT USING (affiliate_id = fairlead_affiliate());
      CREATE POLICY network ON posting USING (fairlead_network()) WITH CHECK (fairlead_network());
      CREATE POLICY advertiser ON posting FOR SELECT USING (advertiser_id = fairlead_advertiser());
      CREATE POLICY affiliate ON posting FOR SELECT USING (affiliate_id = fairlead_affiliate());

      GRANT SELECT, INSERT ON ledger_account, journal, posting TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT set_config('fairlead.scope', 'network', true);
      DELETE FROM chain_pending WHERE chain = 'ledger';
      ALTER TABLE chain_link DISABLE TRIGGER chain_link_insert_only;
      DELETE FROM chain_link WHERE chain = 'ledger';
      ALTER TABLE chain_link ENABLE TRIGGER chain_link_insert_only;
      DROP TABLE "posting"; DROP TABLE "journal";
      DROP FUNCTION ledger_lock_account(uuid);
      DROP TABLE "ledger_account";
      DROP FUNCTION ledger_assert_complete(); DROP FUNCTION ledger_take_account_facts();
    `);
  }
}

/** What holds whoever writes, the owner included. The functions look with the network's eyes, lest a narrower scope hide a posting from them. */
const RULES = `
  -- A posting has its account's currency, and its owner columns are the account's, whatever was sent.
  CREATE FUNCTION ledger_take_account_facts() RETURNS trigger LANGUAGE plpgsql SET fairlead.scope = 'network' AS $f$
    DECLARE account ledger_account%ROWTYPE;
    BEGIN
      SELECT * INTO account FROM ledger_account WHERE id = NEW.account_id;
      IF account.currency <> NEW.currency THEN
        RAISE EXCEPTION 'a posting in % cannot be on account %', NEW.currency, account.code
          USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_posting_account_currency';
      END IF;
      NEW.advertiser_id := account.advertiser_id;
      NEW.affiliate_id := account.affiliate_id;
      RETURN NEW;
    END $f$;
  CREATE TRIGGER posting_account_facts BEFORE INSERT ON posting FOR EACH ROW EXECUTE FUNCTION ledger_take_account_facts();

  -- At commit a journal sums to zero per currency, has exactly the postings that it states (at least two, so none can come later),
  -- and is visible to the owners of its accounts.
  CREATE FUNCTION ledger_assert_complete() RETURNS trigger LANGUAGE plpgsql SET fairlead.scope = 'network' AS $f$
    DECLARE
      target uuid;
      facts record;
    BEGIN
      IF TG_TABLE_NAME = 'journal' THEN target := NEW.id; ELSE target := NEW.journal_id; END IF;
      SELECT j.posting_count AS stated, count(p.id) AS found,
             coalesce(bool_or(p.advertiser_id IS NOT NULL AND p.advertiser_id IS DISTINCT FROM j.advertiser_id
                           OR p.affiliate_id IS NOT NULL AND p.affiliate_id IS DISTINCT FROM j.affiliate_id), false) AS hidden
        INTO facts FROM journal j LEFT JOIN posting p ON p.journal_id = j.id WHERE j.id = target GROUP BY j.id;
      IF EXISTS (SELECT 1 FROM posting WHERE journal_id = target GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
        RAISE EXCEPTION 'journal % does not sum to zero', target USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_balanced';
      END IF;
      IF facts.found <> facts.stated THEN
        RAISE EXCEPTION 'journal % states % postings and has %', target, facts.stated, facts.found
          USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_complete';
      END IF;
      IF facts.hidden THEN
        RAISE EXCEPTION 'journal % has a posting of an owner that it does not name', target
          USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_owner';
      END IF;
      RETURN NULL;
    END $f$;
  CREATE CONSTRAINT TRIGGER journal_complete AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ledger_assert_complete();
  CREATE CONSTRAINT TRIGGER posting_complete AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ledger_assert_complete();

  CREATE TRIGGER ledger_account_insert_only BEFORE UPDATE OR DELETE ON ledger_account FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
  CREATE TRIGGER journal_insert_only BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
  CREATE TRIGGER posting_insert_only BEFORE UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();
  CREATE TRIGGER ledger_account_not_emptied BEFORE TRUNCATE ON ledger_account FOR EACH STATEMENT EXECUTE FUNCTION fairlead_refuse_change();
  CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION fairlead_refuse_change();
  CREATE TRIGGER posting_not_emptied BEFORE TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION fairlead_refuse_change();

  CREATE TRIGGER journal_await_seal AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION fairlead_await_seal('ledger');

  -- Locking a row takes the UPDATE right, which nobody has here; the owner lends it for this one purpose.
  -- NO KEY UPDATE: those who decide on an account wait for each other, those who only post to it do not.
  CREATE FUNCTION ledger_lock_account(account uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp SET fairlead.scope = 'network' AS $f$
    BEGIN
      PERFORM 1 FROM ledger_account WHERE id = account FOR NO KEY UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'no ledger account %', account USING ERRCODE = 'no_data_found'; END IF;
    END $f$;
  REVOKE ALL ON FUNCTION ledger_lock_account(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ledger_lock_account(uuid) TO fairlead_app;
`;
