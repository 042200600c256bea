import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A prefix and 256 random bits in base64url: `fl_live_…`. */
export function mintToken(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 as hex. Enough for tokens of 256 random bits; passwords need argon2id. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** HMAC-SHA256 as hex, for values that could be guessed (e-mail, IP address). */
export function keyedHash(key: string, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}
