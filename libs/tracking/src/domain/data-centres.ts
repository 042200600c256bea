/**
 * Autonomous systems that sell servers, not access: their addresses hold no visitors. Numbers as registered with the regional internet
 * registries: Amazon, Google Cloud, Microsoft, Oracle, DigitalOcean, OVH, Hetzner, Linode (Akamai Cloud), Vultr, Scaleway, Contabo,
 * Leaseweb, IONOS, Alibaba Cloud, Tencent Cloud, M247, Choopa, Psychz, QuadraNet, ColoCrossing, HostHatch, netcup, Aruba, Kamatera.
 * Consumer relays (iCloud Private Relay runs on Akamai, Cloudflare and Fastly) are left out on purpose.
 */
const DATA_CENTRES: ReadonlySet<number> = new Set([
  16509, 14618, 8987, 396982, 15169, 8075, 8068, 31898, 14061, 16276, 24940, 213230, 63949, 20473, 12876, 51167, 40021, 60781, 16265, 28753, 8560, 45102, 37963, 132203,
  45090, 9009, 40676, 8100, 36352, 63473, 197540, 31034, 36007,
]);

/** Whether the autonomous system is one of data centres. */
export function isDataCentre(asn: number): boolean {
  return DATA_CENTRES.has(asn);
}
