export { AdvertisersFacade } from './advertisers.facade';
export { AdvertisersHttpModule } from './advertisers-http.module';
export { AdvertisersModule } from './advertisers.module';
export { PostbackCredentials } from './application/postback-credentials.service';
