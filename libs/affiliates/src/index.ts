export { AffiliatesFacade, type DestinationState, type PayoutDestinationView } from './affiliates.facade';
export { AffiliatesHttpModule } from './affiliates-http.module';
export { AffiliatesModule } from './affiliates.module';
export { Channels } from './application/channels.service';
