import { randomFillSync } from 'node:crypto';
import { DomainError } from './domain-error';

/** A UUIDv7 in its canonical text form, as stored. Outside it is shown with a prefix, see `encodeId`. */
export type Uuid = string;

/** One prefix per thing. The public id is `<prefix>_` and 26 characters of Crockford base32. */
export const ID_PREFIXES = {
  organization: 'org', user: 'usr', apiKey: 'key', session: 'ses', auditEvent: 'aud', invitation: 'inv', mail: 'eml', notice: 'ntc', advertiser: 'adv', affiliate: 'aff',
  postbackCredential: 'pbc', channel: 'chn', payoutDestination: 'dst', offer: 'off', offerTerms: 'trm', enrolment: 'enr', promoCode: 'prm', landingPage: 'lpg',
  link: 'lnk', smartLink: 'sml', trackingDomain: 'tdm', click: 'clk', inboundEvent: 'inb', trackingTest: 'tst', conversion: 'cnv', reversal: 'rev', commission: 'com', journal: 'jrn', posting: 'pst',
  ledgerAccount: 'acc', funding: 'fnd', adjustment: 'adj', batch: 'pba', payout: 'pay', payoutLine: 'pln', payoutAttempt: 'att', event: 'evt', request: 'req', savedReport: 'srp',
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const CODE_OF = new Map([...ALPHABET].map((character, index) => [character, BigInt(index)]));

/**
 * Mints a UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, 74 random bits. Sorts by time of minting.
 * @param nowMs Unix time in milliseconds; a caller with a Clock passes its reading.
 */
export function newId(nowMs: number = Date.now()): Uuid {
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return formatUuid(bytes.toString('hex'));
}

/** Unix milliseconds inside a UUIDv7. */
export function timeOfId(id: Uuid): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/** The least UUIDv7 of a millisecond: ids that were minted since then are not below it. */
export function leastIdAt(ms: number): Uuid {
  return formatUuid(`${ms.toString(16).padStart(12, '0')}70008000000000000000`);
}

/** The public form: `off_01jd…`. */
export function encodeId(kind: IdKind, id: Uuid): string {
  return `${ID_PREFIXES[kind]}_${encodeBase32(BigInt(`0x${id.replaceAll('-', '')}`), 26)}`;
}

/** The stored form of a public id, or null when it is not one of this kind. */
export function decodeId(kind: IdKind, text: string): Uuid | null {
  const prefix = `${ID_PREFIXES[kind]}_`;
  if (!text.startsWith(prefix)) return null;
  const value = decodeBase32(text.slice(prefix.length), 26, 128);
  return value === null ? null : formatUuid(value.toString(16).padStart(32, '0'));
}

/** @throws DomainError `request.invalid_id` (invalid) when the text is not a public id of this kind. */
export function parseId(kind: IdKind, text: string): Uuid {
  const id = decodeId(kind, text);
  if (id === null) {
    throw new DomainError('request.invalid_id', 'invalid', `Expected an id that starts with ${ID_PREFIXES[kind]}_`, { id: text.slice(0, 64) });
  }
  return id;
}

/** The stored form of a public id of any kind. @throws DomainError `request.invalid_id` (invalid) when the text is none. */
export function parseAnyId(text: string): Uuid {
  const kind = (Object.keys(ID_PREFIXES) as IdKind[]).find((one) => text.startsWith(`${ID_PREFIXES[one]}_`));
  if (kind === undefined) throw new DomainError('request.invalid_id', 'invalid', 'Expected the id of something, such as off_…', { id: text.slice(0, 64) });
  return parseId(kind, text);
}

/** Lower-case Crockford base32, left-padded to `length` characters. */
export function encodeBase32(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = (ALPHABET[Number(rest & 31n)] ?? '') + text;
    rest >>= 5n;
  }
  return text;
}

/** Reads exactly `length` base32 characters, or null when malformed or wider than `bits`. */
export function decodeBase32(text: string, length: number, bits: number): bigint | null {
  if (text.length !== length) return null;
  let value = 0n;
  for (const character of text) {
    const code = CODE_OF.get(character);
    if (code === undefined) return null;
    value = (value << 5n) | code;
  }
  return value >> BigInt(bits) === 0n ? value : null;
}

function formatUuid(hex: string): Uuid {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
