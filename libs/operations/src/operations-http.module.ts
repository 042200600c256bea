import { Module } from '@nestjs/common';
import { IdentityModule } from '@fairlead/identity';
import { ReadOperations } from './application/read-operations.query';
import { RetryDelivery } from './application/retry-delivery.service';
import { OperationsController } from './http/operations.controller';
import { OperationsRepository } from './persistence/operations.repository';

/** REST of the operations context, which has nothing else. */
@Module({ imports: [IdentityModule], controllers: [OperationsController], providers: [OperationsRepository, ReadOperations, RetryDelivery] })
export class OperationsHttpModule {}
