const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Name of the TXT record in which the owner of a host proves it. */
const PROOF_LABEL = '_fairlead';

/** A host name in lower case and punycode; null for addresses, single labels, ports and whatever else is no host name. */
export function readTrackingHost(text: string): string | null {
  if (!/^[^\p{Cc}\s/\\?#@:%[\]]{1,253}$/u.test(text) || !URL.canParse(`https://${text}/`)) return null;
  const { hostname } = new URL(`https://${text}/`);
  return HOST.test(hostname) ? hostname : null;
}

/** Whether a host is another one or beneath it. */
export function isHostWithin(host: string, parent: string): boolean {
  return host === parent || host.endsWith(`.${parent}`);
}

export function proofRecordName(host: string): string {
  return `${PROOF_LABEL}.${host}`;
}

/** What the TXT record says. */
export function proofRecordValue(token: string): string {
  return `fairlead-domain=${token}`;
}

/** Whether one of the TXT records is the proof. */
export function isProven(records: readonly string[], token: string): boolean {
  return records.some((record) => record.trim() === proofRecordValue(token));
}
