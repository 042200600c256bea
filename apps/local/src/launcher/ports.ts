import { isPortFree } from '../processes/free-port';
import { LaunchError } from '../processes/launch-error';
import type { LaunchConfig } from './launch-config';

/** A port that we are about to listen on, and the variable that changes it. */
export interface WantedPort {
  variable: string;
  port: number;
}

/** The ports that this configuration needs. */
export function wantedPorts(config: LaunchConfig): WantedPort[] {
  const ports = [
    { variable: 'API_PORT', port: config.apiPort },
    { variable: 'TRACKER_PORT', port: config.trackerPort },
  ];
  if (config.stripeSecretKey === null) ports.push({ variable: 'STRIPE_STAND_IN_PORT', port: config.standInPort });
  return ports;
}

/** Refuses ports that are taken or named twice, all in one message. */
export async function assertPortsFree(wanted: WantedPort[], isFree: (port: number) => Promise<boolean> = isPortFree): Promise<void> {
  const twice = wanted.find(({ port }, index) => wanted.some((other, at) => at < index && other.port === port));
  if (twice) throw new LaunchError(`${twice.variable} is ${twice.port}, which another part uses already: give each its own port.`);
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  const taken = wanted.filter((_, index) => !free[index]);
  if (taken.length === 0) return;
  const list = taken.map(({ port, variable }) => `${port} (${variable})`).join(', ');
  throw new LaunchError(`In use or not allowed: port ${list}. Stop what listens there, or choose other ports with ${taken.map((one) => one.variable).join(', ')}.`);
}
