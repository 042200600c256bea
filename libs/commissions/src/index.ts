export type { CommissionTrace } from './application/read-commissions.query';
export { ReleaseDueCommissions } from './application/release-due-commissions.service';
export { SettleConversion } from './application/settle-conversion.service';
export { CommissionsFacade } from './commissions.facade';
export { CommissionsHttpModule } from './commissions-http.module';
export { CommissionsModule } from './commissions.module';
export { CommissionsWorkerModule } from './commissions-worker.module';
export { type Calculation, calculateCommission } from './domain/calculate-commission';
export { CommissionTraceResponse, presentCommissionTrace, TraceJournal } from './http/commission.dto';
