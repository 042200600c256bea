/** Things that logs and ledger name by their stored id (UUID), and the prefix of their public one. */
const PREFIXES = {
  user: 'usr', organization: 'org', advertiser: 'adv', affiliate: 'aff', offer: 'off', enrolment: 'enr', promo_code: 'prm', link: 'lnk', smart_link: 'sml', tracking_domain: 'tdm', click: 'clk',
  conversion: 'cnv', reversal: 'rev', commission: 'com', journal: 'jrn', funding: 'fnd', adjustment: 'adj', batch: 'pba', payout: 'pay', api_key: 'key', postback_credential: 'pbc', payout_destination: 'dst', saved_report: 'srp',
} as const;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const DIGITS = 26;
const A_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The public id (`cnv_…`) of a thing that is named by its stored one; null for what has none. */
export function publicId(kind: string, stored: string): string | null {
  const prefix = kind in PREFIXES ? PREFIXES[kind as keyof typeof PREFIXES] : null;
  if (prefix === null || !A_UUID.test(stored)) return null;
  let rest = BigInt(`0x${stored.replaceAll('-', '')}`);
  let text = '';
  for (let digit = 0; digit < DIGITS; digit += 1) {
    text = (ALPHABET[Number(rest & 31n)] ?? '') + text;
    rest >>= 5n;
  }
  return `${prefix}_${text}`;
}

/** Whether `/open/<id>` leads anywhere. */
export function isOpenable(id: string): boolean {
  return /^(off|cnv|clk|pay|pba|jrn|lnk|com|adj|srp)_[0-9a-z]{20,}$/.test(id);
}
