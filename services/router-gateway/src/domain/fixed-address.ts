// fixed-address.ts — an address that a router's DHCP server always gives to a device: a static lease of ours. Those of
// others stay as they are.
import type { MacAddress } from '@saring/kernel';
import type { ConfigRow } from './actual';
import { inRange } from './address-range';
import type { Signature } from './comments';
import type { PlannedCommand } from './planned-command';

export const LEASE_PATH = '/ip/dhcp-server/lease';
/** Of one router: a lease each, read at every sweep. */
export const MOST_FIXED_ADDRESSES = 1_000;

/** What a router's DHCP server has to say about a fixed address. */
export type DhcpRows = {
  readonly leases: readonly ConfigRow[];
  readonly networks: readonly ConfigRow[];
  /** Of the router itself. */
  readonly addresses: readonly ConfigRow[];
};

type AddressFault = 'outside' | 'taken' | 'by_hand';

const valuesOf = (rows: readonly ConfigRow[], name: string): string[] =>
  rows.flatMap(({ attributes }) => attributes[name] ?? []);

/** @returns what speaks against it: no network of the DHCP server, someone else's, or a lease that someone made by hand. */
export const addressFault = (
  { mac, address }: { readonly mac: MacAddress; readonly address: string },
  { leases, networks, addresses }: DhcpRows,
  signature: Signature,
): AddressFault | null => {
  const network = valuesOf(networks, 'address').find((range) => inRange(range, address));
  if (network === undefined || isEdgeOf(network, address)) return 'outside';
  const own = [...valuesOf(addresses, 'address'), ...valuesOf(networks, 'gateway')];
  if (own.some((one) => one.split('/')[0] === address)) return 'taken';
  const isOfDevice = ({ attributes }: ConfigRow): boolean => attributes['mac-address']?.toUpperCase() === mac;
  const atAddress = leases.filter(({ attributes }) => attributes['address'] === address);
  if (atAddress.some((lease) => !isOfDevice(lease))) return 'taken';
  const isByHand = ({ attributes }: ConfigRow): boolean =>
    !['true', 'yes'].includes(attributes['dynamic'] ?? '') && !signature.isOurs(attributes['comment']);
  return leases.some((lease) => isOfDevice(lease) && isByHand(lease)) ? 'by_hand' : null;
};

/** The first and last address of a network are nobody's. */
const isEdgeOf = (network: string, address: string): boolean => {
  const bits = Number(network.split('/')[1] ?? 32);
  const size = 2 ** (32 - bits);
  const place = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) % size;
  return size > 2 && (place === 0 || place === size - 1);
};

/**
 * @param wanted by MAC. @param leases those of ours.
 * Removals come first: an address may pass from one device to another.
 */
export const planFixedAddresses = (
  wanted: ReadonlyMap<MacAddress, string>,
  leases: readonly ConfigRow[],
  signature: Signature,
): PlannedCommand[] => {
  const kept = new Map<string, ConfigRow>();
  const removals: PlannedCommand[] = [];
  for (const lease of leases.filter(({ attributes }) => signature.isFixedAddress(attributes['comment']))) {
    const mac = lease.attributes['mac-address']?.toUpperCase() ?? '';
    if (wanted.has(mac as MacAddress) && !kept.has(mac)) kept.set(mac, lease);
    else
      removals.push({ ...LEASE, action: 'remove', id: lease.id, attributes: {}, reason: 'no longer wanted' });
  }
  const others = [...wanted].flatMap(([mac, address]): PlannedCommand[] => {
    const lease = kept.get(mac);
    if (!lease) {
      const attributes = { address, 'mac-address': mac, comment: signature.fixedAddress() };
      return [{ ...LEASE, action: 'add', attributes, reason: 'a device has a fixed address' }];
    }
    const { attributes: held } = lease;
    const attributes: Record<string, string> = {};
    if (held['address'] !== address) attributes['address'] = address;
    if (['true', 'yes'].includes(held['disabled'] ?? '')) attributes['disabled'] = 'no';
    if (Object.keys(attributes).length === 0) return [];
    return [{ ...LEASE, action: 'set', id: lease.id, attributes, reason: 'a fixed address was changed' }];
  });
  return [...removals, ...others];
};

const LEASE = { path: LEASE_PATH } as const;
