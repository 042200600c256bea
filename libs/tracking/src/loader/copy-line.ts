import { type ClickFilterReason, SUB_NAMES } from '../contracts';
import type { ClickRecord } from '../domain/click-record';

/** Columns of a line, in order. */
export const CLICK_COLUMNS = [
  'visitor', 'address_hash', 'route_id', 'agent_id', 'referrer_id', 'asn', 'id', 'nonce', 'is_unique', 'address_prefix', 'sealed_address', 'country', 'region', 'language',
  'reason', 'trigger', 'source_id', 'creative_id', ...SUB_NAMES, 'evidence',
].join(', ');
const NULL = '\\N';
const NO_SUBS = `${NULL}\t`.repeat(SUB_NAMES.length);
const SPECIAL = /[\\\t\n\r\0]/g;
const NEEDS_ESCAPE = /[\\\t\n\r\0]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' };

/** What a click got on its way into the table. */
export interface StoredAs {
  readonly routeId: number;
  readonly agentId: number;
  readonly referrerId: number | null;
  readonly reason: ClickFilterReason | null;
  readonly unique: boolean;
}

/** One click in the text format of COPY, newline included. */
export function copyLine(click: ClickRecord, as: StoredAs): string {
  const sealed = click.sealedAddress.length === 0 ? NULL : `\\\\x${click.sealedAddress.toString('hex')}`;
  return `${BigInt.asIntN(64, click.visitor)}\t${BigInt.asIntN(64, click.addressHash)}\t${as.routeId}\t${as.agentId}\t${as.referrerId ?? NULL}\t${click.asn ?? NULL}\t` +
    `${click.id}\t${click.nonce}\t${as.unique ? 't' : 'f'}\t${click.addressPrefix === '' ? NULL : click.addressPrefix}\t${sealed}\t` +
    `${text(click.country)}\t${text(click.region)}\t${text(click.language)}\t${as.reason ?? NULL}\t${click.trigger === 'link' ? NULL : click.trigger}\t` +
    `${text(click.sourceId)}\t${text(click.creativeId)}\t${subs(click)}${text(click.evidence)}\n`;
}

function subs(click: ClickRecord): string {
  let any = false;
  let line = '';
  for (const name of SUB_NAMES) {
    const value = click.subs[name];
    any ||= value !== undefined;
    line += `${text(value ?? null)}\t`;
  }
  return any ? line : NO_SUBS;
}

function text(value: string | null): string {
  if (value === null) return NULL;
  return NEEDS_ESCAPE.test(value) ? value.replace(SPECIAL, (character) => ESCAPES[character] ?? '') : value;
}
