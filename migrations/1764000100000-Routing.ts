import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Routing versions of offers, smart links, tracking domains, and the notes that tell trackers what has changed. */
export class Routing1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await protectRows(runner);
    await noteChanges(runner);
  }

  /** Links of smart links go: without them the offer of a link is not null again. One that has clicks stops this on purpose. */
  async down(runner: QueryRunner): Promise<void> {
    const triggers = NOTED.map(([table]) => `DROP TRIGGER ${table}_routing_change ON ${table};`).join('\n      ');
    await runner.query(`
      SELECT set_config('fairlead.scope', 'network', true);
      ${triggers}
      DROP FUNCTION fairlead_note_routing_change();
      DROP TABLE routing_change;
      DROP POLICY affiliate ON smart_link; DROP POLICY affiliate ON smart_link_choice; DROP POLICY shared ON tracking_domain;
      DELETE FROM link WHERE offer_id IS NULL;
      ALTER TABLE link DROP CONSTRAINT fk_link_domain_id, DROP CONSTRAINT fk_link_smart_link_id, DROP CONSTRAINT ck_link_aim;
      ALTER TABLE link DROP COLUMN smart_link_id, DROP COLUMN creative_id, DROP COLUMN label, DROP COLUMN domain_id;
      ALTER TABLE link ALTER COLUMN offer_id SET NOT NULL, ALTER COLUMN advertiser_id SET NOT NULL, ALTER COLUMN enrolment_id SET NOT NULL;
      DROP TABLE smart_link_choice; DROP TABLE tracking_domain; DROP TABLE smart_link; DROP TABLE offer_routing;
    `);
  }
}

/** Table, the events that matter, kind of the note, and the columns of its keys. */
const NOTED = [
  ['link', 'INSERT OR UPDATE OR DELETE', 'link', 'id'],
  ['offer', 'INSERT OR UPDATE OR DELETE', 'offer', 'id'],
  ['offer_terms', 'INSERT', 'offer', 'offer_id'],
  ['offer_routing', 'INSERT', 'offer', 'offer_id'],
  ['enrolment', 'INSERT OR UPDATE OF status OR DELETE', 'enrolment', 'offer_id', 'affiliate_id'],
  ['affiliate', 'INSERT OR UPDATE OF status OR DELETE', 'affiliate', 'id'],
  ['advertiser', 'INSERT OR UPDATE OF status OR DELETE', 'advertiser', 'id'],
  ['smart_link', 'INSERT OR UPDATE OR DELETE', 'smart_link', 'id'],
  ['smart_link_choice', 'INSERT OR UPDATE OR DELETE', 'smart_link', 'smart_link_id'],
  ['promo_code', 'INSERT OR UPDATE OR DELETE', 'promo_code', 'id'],
  ['tracking_domain', 'INSERT OR UPDATE OR DELETE', 'domain', 'id'],
] as const;

