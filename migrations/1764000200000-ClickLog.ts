import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The click log: partitions by day on the id, dictionaries for what repeats, rollups by hour, keys for addresses. */
export class ClickLog1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE click RENAME TO click_moved;
      ALTER TABLE click_moved RENAME CONSTRAINT pk_click TO pk_click_moved;
      CREATE TABLE click_route (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        link_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        advertiser_id uuid NOT NULL,
        affiliate_id uuid NOT NULL,
        terms_id uuid NOT NULL,
        routing_version integer NOT NULL,
        landing_page_id uuid NOT NULL,
        CONSTRAINT uq_click_route_link_id_offer_id_terms_id_routing_version_landing_page_id UNIQUE (link_id, offer_id, terms_id, routing_version, landing_page_id),
        CONSTRAINT pk_click_route PRIMARY KEY (id)
      );
      CREATE INDEX ix_click_route_affiliate_id ON click_route (affiliate_id);
      CREATE INDEX ix_click_route_advertiser_id ON click_route (advertiser_id);
      CREATE INDEX ix_click_route_terms_id ON click_route (terms_id);
      CREATE INDEX ix_click_route_offer_id ON click_route (offer_id);
      ALTER TABLE click_route ADD CONSTRAINT fk_click_route_link_id FOREIGN KEY (link_id) REFERENCES link(id);
      ALTER TABLE click_route ADD CONSTRAINT fk_click_route_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
      ALTER TABLE click_route ADD CONSTRAINT fk_click_route_terms_id FOREIGN KEY (terms_id) REFERENCES offer_terms(id);

      CREATE TABLE click_agent (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        agent_key uuid NOT NULL,
        user_agent text NOT NULL,
        device text NOT NULL,
        os text,
        browser text,
        CONSTRAINT uq_click_agent_agent_key UNIQUE (agent_key),
        CONSTRAINT pk_click_agent PRIMARY KEY (id)
      );
      CREATE TABLE click_referrer (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        referrer_key uuid NOT NULL,
        referrer text NOT NULL,
        CONSTRAINT uq_click_referrer_referrer_key UNIQUE (referrer_key),
        CONSTRAINT pk_click_referrer PRIMARY KEY (id)
      );

      -- Columns in the order that wastes no padding: eight bytes, four, sixteen, then what varies.
      CREATE TABLE click (
        visitor bigint NOT NULL,
        address_hash bigint NOT NULL,
        route_id integer NOT NULL,
        agent_id integer NOT NULL,
        referrer_id integer,
        asn integer,
        id uuid NOT NULL,
        nonce uuid NOT NULL,
        is_unique boolean NOT NULL,
        address_prefix cidr,
        sealed_address bytea,
        country text,
        region text,
        language text,
        reason text,
        trigger text,
        source_id text,
        creative_id text,
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
        evidence jsonb,
        CONSTRAINT pk_click PRIMARY KEY (id)
      ) PARTITION BY RANGE (id);
      CREATE INDEX ix_click_route_id_id ON click (route_id, id);

      CREATE TABLE click_hour (
        hour timestamptz NOT NULL,
        route_id integer NOT NULL,
        outcome text NOT NULL,
        clicks bigint NOT NULL,
        uniques bigint NOT NULL,
        CONSTRAINT pk_click_hour PRIMARY KEY (hour, route_id, outcome)
      );
      CREATE INDEX ix_click_hour_route_id_hour ON click_hour (route_id, hour);
      ALTER TABLE click_hour ADD CONSTRAINT fk_click_hour_route_id FOREIGN KEY (route_id) REFERENCES click_route(id);

      CREATE TABLE click_address_key (
        day date NOT NULL,
        sealed_key bytea NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_click_address_key PRIMARY KEY (day)
      );
    `);
    await runner.query(FUNCTIONS);
    await runner.query(`
      ALTER TABLE click_route ENABLE ROW LEVEL SECURITY; ALTER TABLE click_route FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON click_route USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      ALTER TABLE click ENABLE ROW LEVEL SECURITY; ALTER TABLE click FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON click USING (
        fairlead_network() OR route_id IN (SELECT r.id FROM click_route r WHERE r.advertiser_id = fairlead_advertiser() OR r.affiliate_id = fairlead_affiliate())
      );
      ALTER TABLE click_hour ENABLE ROW LEVEL SECURITY; ALTER TABLE click_hour FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON click_hour USING (
        fairlead_network() OR route_id IN (SELECT r.id FROM click_route r WHERE r.advertiser_id = fairlead_advertiser() OR r.affiliate_id = fairlead_affiliate())
      );
      -- Dictionaries are read through the clicks that name them; a session without a scope sees nothing.
      ALTER TABLE click_agent ENABLE ROW LEVEL SECURITY; ALTER TABLE click_agent FORCE ROW LEVEL SECURITY;
      CREATE POLICY scoped ON click_agent FOR SELECT USING (fairlead_network() OR fairlead_advertiser() IS NOT NULL OR fairlead_affiliate() IS NOT NULL);
      CREATE POLICY network ON click_agent FOR INSERT WITH CHECK (fairlead_network());
      ALTER TABLE click_referrer ENABLE ROW LEVEL SECURITY; ALTER TABLE click_referrer FORCE ROW LEVEL SECURITY;
      CREATE POLICY scoped ON click_referrer FOR SELECT USING (fairlead_network() OR fairlead_advertiser() IS NOT NULL OR fairlead_affiliate() IS NOT NULL);
      CREATE POLICY network ON click_referrer FOR INSERT WITH CHECK (fairlead_network());
      ALTER TABLE click_address_key ENABLE ROW LEVEL SECURITY; ALTER TABLE click_address_key FORCE ROW LEVEL SECURITY;
      CREATE POLICY network ON click_address_key USING (fairlead_network());

      GRANT SELECT, INSERT ON click_route, click_agent, click_referrer TO fairlead_app;
      GRANT SELECT ON click TO fairlead_app;
      GRANT SELECT, INSERT, UPDATE ON click_hour TO fairlead_app;
      GRANT SELECT, INSERT, DELETE ON click_address_key TO fairlead_app;
    `);
    await runner.query(MOVE_OVER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE click RENAME TO click_partitioned;
      ALTER TABLE click_partitioned RENAME CONSTRAINT pk_click TO pk_click_partitioned;
      CREATE TABLE click (
        id uuid NOT NULL, nonce character(32) NOT NULL, link_id uuid NOT NULL, offer_id uuid NOT NULL, advertiser_id uuid NOT NULL, affiliate_id uuid NOT NULL,
        terms_id uuid NOT NULL, occurred_at timestamptz NOT NULL, status text NOT NULL, reason text, sub1 text, sub2 text, sub3 text, sub4 text, sub5 text, sub6 text,
        sub7 text, sub8 text, sub9 text, sub10 text, source_id text, ip_hash character(64) NOT NULL, ip_prefix text NOT NULL, user_agent text, referrer text,
        country character(2), device text NOT NULL,
        CONSTRAINT ck_click_status CHECK ((status = 'counted' AND reason IS NULL) OR (status = 'filtered' AND reason IS NOT NULL)),
        CONSTRAINT pk_click PRIMARY KEY (id)
      );
      INSERT INTO click SELECT c.id, replace(c.nonce::text, '-', ''), r.link_id, r.offer_id, r.advertiser_id, r.affiliate_id, r.terms_id, fairlead_click_time(c.id),
          CASE WHEN c.reason IS NULL THEN 'counted' ELSE 'filtered' END, c.reason, sub1, sub2, sub3, sub4, sub5, sub6, sub7, sub8, sub9, sub10, source_id,
          lpad(to_hex(address_hash), 64, '0'), coalesce(address_prefix::text, ''), nullif(a.user_agent, ''), f.referrer, left(country, 2), a.device
        FROM click_partitioned c JOIN click_route r ON r.id = c.route_id JOIN click_agent a ON a.id = c.agent_id LEFT JOIN click_referrer f ON f.id = c.referrer_id;
      CREATE INDEX ix_click_terms_id ON click (terms_id);
      CREATE INDEX ix_click_offer_id_id ON click (offer_id, id);
      CREATE INDEX ix_click_link_id_id ON click (link_id, id);
      CREATE INDEX ix_click_advertiser_id_id ON click (advertiser_id, id);
      CREATE INDEX ix_click_affiliate_id_id ON click (affiliate_id, id);
      ALTER TABLE click ADD CONSTRAINT fk_click_link_id FOREIGN KEY (link_id) REFERENCES link(id);
      ALTER TABLE click ADD CONSTRAINT fk_click_terms_id FOREIGN KEY (terms_id) REFERENCES offer_terms(id);
      ALTER TABLE click ENABLE ROW LEVEL SECURITY; ALTER TABLE click FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON click USING (fairlead_network() OR advertiser_id = fairlead_advertiser() OR affiliate_id = fairlead_affiliate());
      GRANT SELECT, INSERT ON click TO fairlead_app;
      DROP TABLE click_hour; DROP TABLE click_partitioned; DROP TABLE click_route; DROP TABLE click_agent; DROP TABLE click_referrer; DROP TABLE click_address_key;
      DROP FUNCTION fairlead_make_click_partition(date); DROP FUNCTION fairlead_drop_click_partitions(date);
      DROP FUNCTION fairlead_click_time(uuid); DROP FUNCTION fairlead_first_click_id(timestamptz);
    `);
  }
}

