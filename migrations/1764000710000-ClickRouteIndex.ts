import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index of clicks by route no longer holds their ids. Equal keys share one entry then, so that it takes a fifth of the room, stays in the
 * cache while it is written at random, and ten million clicks fit in 2 GB.
 */
export class ClickRouteIndex1764000710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceIndex(runner, { from: 'route_id_id', to: 'route_id', columns: 'route_id' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIndex(runner, { from: 'route_id', to: 'route_id_id', columns: 'route_id, id' });
  }
}

/** For all partitions there are and all that will be made. */
async function replaceIndex(runner: QueryRunner, { from, to, columns }: { from: string; to: string; columns: string }): Promise<void> {
  await runner.query(`
    DROP INDEX ix_click_${from};
    CREATE INDEX ix_click_${to} ON click (${columns});
    DO $$
    DECLARE
      name text;
    BEGIN
      FOR name IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'click'::regclass LOOP
        EXECUTE format('ALTER INDEX %I RENAME TO %I', name || '_${to}_idx', 'ix_' || name || '_${to}');
      END LOOP;
    END $$;
    CREATE OR REPLACE FUNCTION fairlead_make_click_partition(day date) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      name text := 'click_' || to_char(day, 'YYYYMMDD');
    BEGIN
      IF to_regclass(name) IS NOT NULL THEN RETURN name; END IF;
      PERFORM pg_advisory_xact_lock(hashtextextended('fairlead.click_partition', 0));
      IF to_regclass(name) IS NOT NULL THEN RETURN name; END IF;
      EXECUTE format('CREATE TABLE %I PARTITION OF click FOR VALUES FROM (%L) TO (%L)', name,
        fairlead_first_click_id(day::timestamp AT TIME ZONE 'UTC'), fairlead_first_click_id((day + 1)::timestamp AT TIME ZONE 'UTC'));
      EXECUTE format('ALTER INDEX %I RENAME TO %I', name || '_pkey', 'pk_' || name);
      EXECUTE format('ALTER INDEX %I RENAME TO %I', name || '_${to}_idx', 'ix_' || name || '_${to}');
      EXECUTE format('GRANT INSERT ON %I TO fairlead_app', name);
      RETURN name;
    END $$;
  `);
}
