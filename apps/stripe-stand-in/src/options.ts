import type { StripeStandInControl } from './control/control-types';

export interface StripeStandInOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The only key that is accepted. */
  readonly secretKey: string;
  /** File that keeps the state across restarts; without it the state lives in memory. */
  readonly stateFile?: string;
  /** Serves the control API under `/_control/*` on the same port. */
  readonly control?: boolean;
  /** Base of the stand-in's clock, to which `advanceClock` adds. */
  readonly now?: () => Date;
  /** Clock of the webhook receiver, used for signatures only; default the system's. */
  readonly signingNow?: () => Date;
  /** Makes ids, secrets and chances repeatable; default random. */
  readonly seed?: number;
  readonly logger?: (line: string) => void;
}

export interface StripeStandIn {
  /** `http://host:port` without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly control: StripeStandInControl;
  /** Ends open requests and deliveries, and releases the port and the state file. */
  stop(): Promise<void>;
}
