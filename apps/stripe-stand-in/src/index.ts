export { startStripeStandIn } from './start';
export type { StripeStandIn, StripeStandInOptions } from './options';
export type {
  AccountScript,
  AccountScriptOptions,
  FaultKind,
  FaultRule,
  RegisterWebhookOptions,
  RequestLogEntry,
  StandInSettings,
  StripeStandInControl,
  WebhookControl,
  WebhookMode,
} from './control/control-types';
export type { EffectRecord, TransferRecord } from './state/records';
