import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox, inbox, schedules, idempotency and hash chains; the application role and the functions that every tenant policy uses. */
export class Platform1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'fairlead_app') THEN
          CREATE ROLE fairlead_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
        END IF;
      END $$;
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO fairlead_app;

      -- Unset scope: null, which no policy takes for true, so no rows.
      CREATE FUNCTION fairlead_network() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $f$ SELECT current_setting('fairlead.scope', true) = 'network' $f$;
      CREATE FUNCTION fairlead_advertiser() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $f$ SELECT CASE WHEN current_setting('fairlead.scope', true) = 'advertiser' THEN nullif(current_setting('fairlead.advertiser_id', true), '')::uuid END $f$;
      CREATE FUNCTION fairlead_affiliate() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $f$ SELECT CASE WHEN current_setting('fairlead.scope', true) = 'affiliate' THEN nullif(current_setting('fairlead.affiliate_id', true), '')::uuid END $f$;

      -- For tables whose rows are never changed or removed, whoever asks.
      CREATE FUNCTION fairlead_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $f$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $f$;
    `);
    await runner.query(`
      CREATE TABLE "outbox_event" ("id" uuid NOT NULL, "type" text NOT NULL, "aggregate_id" uuid NOT NULL, "payload" jsonb NOT NULL,
        "occurred_at" TIMESTAMP WITH TIME ZONE NOT NULL, "published_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "pk_outbox_event" PRIMARY KEY ("id"));
      CREATE INDEX "ix_outbox_event_unpublished" ON "outbox_event" ("id") WHERE published_at IS NULL;

      CREATE TABLE "inbox_event" ("consumer" text NOT NULL, "event_id" uuid NOT NULL, "state" text NOT NULL, "attempts" integer NOT NULL DEFAULT '0',
        "available_at" TIMESTAMP WITH TIME ZONE NOT NULL, "done_at" TIMESTAMP WITH TIME ZONE, "last_error" text,
        CONSTRAINT "ck_inbox_event_state" CHECK (state IN ('due', 'done', 'dead')), CONSTRAINT "pk_inbox_event" PRIMARY KEY ("consumer", "event_id"));
      CREATE INDEX "ix_inbox_event_event_id" ON "inbox_event" ("event_id");
      CREATE INDEX "ix_inbox_event_due" ON "inbox_event" ("available_at") WHERE state = 'due';
      ALTER TABLE "inbox_event" ADD CONSTRAINT "fk_inbox_event_event_id" FOREIGN KEY ("event_id") REFERENCES "outbox_event"("id");

      CREATE TABLE "scheduled_task" ("name" text NOT NULL, "every_ms" integer NOT NULL, "next_run_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "last_run_at" TIMESTAMP WITH TIME ZONE, "last_error" text, CONSTRAINT "pk_scheduled_task" PRIMARY KEY ("name"));

      CREATE TABLE "idempotency_record" ("organization_id" uuid NOT NULL, "key" text NOT NULL, "route" text NOT NULL, "request_hash" character(64) NOT NULL,
        "state" text NOT NULL, "status" integer, "body" jsonb, "started_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "ck_idempotency_record_state" CHECK (state IN ('running', 'done')), CONSTRAINT "pk_idempotency_record" PRIMARY KEY ("organization_id", "key"));

      CREATE TABLE "chain_link" ("chain" text NOT NULL, "seq" bigint NOT NULL, "row_id" uuid NOT NULL, "content_hash" character(64) NOT NULL,
        "chain_hash" character(64) NOT NULL, "sealed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "uq_chain_link_chain_row_id" UNIQUE ("chain", "row_id"), CONSTRAINT "pk_chain_link" PRIMARY KEY ("chain", "seq"));
      CREATE TRIGGER chain_link_insert_only BEFORE UPDATE OR DELETE ON chain_link FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

      CREATE TABLE "chain_pending" ("chain" text NOT NULL, "row_id" uuid NOT NULL, "content_hash" character(64) NOT NULL,
        CONSTRAINT "pk_chain_pending" PRIMARY KEY ("chain", "row_id"));
      -- Attached to a chained table as: EXECUTE FUNCTION fairlead_await_seal('<chain>')
      CREATE FUNCTION fairlead_await_seal() RETURNS trigger LANGUAGE plpgsql AS
        $f$ BEGIN INSERT INTO chain_pending (chain, row_id, content_hash) VALUES (TG_ARGV[0], NEW.id, NEW.content_hash); RETURN NULL; END $f$;
    `);
    await runner.query(`
      ALTER TABLE outbox_event ENABLE ROW LEVEL SECURITY; ALTER TABLE outbox_event FORCE ROW LEVEL SECURITY;
      CREATE POLICY append ON outbox_event FOR INSERT WITH CHECK (current_setting('fairlead.scope', true) <> '');
      CREATE POLICY network ON outbox_event USING (fairlead_network());
      ALTER TABLE inbox_event ENABLE ROW LEVEL SECURITY; ALTER TABLE inbox_event FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON inbox_event USING (fairlead_network());
      ALTER TABLE scheduled_task ENABLE ROW LEVEL SECURITY; ALTER TABLE scheduled_task FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON scheduled_task USING (fairlead_network());
      ALTER TABLE idempotency_record ENABLE ROW LEVEL SECURITY; ALTER TABLE idempotency_record FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON idempotency_record USING (fairlead_network());
      ALTER TABLE chain_link ENABLE ROW LEVEL SECURITY; ALTER TABLE chain_link FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON chain_link USING (fairlead_network());
      ALTER TABLE chain_pending ENABLE ROW LEVEL SECURITY; ALTER TABLE chain_pending FORCE ROW LEVEL SECURITY;
      CREATE POLICY append ON chain_pending FOR INSERT WITH CHECK (current_setting('fairlead.scope', true) <> '');
      CREATE POLICY network ON chain_pending USING (fairlead_network());

      GRANT SELECT, INSERT ON outbox_event TO fairlead_app;
      GRANT UPDATE (published_at) ON outbox_event TO fairlead_app;
      GRANT SELECT, INSERT, UPDATE ON inbox_event TO fairlead_app;
      GRANT SELECT, INSERT, UPDATE ON scheduled_task TO fairlead_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_record TO fairlead_app;
      GRANT SELECT, INSERT ON chain_link TO fairlead_app;
      GRANT SELECT, INSERT, DELETE ON chain_pending TO fairlead_app;
    `);
  }

  /** The role stays: other databases of the server may use it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE "chain_pending"; DROP TABLE "chain_link"; DROP TABLE "idempotency_record"; DROP TABLE "scheduled_task";
      DROP TABLE "inbox_event"; DROP TABLE "outbox_event";
      DROP FUNCTION fairlead_await_seal(); DROP FUNCTION fairlead_refuse_change();
      DROP FUNCTION fairlead_affiliate(); DROP FUNCTION fairlead_advertiser(); DROP FUNCTION fairlead_network();
    `);
  }
}
