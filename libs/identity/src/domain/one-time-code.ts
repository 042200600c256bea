import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
/** A code of the step before or after is taken too: clocks differ, and people type slowly. */
const WINDOW = 1;
const SECRET_BYTES = 20;
/** Without letters that are read wrongly. */
const RECOVERY_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
export const RECOVERY_CODES = 10;

/** A new shared secret in base32. */
export function mintTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator reads from the QR code. */
export function otpauthUri(secret: string, issuer: string, email: string): string {
  return totp(secret, issuer, email).toString();
}

/** The 30-second step of a right code (RFC 6238, SHA-1, six digits), or null. */
export function stepOfCode(secret: string, code: string, now: Date): bigint | null {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : BigInt(Math.floor(now.getTime() / 1_000 / STEP_SECONDS) + delta);
}

/** The code of an instant, as an authenticator shows it. */
export function codeAt(secret: string, now: Date): string {
  return totp(secret).generate({ timestamp: now.getTime() });
}

/** Ten codes of 49 random bits each: `k3m9x-7wq2p`. */
export function mintRecoveryCodes(): string[] {
  const five = (): string => Array.from({ length: 5 }, () => RECOVERY_ALPHABET.charAt(randomInt(RECOVERY_ALPHABET.length))).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${five()}-${five()}`);
}

/** The one spelling of a recovery code, or null where it cannot be one. */
export function readRecoveryCode(text: string): string | null {
  const code = text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return code.length === 10 ? `${code.slice(0, 5)}-${code.slice(5)}` : null;
}

function totp(secret: string, issuer = 'Fairlead', label = ''): TOTP {
  return new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS, secret: Secret.fromBase32(secret) });
}
