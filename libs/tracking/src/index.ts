export type { NewClick } from './persistence/clicks.repository';
export { FollowLink, type Visit } from './application/follow-link.service';
export { TakeLink } from './application/take-link.service';
export { type ClickId, formatClickId, mintClickId, parseClickId } from './domain/click-id';
export { TrackingEdgeModule } from './tracking-edge.module';
export { TrackingFacade } from './tracking.facade';
export { TrackingHttpModule } from './tracking-http.module';
export { TrackingModule } from './tracking.module';
