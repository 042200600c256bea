import { resolve } from 'node:path';
import { types as pgTypes } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { NamingStrategy } from './naming-strategy';
import { SteadyClient } from './steady-client';

const INT8_OID = 20;
const ROOT = resolve(__dirname, '../../../..');
const EXTENSION = __filename.endsWith('.ts') ? 'ts' : 'js';
const ENTITIES = [`${ROOT}/libs/*/src/**/*.entity.${EXTENSION}`];
const MIGRATIONS = [`${ROOT}/migrations/*.${EXTENSION}`];

/** Options of the running application: the role that owns nothing, bigint for every int8, no schema changes. */
export function applicationDataSourceOptions(url: string, poolSize = 10, applicationName = 'fairlead'): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName,
    entities: ENTITIES,
    namingStrategy: new NamingStrategy(),
    synchronize: false,
    poolSize,
    connectTimeoutMS: 5_000,
    extra: {
      Client: SteadyClient,
      types: { getTypeParser: bigintAwareParser },
      keepAlive: true,
      idle_in_transaction_session_timeout: 60_000,
    },
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  };
}

/** The owner's connection with entities and migrations; for migrating and for the drift check only. */
export function createMigrationDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'fairlead-migrate',
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new NamingStrategy(),
    synchronize: false,
  });
}

function bigintAwareParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === INT8_OID && format !== 'binary') return BigInt;
  return pgTypes.getTypeParser(oid, format);
}
