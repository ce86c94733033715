// private-addresses.ts — addresses that no vendor on the internet has: this machine, its network, and what leads there.
import { BlockList, isIPv6 } from 'node:net';

const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const IPV6: readonly (readonly [string, number])[] = [
  // Unspecified, loopback, and every address of IPv4 in other clothes.
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [net, prefix] of IPV4) blocked.addSubnet(net, prefix, 'ipv4');
const blocked6 = new BlockList();
for (const [net, prefix] of IPV6) blocked6.addSubnet(net, prefix, 'ipv6');

/** Also true of what is no address at all. */
export const isPrivateAddress = (address: string): boolean => {
  const plain = address.split('%', 1)[0] ?? '';
  if (isIPv6(plain)) return blocked6.check(plain, 'ipv6');
  return !/^\d+\.\d+\.\d+\.\d+$/.test(plain) || blocked.check(plain, 'ipv4');
};
