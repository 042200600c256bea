import { Module } from '@nestjs/common';
import { CommissionsModule } from './commissions.module';
import { CommissionsController } from './http/commissions.controller';

/** REST of the commissions context. */
@Module({ imports: [CommissionsModule], controllers: [CommissionsController] })
export class CommissionsHttpModule {}
