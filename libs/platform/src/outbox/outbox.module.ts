import { Global, Module } from '@nestjs/common';
import { SecretBox } from '../secrets/secret-box';
import { Outbox } from './outbox';

/** Lets every context append events and keep secrets. */
@Global()
@Module({ providers: [Outbox, SecretBox], exports: [Outbox, SecretBox] })
export class OutboxModule {}