/**
 * The application owns nothing, so partitions are made and dropped by functions of the owner. A partition takes rows directly, because
 * COPY does not go through row-level security; it can be read through \`click\` alone.
 */
const FUNCTIONS = `
  CREATE FUNCTION fairlead_first_click_id(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
  $$;
  CREATE FUNCTION fairlead_click_time(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
  $$;
  CREATE FUNCTION fairlead_make_click_partition(day date) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    name text := 'click_' || to_char(day, 'YYYYMMDD');
  BEGIN
    IF to_regclass(name) IS NOT NULL THEN RETURN name; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('fairlead.click_partition', 0));
    IF to_regclass(name) IS NOT NULL THEN RETURN name; END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF click FOR VALUES FROM (%L) TO (%L)', name,
      fairlead_first_click_id(day::timestamp AT TIME ZONE 'UTC'), fairlead_first_click_id((day + 1)::timestamp AT TIME ZONE 'UTC'));
    EXECUTE format('ALTER INDEX %I RENAME TO %I', name || '_pkey', 'pk_' || name);
    EXECUTE format('ALTER INDEX %I RENAME TO %I', name || '_route_id_id_idx', 'ix_' || name || '_route_id_id');
    EXECUTE format('GRANT INSERT ON %I TO fairlead_app', name);
    RETURN name;
  END $$;
  CREATE FUNCTION fairlead_drop_click_partitions(before date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    name text;
    dropped integer := 0;
  BEGIN
    FOR name IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'click'::regclass AND c.relname < 'click_' || to_char(before, 'YYYYMMDD') LOOP
      EXECUTE format('DROP TABLE %I', name);
      dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
  END $$;
  REVOKE ALL ON FUNCTION fairlead_make_click_partition(date), fairlead_drop_click_partitions(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION fairlead_make_click_partition(date), fairlead_drop_click_partitions(date) TO fairlead_app;
`;

