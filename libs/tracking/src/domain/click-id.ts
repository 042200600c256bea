import { randomBytes } from 'node:crypto';
import { decodeBase32, encodeBase32, ID_PREFIXES, newId, type Uuid } from '@fairlead/kernel';

const PART = 26;
const PREFIX = `${ID_PREFIXES.click}_`;

/** A click's identity: a sortable id to find it by and 128 random bits that nobody can guess. */
export interface ClickId {
  readonly id: Uuid;
  /** 32 hex digits. */
  readonly nonce: string;
}

export function mintClickId(nowMs: number): ClickId {
  return { id: newId(nowMs), nonce: randomBytes(16).toString('hex') };
}

/** `clk_` and 52 base32 characters. */
export function formatClickId(click: ClickId): string {
  return PREFIX + encodeBase32(BigInt(`0x${click.id.replaceAll('-', '')}`), PART) + encodeBase32(BigInt(`0x${click.nonce}`), PART);
}

/** Null when the text cannot be a click id. */
export function parseClickId(text: string): ClickId | null {
  if (!text.startsWith(PREFIX) || text.length !== PREFIX.length + 2 * PART) return null;
  const id = decodeBase32(text.slice(PREFIX.length, PREFIX.length + PART), PART, 128);
  const nonce = decodeBase32(text.slice(PREFIX.length + PART), PART, 128);
  if (id === null || nonce === null) return null;
  const hex = id.toString(16).padStart(32, '0');
  return {
    id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    nonce: nonce.toString(16).padStart(32, '0'),
  };
}
