import type { SqlInvariant } from '../sql-invariant';

/** Row-level security binds whoever the application logs in as. */
export const TENANCY: readonly SqlInvariant[] = [
  {
    number: 9,
    title: 'Every table is under forced row-level security, and the application owns none',
    checked: `SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
    breaches: `SELECT format('table %s lets its owner or everybody past row-level security', c.relname) AS what FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
          AND has_table_privilege('fairlead_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
          -- Partitions of clicks take rows by COPY, which knows no policies, and are read through the whole alone.
          AND NOT (c.relispartition AND NOT has_table_privilege('fairlead_app', c.oid, 'SELECT, UPDATE, DELETE'))
      UNION ALL SELECT format('fairlead_app owns table %s', c.relname) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND r.rolname = 'fairlead_app'
      UNION ALL SELECT 'fairlead_app may pass by row-level security' FROM pg_roles WHERE rolname = 'fairlead_app' AND (rolsuper OR rolbypassrls)`,
  },
];
