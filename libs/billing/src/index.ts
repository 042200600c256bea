export { BillingFacade } from './billing.facade';
export { BillingHttpModule } from './billing-http.module';
export { BillingModule } from './billing.module';
