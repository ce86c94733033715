// client-address.ts — the client of a request behind proxies (domain.md, "OTP and sessions").
import { BlockList, isIP } from 'node:net';

/** A wider range would let many machines name any client they like. */
const NARROWEST = { 4: 24, 6: 64 } as const;
/** Hops that are looked at; more is an attempt to make us work. */
const MOST_HOPS = 20;

const parseCidr = (cidr: string): { address: string; bits: number; family: 4 | 6 } | null => {
  const [address = '', bitsText] = cidr.split('/');
  const family = isIP(address);
  if (family !== 4 && family !== 6) return null;
  const most = family === 4 ? 32 : 128;
  const bits = bitsText === undefined ? most : Number(bitsText);
  return Number.isInteger(bits) && bits >= 0 && bits <= most ? { address, bits, family } : null;
};

/** Why a range may not be trusted; null when it may. */
export const cidrProblem = (cidr: string, allowWide: boolean): string | null => {
  const parsed = parseCidr(cidr);
  if (!parsed) return 'is not an address range, e.g. 127.0.0.1/32';
  const isWide = parsed.bits < NARROWEST[parsed.family];
  return isWide && !allowWide
    ? `is wider than /${NARROWEST[parsed.family]}; set ALLOW_WIDE_PROXY_CIDRS=true if you must`
    : null;
};

/** `::ffff:10.0.0.1` is 10.0.0.1: a dual-stack socket shows IPv4 peers that way. */
const plain = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address.trim());
  return mapped?.[1] ?? address.trim();
};

const IPV6_GROUPS = 8;
const GROUPS_OF_A_HOUSEHOLD = 4;

const ipv6Groups = (address: string): readonly string[] => {
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [
    string[],
    string[],
  ];
  const missing = tail === undefined ? 0 : Math.max(0, IPV6_GROUPS - left.length - right.length);
  return [...left, ...Array.from({ length: missing }, () => '0'), ...right];
};

/** One client for the limits: an IPv4 address, or the /64 of an IPv6 one, which a single household is handed whole. */
export const countedAddress = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const groups = ipv6Groups(address).slice(0, GROUPS_OF_A_HOUSEHOLD);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
};

export class TrustedProxies {
  private readonly ranges = new BlockList();
  private readonly isEmpty: boolean;

  constructor(cidrs: readonly string[]) {
    this.isEmpty = cidrs.length === 0;
    for (const cidr of cidrs) {
      const parsed = parseCidr(cidr);
      if (parsed) this.ranges.addSubnet(parsed.address, parsed.bits, parsed.family === 4 ? 'ipv4' : 'ipv6');
    }
  }

  trusts(address: string): boolean {
    const family = isIP(plain(address));
    return !this.isEmpty && family !== 0 && this.ranges.check(plain(address), family === 4 ? 'ipv4' : 'ipv6');
  }

  /**
   * The right-most hop that is not a trusted proxy: everything left of it is hearsay. A hop that is no address ends the
   * walk at the proxy that reported it.
   */
  clientOf(peer: string, forwardedFor: string | undefined): string {
    let client = plain(peer);
    const hops = (forwardedFor ?? '').split(',').slice(-MOST_HOPS).reverse();
    for (const hop of hops) {
      if (!this.trusts(client) || isIP(plain(hop)) === 0) break;
      client = plain(hop);
    }
    return client;
  }
}