/** Clicks stored before keep their ids and facts; of their addresses the old hash is cut to 64 bits. */
const MOVE_OVER = `
  INSERT INTO click_route (link_id, offer_id, advertiser_id, affiliate_id, terms_id, routing_version, landing_page_id)
    SELECT DISTINCT link_id, offer_id, advertiser_id, affiliate_id, terms_id, 0, '00000000-0000-0000-0000-000000000000'::uuid FROM click_moved;
  INSERT INTO click_agent (agent_key, user_agent, device)
    SELECT md5(coalesce(user_agent, ''))::uuid, coalesce(user_agent, ''), min(device) FROM click_moved GROUP BY coalesce(user_agent, '');
  INSERT INTO click_referrer (referrer_key, referrer)
    SELECT DISTINCT md5(referrer)::uuid, referrer FROM click_moved WHERE referrer IS NOT NULL;
  SELECT fairlead_make_click_partition(day) FROM (SELECT DISTINCT (fairlead_click_time(id) AT TIME ZONE 'UTC')::date AS day FROM click_moved) days;
  INSERT INTO click (visitor, address_hash, route_id, agent_id, referrer_id, id, nonce, is_unique, address_prefix, country, reason, source_id,
      sub1, sub2, sub3, sub4, sub5, sub6, sub7, sub8, sub9, sub10)
    SELECT ('x' || left(ip_hash, 16))::bit(64)::bigint, ('x' || left(ip_hash, 16))::bit(64)::bigint, r.id, a.id, f.id, c.id, c.nonce::uuid, c.reason IS NULL,
      c.ip_prefix::cidr, c.country, c.reason, c.source_id, sub1, sub2, sub3, sub4, sub5, sub6, sub7, sub8, sub9, sub10
    FROM click_moved c
    JOIN click_route r ON r.link_id = c.link_id AND r.offer_id = c.offer_id AND r.terms_id = c.terms_id
    JOIN click_agent a ON a.agent_key = md5(coalesce(c.user_agent, ''))::uuid
    LEFT JOIN click_referrer f ON f.referrer_key = md5(c.referrer)::uuid;
  INSERT INTO click_hour (hour, route_id, outcome, clicks, uniques)
    SELECT date_trunc('hour', fairlead_click_time(id) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', route_id, coalesce(reason, 'counted'), count(*), count(*) FILTER (WHERE is_unique)
    FROM click GROUP BY 1, 2, 3;
  DROP TABLE click_moved;
`;
