import { createMigrationDataSource } from './data-sources';

/** What the TypeORM command line loads for `npm run db:generate`; the only default-like export it accepts is a DataSource. */
export const cliDataSource = createMigrationDataSource(process.env['DATABASE_URL'] ?? 'postgres://localhost/fairlead');
