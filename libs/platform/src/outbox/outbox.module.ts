import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox';

/** Lets every context append events. */
@Global()
@Module({ providers: [Outbox], exports: [Outbox] })
export class OutboxModule {}
