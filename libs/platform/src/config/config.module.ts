import { Clock, SystemClock } from '@fairlead/kernel';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { FairleadConfig } from './fairlead-config';

/** Provides the typed configuration and the clock to every module of a process. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: FairleadConfig, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: FairleadConfig, useValue: config }, { provide: Clock, useValue: clock }],
      exports: [FairleadConfig, Clock],
    };
  }
}
