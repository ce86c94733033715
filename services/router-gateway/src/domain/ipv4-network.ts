// ipv4-network.ts — the network that an interface's address spans, as RouterOS writes it (`10.5.50.1/24`).

export type Ipv4Network = {
  /** The interface's own address. */
  readonly address: string;
  /** `10.5.50.0/24` */
  readonly network: string;
  readonly first: number;
  readonly last: number;
  /** Addresses for clients, without the interface's own: `10.5.50.2-10.5.50.254`; one or two ranges. */
  readonly ranges: string;
};

const INTERFACE_ADDRESS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
/** Between a handful of clients and a network that RouterOS can still scan. */
const [LARGEST_PREFIX, SMALLEST_PREFIX] = [29, 16];

const textOf = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** Undefined: no private network of a size for clients, or the address is none of an interface in it. */
export const networkOf = (text: string): Ipv4Network | undefined => {
  const [, ...parts] = (INTERFACE_ADDRESS.exec(text) ?? []).map(Number);
  const [a = 256, b = 256, c = 256, d = 256, prefix = 0] = parts;
  if ([a, b, c, d].some((part) => part > 255) || prefix > LARGEST_PREFIX || prefix < SMALLEST_PREFIX)
    return undefined;
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
  const own = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const size = 2 ** (32 - prefix);
  const first = Math.floor(own / size) * size;
  const last = first + size - 1;
  if (!isPrivate || own === first || own === last) return undefined;
  const ranges = [
    [first + 1, own - 1],
    [own + 1, last - 1],
  ].filter(([from = 0, to = 0]) => from <= to);
  return {
    ...{ address: textOf(own), network: `${textOf(first)}/${prefix}`, first, last },
    ranges: ranges.map(([from = 0, to = 0]) => `${textOf(from)}-${textOf(to)}`).join(','),
  };
};

export const overlaps = (one: Ipv4Network, other: Ipv4Network): boolean =>
  one.first <= other.last && other.first <= one.last;
