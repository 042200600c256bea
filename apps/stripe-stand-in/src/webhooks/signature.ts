import { createHmac } from 'node:crypto';

/** `Stripe-Signature` of a raw body: HMAC-SHA256 over `{t}.{body}` with the endpoint's secret; `seconds` is Unix time. */
export function signatureHeader(body: string, secret: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex');
  return `t=${seconds},v1=${digest}`;
}
