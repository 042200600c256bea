import { Global, Logger, Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { FairleadConfig } from '../config/fairlead-config';
import { applicationDataSourceOptions } from './data-sources';
import { UnitOfWork } from './unit-of-work';

/** The application's connection pool. Refuses to serve money on a server that may lose acknowledged commits. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [FairleadConfig],
      useFactory: (config: FairleadConfig) => ({ ...applicationDataSourceOptions(config.databaseUrl), retryAttempts: 5, retryDelay: 1_000 }),
    }),
  ],
  providers: [UnitOfWork],
  exports: [UnitOfWork],
})
export class DatabaseModule implements OnModuleInit {
  private readonly logger = new Logger(DatabaseModule.name);

  constructor(@InjectDataSource() private readonly dataSource: DataSource, private readonly config: FairleadConfig) {}

  async onModuleInit(): Promise<void> {
    if (!this.dataSource.isInitialized) return; // documents are generated without a database
    const [durability] = await this.dataSource.query<{ fsync: string; synchronous_commit: string; owns: boolean }[]>(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
              EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                      WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'USAGE')) AS owns`,
    );
    if (this.config.production && (durability?.fsync !== 'on' || durability.synchronous_commit === 'off')) {
      throw new Error('Postgres runs with fsync or synchronous_commit off: acknowledged money could be lost');
    }
    if (durability?.owns) throw new Error('DATABASE_APP_URL logs in as a role that owns tables: row-level security would not bind it');
    this.logger.log({ event: 'database.connected' });
  }
}
