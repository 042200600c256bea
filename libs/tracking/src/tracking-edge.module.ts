import { Module } from '@nestjs/common';
import { RedirectController } from './http/redirect.controller';
import { TrackingModule } from './tracking.module';

/** The redirect, for the tracker process. */
@Module({ imports: [TrackingModule], controllers: [RedirectController] })
export class TrackingEdgeModule {}