async function createTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE offer_routing (
      id uuid NOT NULL,
      offer_id uuid NOT NULL,
      advertiser_id uuid NOT NULL,
      version integer NOT NULL,
      document jsonb NOT NULL,
      created_by text NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT uq_offer_routing_offer_id_version UNIQUE (offer_id, version),
      CONSTRAINT ck_offer_routing_document CHECK (jsonb_typeof(document) = 'object'),
      CONSTRAINT ck_offer_routing_version CHECK (version > 0),
      CONSTRAINT pk_offer_routing PRIMARY KEY (id)
    );
    CREATE INDEX ix_offer_routing_advertiser_id ON offer_routing (advertiser_id);
    CREATE TABLE smart_link (
      id uuid NOT NULL,
      advertiser_id uuid,
      name text NOT NULL,
      mode text NOT NULL,
      fallback_url text,
      status text NOT NULL DEFAULT 'active',
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT uq_smart_link_id_advertiser_id UNIQUE (id, advertiser_id),
      CONSTRAINT ck_smart_link_status CHECK (status IN ('active', 'paused')),
      CONSTRAINT ck_smart_link_mode CHECK (mode IN ('priority', 'weight')),
      CONSTRAINT pk_smart_link PRIMARY KEY (id)
    );
    CREATE INDEX ix_smart_link_advertiser_id ON smart_link (advertiser_id);
    CREATE TABLE smart_link_choice (
      smart_link_id uuid NOT NULL,
      offer_id uuid NOT NULL,
      advertiser_id uuid,
      priority integer NOT NULL,
      weight integer NOT NULL,
      CONSTRAINT ck_smart_link_choice_bounds CHECK (priority BETWEEN 0 AND 1000 AND weight BETWEEN 0 AND 10000),
      CONSTRAINT pk_smart_link_choice PRIMARY KEY (smart_link_id, offer_id)
    );
    CREATE INDEX ix_smart_link_choice_smart_link_id_advertiser_id ON smart_link_choice (smart_link_id, advertiser_id);
    CREATE INDEX ix_smart_link_choice_advertiser_id ON smart_link_choice (advertiser_id);
    CREATE INDEX ix_smart_link_choice_offer_id ON smart_link_choice (offer_id);
    CREATE TABLE tracking_domain (
      id uuid NOT NULL,
      advertiser_id uuid,
      host text NOT NULL,
      status text NOT NULL,
      token text NOT NULL,
      default_link_id uuid,
      fallback_url text,
      force_https boolean NOT NULL DEFAULT true,
      created_at timestamptz NOT NULL,
      verified_at timestamptz,
      checked_at timestamptz,
      CONSTRAINT ck_tracking_domain_status CHECK (status IN ('pending', 'verified', 'lapsed') AND (status = 'pending' OR (verified_at IS NOT NULL AND checked_at IS NOT NULL))),
      CONSTRAINT ck_tracking_domain_host CHECK (host = lower(host)),
      CONSTRAINT pk_tracking_domain PRIMARY KEY (id)
    );
    CREATE INDEX ix_tracking_domain_due ON tracking_domain (checked_at) WHERE status <> 'pending';
    CREATE INDEX ix_tracking_domain_default_link_id ON tracking_domain (default_link_id);
    CREATE INDEX ix_tracking_domain_advertiser_id ON tracking_domain (advertiser_id);
    CREATE UNIQUE INDEX uq_tracking_domain_network_host ON tracking_domain (host) WHERE advertiser_id IS NULL;
    CREATE UNIQUE INDEX uq_tracking_domain_advertiser_host ON tracking_domain (advertiser_id, host) WHERE advertiser_id IS NOT NULL;
    CREATE UNIQUE INDEX uq_tracking_domain_verified_host ON tracking_domain (host) WHERE status = 'verified';

    ALTER TABLE link ALTER COLUMN offer_id DROP NOT NULL, ALTER COLUMN advertiser_id DROP NOT NULL, ALTER COLUMN enrolment_id DROP NOT NULL;
    ALTER TABLE link ADD COLUMN smart_link_id uuid, ADD COLUMN creative_id text, ADD COLUMN label text, ADD COLUMN domain_id uuid;
    ALTER TABLE link ADD CONSTRAINT ck_link_aim CHECK ((offer_id IS NOT NULL AND advertiser_id IS NOT NULL AND enrolment_id IS NOT NULL AND smart_link_id IS NULL) OR (offer_id IS NULL AND enrolment_id IS NULL AND smart_link_id IS NOT NULL));
    CREATE INDEX ix_link_domain_id ON link (domain_id);
    CREATE INDEX ix_link_smart_link_id ON link (smart_link_id);

    ALTER TABLE offer_routing ADD CONSTRAINT fk_offer_routing_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
    ALTER TABLE smart_link ADD CONSTRAINT fk_smart_link_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
    ALTER TABLE smart_link_choice ADD CONSTRAINT fk_smart_link_choice_smart_link_id FOREIGN KEY (smart_link_id) REFERENCES smart_link(id);
    ALTER TABLE smart_link_choice ADD CONSTRAINT fk_smart_link_choice_smart_link_id_advertiser_id FOREIGN KEY (smart_link_id, advertiser_id) REFERENCES smart_link(id, advertiser_id);
    ALTER TABLE smart_link_choice ADD CONSTRAINT fk_smart_link_choice_offer_id FOREIGN KEY (offer_id) REFERENCES offer(id);
    ALTER TABLE tracking_domain ADD CONSTRAINT fk_tracking_domain_advertiser_id FOREIGN KEY (advertiser_id) REFERENCES advertiser(id);
    ALTER TABLE tracking_domain ADD CONSTRAINT fk_tracking_domain_default_link_id FOREIGN KEY (default_link_id) REFERENCES link(id) ON DELETE SET NULL;
    ALTER TABLE link ADD CONSTRAINT fk_link_smart_link_id FOREIGN KEY (smart_link_id) REFERENCES smart_link(id);
    ALTER TABLE link ADD CONSTRAINT fk_link_domain_id FOREIGN KEY (domain_id) REFERENCES tracking_domain(id) ON DELETE SET NULL;
  `);
}

async function protectRows(runner: QueryRunner): Promise<void> {
  await runner.query(`
    -- Affiliates read a reduced view through the application alone: the rows name blocked sources and other offers.
    ALTER TABLE offer_routing ENABLE ROW LEVEL SECURITY; ALTER TABLE offer_routing FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON offer_routing USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
    ALTER TABLE smart_link ENABLE ROW LEVEL SECURITY; ALTER TABLE smart_link FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON smart_link USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
    -- The subquery is itself held to the choices that the affiliate sees: offers that it may promote now.
    CREATE POLICY affiliate ON smart_link FOR SELECT USING (fairlead_affiliate() IS NOT NULL
      AND EXISTS (SELECT 1 FROM smart_link_choice c WHERE c.smart_link_id = smart_link.id));
    ALTER TABLE smart_link_choice ENABLE ROW LEVEL SECURITY; ALTER TABLE smart_link_choice FORCE ROW LEVEL SECURITY;
    -- An advertiser sees no offer but its own, so that its smart links can hold no other.
    CREATE POLICY tenant ON smart_link_choice USING (fairlead_network() OR advertiser_id = fairlead_advertiser())
      WITH CHECK (fairlead_network() OR (advertiser_id = fairlead_advertiser() AND EXISTS (SELECT 1 FROM offer o WHERE o.id = offer_id)));
    CREATE POLICY affiliate ON smart_link_choice FOR SELECT USING (fairlead_affiliate() IS NOT NULL
      AND EXISTS (SELECT 1 FROM enrolment e WHERE e.offer_id = smart_link_choice.offer_id AND e.affiliate_id = fairlead_affiliate() AND e.status = 'approved'));
    ALTER TABLE tracking_domain ENABLE ROW LEVEL SECURITY; ALTER TABLE tracking_domain FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON tracking_domain USING (fairlead_network() OR advertiser_id = fairlead_advertiser());
    -- Links are shown with them: the network's by everybody, an advertiser's by who promotes its offers.
    CREATE POLICY shared ON tracking_domain FOR SELECT USING (status = 'verified' AND (
      (advertiser_id IS NULL AND (fairlead_advertiser() IS NOT NULL OR fairlead_affiliate() IS NOT NULL))
      OR EXISTS (SELECT 1 FROM enrolment e WHERE e.advertiser_id = tracking_domain.advertiser_id AND e.affiliate_id = fairlead_affiliate() AND e.status = 'approved')));

    CREATE TRIGGER offer_routing_insert_only BEFORE UPDATE OR DELETE ON offer_routing FOR EACH ROW EXECUTE FUNCTION fairlead_refuse_change();

    GRANT SELECT, INSERT ON offer_routing TO fairlead_app;
    GRANT SELECT, INSERT, UPDATE ON smart_link TO fairlead_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON smart_link_choice, tracking_domain TO fairlead_app;
  `);
}

async function noteChanges(runner: QueryRunner): Promise<void> {
  await runner.query(`
    -- No entity: it has a transaction id, which readers compare with the oldest one still running to miss no late commit.
    CREATE TABLE routing_change (
      id bigint GENERATED ALWAYS AS IDENTITY,
      xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      kind text NOT NULL,
      key uuid NOT NULL,
      key2 uuid,
      changed_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT ck_routing_change_kind CHECK (kind IN ('link', 'offer', 'enrolment', 'affiliate', 'advertiser', 'smart_link', 'promo_code', 'domain')),
      CONSTRAINT pk_routing_change PRIMARY KEY (id)
    );
    CREATE INDEX ix_routing_change_xid ON routing_change (xid);
    CREATE INDEX ix_routing_change_changed_at ON routing_change (changed_at);
    ALTER TABLE routing_change ENABLE ROW LEVEL SECURITY; ALTER TABLE routing_change FORCE ROW LEVEL SECURITY;
    CREATE POLICY network ON routing_change USING (fairlead_network());
    -- For the trigger function's owner, in whatever scope a change is made; the application has no right to insert.
    CREATE POLICY note ON routing_change FOR INSERT WITH CHECK (true);
    GRANT SELECT, DELETE ON routing_change TO fairlead_app;

    -- Runs as its owner: a tenant's own change has to reach the trackers, which read as the network.
    CREATE FUNCTION fairlead_note_routing_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
    DECLARE
      changed jsonb;
    BEGIN
      IF TG_OP = 'DELETE' THEN changed := to_jsonb(OLD); ELSE changed := to_jsonb(NEW); END IF;
      INSERT INTO public.routing_change (kind, key, key2) VALUES (TG_ARGV[0], (changed ->> TG_ARGV[1])::uuid, (changed ->> TG_ARGV[2])::uuid);
      PERFORM pg_notify('fairlead_routing', '');
      RETURN NULL;
    END $f$;
    REVOKE ALL ON FUNCTION fairlead_note_routing_change() FROM PUBLIC;
  `);
  for (const [table, events, ...names] of NOTED) {
    const text = names.map((name) => `'${name}'`).join(', ');
    await runner.query(`CREATE TRIGGER ${table}_routing_change AFTER ${events} ON ${table} FOR EACH ROW EXECUTE FUNCTION fairlead_note_routing_change(${text})`);
  }
}
