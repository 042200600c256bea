import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changed of clicks (by hour) and of conversions, in an order that copies of them can follow; conversions as reports cut them. */
export class Reporting1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE report_version AS bigint;
      CREATE TABLE report_hour (
        hour timestamptz NOT NULL,
        version bigint NOT NULL,
        CONSTRAINT pk_report_hour PRIMARY KEY (hour)
      );
      CREATE INDEX ix_report_hour_version ON report_hour (version);
      CREATE TABLE report_hour_change (
        id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        hour timestamptz NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_report_hour_change PRIMARY KEY (id)
      );
      CREATE TABLE report_conversion_change (
        id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        conversion_id uuid NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_report_conversion_change PRIMARY KEY (id)
      );
      CREATE TABLE report_conversion (
        id uuid NOT NULL,
        version bigint NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        amount_minor bigint NOT NULL,
        reversed_minor bigint NOT NULL,
        commission_minor bigint NOT NULL,
        margin_minor bigint NOT NULL,
        currency character(3) NOT NULL,
        status text NOT NULL,
        goal text NOT NULL,
        promo_code text NOT NULL DEFAULT '',
        link text NOT NULL DEFAULT '',
        landing_page text NOT NULL DEFAULT '',
        creative text NOT NULL DEFAULT '',
        source_id text NOT NULL DEFAULT '',
        sub1 text NOT NULL DEFAULT '',
        sub2 text NOT NULL DEFAULT '',
        sub3 text NOT NULL DEFAULT '',
        sub4 text NOT NULL DEFAULT '',
        sub5 text NOT NULL DEFAULT '',
        sub6 text NOT NULL DEFAULT '',
        sub7 text NOT NULL DEFAULT '',
        sub8 text NOT NULL DEFAULT '',
        sub9 text NOT NULL DEFAULT '',
        sub10 text NOT NULL DEFAULT '',
        trigger text NOT NULL DEFAULT '',
        country text NOT NULL DEFAULT '',
        device text NOT NULL DEFAULT '',
        os text NOT NULL DEFAULT '',
        browser text NOT NULL DEFAULT '',
        CONSTRAINT pk_report_conversion PRIMARY KEY (id)
      );
      CREATE INDEX ix_report_conversion_version ON report_conversion (version);
      CREATE INDEX ix_report_conversion_affiliate ON report_conversion (affiliate_id, occurred_at);
      CREATE INDEX ix_report_conversion_advertiser ON report_conversion (advertiser_id, occurred_at);

      CREATE FUNCTION fairlead_note_report_conversion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
      BEGIN
        INSERT INTO public.report_conversion_change (conversion_id) VALUES ((to_jsonb(NEW) ->> TG_ARGV[0])::uuid);
        RETURN NULL;
      END $f$;
      REVOKE ALL ON FUNCTION fairlead_note_report_conversion() FROM PUBLIC;
      CREATE TRIGGER conversion_report_change AFTER INSERT OR UPDATE ON conversion FOR EACH ROW EXECUTE FUNCTION fairlead_note_report_conversion('id');
      CREATE TRIGGER commission_report_change AFTER INSERT OR UPDATE OF status, reversed_minor, reversed_margin_minor ON commission
        FOR EACH ROW EXECUTE FUNCTION fairlead_note_report_conversion('conversion_id');
      CREATE FUNCTION fairlead_note_report_hours() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
      BEGIN
        INSERT INTO public.report_hour_change (hour) SELECT DISTINCT hour FROM changed;
        RETURN NULL;
      END $f$;
      REVOKE ALL ON FUNCTION fairlead_note_report_hours() FROM PUBLIC;
      CREATE TRIGGER click_hour_report_insert AFTER INSERT ON click_hour REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION fairlead_note_report_hours();
      CREATE TRIGGER click_hour_report_update AFTER UPDATE ON click_hour REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION fairlead_note_report_hours();
      INSERT INTO report_conversion_change (conversion_id) SELECT id FROM conversion ORDER BY id;
      INSERT INTO report_hour_change (hour) SELECT DISTINCT hour FROM click_hour ORDER BY hour;

      ALTER TABLE report_conversion ENABLE ROW LEVEL SECURITY; ALTER TABLE report_conversion FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON report_conversion USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate()) WITH CHECK (fairlead_network());
      -- Which hours changed, and since when notes wait, is nobody's secret; a session without a scope sees nothing.
      ALTER TABLE report_hour ENABLE ROW LEVEL SECURITY; ALTER TABLE report_hour FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON report_hour USING (fairlead_network());
      ALTER TABLE report_hour_change ENABLE ROW LEVEL SECURITY; ALTER TABLE report_hour_change FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON report_hour_change USING (fairlead_network());
      CREATE POLICY note ON report_hour_change FOR INSERT WITH CHECK (true);
      ALTER TABLE report_conversion_change ENABLE ROW LEVEL SECURITY; ALTER TABLE report_conversion_change FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON report_conversion_change USING (fairlead_network());
      CREATE POLICY note ON report_conversion_change FOR INSERT WITH CHECK (true);
      GRANT USAGE ON SEQUENCE report_version TO fairlead_app;
      GRANT SELECT, INSERT, UPDATE ON report_hour, report_conversion TO fairlead_app;
      GRANT SELECT, DELETE ON report_hour_change, report_conversion_change TO fairlead_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER conversion_report_change ON conversion; DROP TRIGGER commission_report_change ON commission;
      DROP TRIGGER click_hour_report_insert ON click_hour; DROP TRIGGER click_hour_report_update ON click_hour;
      DROP FUNCTION fairlead_note_report_conversion(); DROP FUNCTION fairlead_note_report_hours();
      DROP TABLE report_conversion; DROP TABLE report_conversion_change; DROP TABLE report_hour; DROP TABLE report_hour_change; DROP SEQUENCE report_version;
    `);
  }
}
