const LABEL_BYTES = 128;

/** A label of a link's query, without control characters and cut at 128 bytes; null when absent. */
export function cleanLabel(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const clean = value.replace(/\p{Cc}/gu, '');
  if (clean === '') return null;
  return Buffer.byteLength(clean) <= LABEL_BYTES ? clean : new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(clean).subarray(0, LABEL_BYTES)).replace(/\uFFFD+$/, '');
}
