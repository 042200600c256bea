export { AccountOpeners, type NewOrganization } from './application/account-openers';
export { type AuditContent, auditContentHash, AuditLog } from './application/audit-log';
export type { Registration } from './application/register-organization.service';
export { hashToken, keyedHash, mintToken } from './domain/secret-token';
export { type Caller, CurrentCaller } from './http/caller';
export { IdentityFacade } from './identity.facade';
export { IdentityHttpModule } from './identity-http.module';
export { IdentityModule } from './identity.module';
export { IdentityWorkerModule } from './identity-worker.module';
