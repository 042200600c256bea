import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import type { RunningNetwork } from './running-network';

const FOLDER = resolve(__dirname, '../../docs/events');

/** Checks every event of the network against its schema in docs/events. Returns the types that it saw. */
export async function checkEvents(network: RunningNetwork): Promise<string[]> {
  const ajv = new Ajv({ formats: { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ } });
  const validators = new Map(readdirSync(FOLDER).map((file) => [file.replace(/\.json$/, ''), ajv.compile(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))]));
  const events = await network.sql<{ type: string; payload: unknown }>('SELECT type, payload FROM outbox_event ORDER BY id');
  for (const { type, payload } of events) {
    const validate = validators.get(type);
    if (!validate) throw new Error(`docs/events has no ${type}`);
    if (!validate(payload)) throw new Error(`${type}: ${ajv.errorsText(validate.errors)}`);
  }
  return [...new Set(events.map((event) => event.type))].sort();
}
