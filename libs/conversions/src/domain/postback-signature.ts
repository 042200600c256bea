import { createHmac, timingSafeEqual } from 'node:crypto';

/** Longest difference between a signed timestamp and our clock, in seconds. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * What is signed: every parameter but `sig`, each as percent-encoded `key=value` (RFC 3986), sorted bytewise, joined by `&`.
 */
export function canonicalParameters(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .filter(([key]) => key !== 'sig')
    .map(([key, value]) => `${encodeRfc3986(key)}=${encodeRfc3986(value)}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) // percent-encoded text is ASCII: code units are bytes
    .join('&');
}

/** Hex HMAC-SHA256 with the advertiser's secret. */
export function signParameters(parameters: Readonly<Record<string, string>>, secret: string): string {
  return createHmac('sha256', secret).update(canonicalParameters(parameters)).digest('hex');
}

/** Whether `sig` was made with one of the secrets; compared in constant time. */
export function isSignedBy(parameters: Readonly<Record<string, string>>, secrets: readonly string[]): boolean {
  const given = Buffer.from((parameters['sig'] ?? '').toLowerCase());
  return secrets.some((secret) => {
    const expected = Buffer.from(signParameters(parameters, secret));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Whether Unix seconds in decimal are near enough to now. */
export function isFreshTimestamp(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) - now.getTime() / 1_000) <= SIGNATURE_TOLERANCE_SECONDS;
}

function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
