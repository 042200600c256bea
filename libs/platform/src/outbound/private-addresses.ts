import { BlockList, isIP } from 'node:net';

/** What no stranger's URL may make us call: this machine, its neighbours, and ranges that lead nowhere (IANA special-purpose registries). */
const PRIVATE_V4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const;
/** Of global unicast (2000::/3), the parts that hold IPv4 addresses or documentation. */
const PRIVATE_V6 = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const;

const refused = new BlockList();
for (const [network, bits] of PRIVATE_V4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of PRIVATE_V6) refused.addSubnet(network, bits, 'ipv6');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** Whether the address (IPv4 or IPv6, no brackets) is not one of the public internet. Text that is no address is private too. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return refused.check(address, 'ipv4');
  return isIP(address) !== 6 || !globalV6.check(address, 'ipv6') || refused.check(address, 'ipv6');
}
