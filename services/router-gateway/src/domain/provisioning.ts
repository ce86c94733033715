// provisioning.ts — what a router still needs to carry a hotspot: commands that an operator reads before they are sent,
// each with what undoes it. What is there already, or is somebody else's, stays.
import type { ProvisioningFault, ProvisioningPart } from '@saring/kernel';
import type { Signature } from './comments';
import { networkOf, overlaps, type Ipv4Network } from './ipv4-network';

export type ProvisioningWishes = {
  /** The interface that clients are on, e.g. a bridge. */
  readonly interface: string;
  /** Its own address there: `10.5.50.1/24`. */
  readonly address: string;
  /** TCP connections that one client may have open; 0: any number. */
  readonly mostConnections: number;
};

type Attributes = Readonly<Record<string, string>>;

export type ProvisioningStep = {
  readonly part: ProvisioningPart;
  readonly path: string;
  readonly action: 'add' | 'set';
  /** Of a row that is there; absent: of a new one, or of a menu that is one row. */
  readonly id?: string;
  readonly attributes: Attributes;
  /** Of a new row: the values by which it is found again. Of another: what it held before. */
  readonly undo: { readonly remove: Attributes } | { readonly restore: Attributes };
};

export type ProvisioningPlan = {
  readonly steps: readonly ProvisioningStep[];
  /** Why it cannot be done; empty: it can. */
  readonly faults: readonly ProvisioningFault[];
  /** What the operator must know; the plan can be done all the same. */
  readonly warnings: readonly ProvisioningFault[];
};

type Row = Readonly<Record<string, string>>;

/** A router's menus as they are read for a plan. */
export type ProvisioningTables = {
  readonly interfaces: readonly Row[];
  readonly bridgePorts: readonly Row[];
  readonly addresses: readonly Row[];
  readonly ipv6Addresses: readonly Row[];
  readonly pools: readonly Row[];
  readonly dhcpServers: readonly Row[];
  readonly dhcpNetworks: readonly Row[];
  readonly dns: Row;
  readonly profiles: readonly Row[];
  readonly hotspots: readonly Row[];
  readonly filterRules: readonly Row[];
  readonly natRules: readonly Row[];
  /** Names of files and folders. */
  readonly files: readonly string[];
  /** Empty: the version has no device-mode. */
  readonly deviceMode: Row;
};

const LEASE_TIME = '1h';
/** RouterOS' own default: a phone that changes its address is let through under the new one. */
const ADDRESSES_PER_MAC = '2';
const isOn = (row: Row): boolean => row['disabled'] !== 'true' && row['disabled'] !== 'yes';
const isOff = (value: string | undefined): boolean => value === 'no' || value === 'false';

export const planProvisioning = (
  wishes: ProvisioningWishes,
  tables: ProvisioningTables,
  signature: Signature,
): ProvisioningPlan => {
  const network = networkOf(wishes.address);
  const faults = faultsOf(wishes, tables, network);
  if (!network || faults.length > 0) return { steps: [], faults, warnings: [] };
  const steps = [
    ...addressing(wishes, tables, network, signature),
    ...hotspot(wishes, tables, network, signature),
    ...passage(wishes, tables, network, signature),
  ];
  return { steps, faults, warnings: warningsOf(tables) };
};

const faultsOf = (
  wishes: ProvisioningWishes,
  { interfaces, bridgePorts, addresses }: ProvisioningTables,
  network: Ipv4Network | undefined,
): readonly ProvisioningFault[] => {
  if (!network) return ['network_invalid'];
  const isThere = interfaces.some((row) => row['name'] === wishes.interface);
  // What a bridge carries, its ports do not: a hotspot on a port would see nothing.
  const isPort = bridgePorts.some((row) => row['interface'] === wishes.interface && isOn(row));
  const isTaken = addresses.some((row) => {
    const other = networkOf(row['address'] ?? '');
    return row['interface'] !== wishes.interface && other !== undefined && overlaps(network, other);
  });
  return [
    ...(isThere ? [] : (['interface_unknown'] as const)),
    ...(isPort ? (['interface_is_bridge_port'] as const) : []),
    ...(isTaken ? (['network_taken'] as const) : []),
  ];
};

const warningsOf = ({ files, deviceMode }: ProvisioningTables): readonly ProvisioningFault[] => [
  ...(folderOf(files) === undefined ? (['pages_missing'] as const) : []),
  ...(isOff(deviceMode['hotspot']) ? (['device_mode_forbids_hotspot'] as const) : []),
];

const FOLDERS = ['flash/saring', 'saring'];
/** The hotspot's pages, as the onboarding script puts them there. */
const folderOf = (files: readonly string[]): string | undefined =>
  FOLDERS.find((folder) => files.includes(`${folder}/login.html`));

/** A new row that its name tells. */
const addNamed = (
  part: ProvisioningPart,
  path: string,
  name: string,
  attributes: Attributes,
): ProvisioningStep => ({
  ...{ part, path, action: 'add', attributes: { name, ...attributes }, undo: { remove: { name } } },
});

/** A new row that its comment tells. */
const addSigned = (
  part: ProvisioningPart,
  path: string,
  signature: Signature,
  attributes: Attributes,
): ProvisioningStep => {
  const comment = signature.provisioned(part);
  return { part, path, action: 'add', attributes: { ...attributes, comment }, undo: { remove: { comment } } };
};

/** The router is the resolver of its clients: the walled garden follows the names that they ask for. */
const OPEN_RESOLVER: ProvisioningStep = {
  part: 'dns',
  path: '/ip/dns',
  action: 'set',
  attributes: { 'allow-remote-requests': 'yes' },
  undo: { restore: { 'allow-remote-requests': 'no' } },
};

const addressing = (
  wishes: ProvisioningWishes,
  { addresses, pools, dhcpServers, dhcpNetworks, dns }: ProvisioningTables,
  network: Ipv4Network,
  signature: Signature,
): readonly ProvisioningStep[] => {
  const isAddressed = addresses.some(
    (row) => row['interface'] === wishes.interface && row['address'] === wishes.address && isOn(row),
  );
  const pool = signature.name('pool');
  const hasServer = dhcpServers.some((row) => row['interface'] === wishes.interface);
  const hasNetwork = dhcpNetworks.some((row) => row['address'] === network.network);
  return [
    ...(isAddressed
      ? []
      : [
          addSigned('address', '/ip/address', signature, {
            ...{ address: wishes.address, interface: wishes.interface },
          }),
        ]),
    ...(pools.some((row) => row['name'] === pool)
      ? []
      : [addNamed('pool', '/ip/pool', pool, { ranges: network.ranges })]),
    ...(hasServer
      ? []
      : [
          addNamed('dhcp_server', '/ip/dhcp-server', signature.name('dhcp'), {
            interface: wishes.interface,
            'address-pool': pool,
            'lease-time': LEASE_TIME,
            disabled: 'no',
          }),
        ]),
    ...(hasNetwork
      ? []
      : [
          addSigned('dhcp_network', '/ip/dhcp-server/network', signature, {
            address: network.network,
            gateway: network.address,
            'dns-server': network.address,
          }),
        ]),
    ...(isOff(dns['allow-remote-requests']) ? [OPEN_RESOLVER] : []),
  ];
};

const hotspot = (
  wishes: ProvisioningWishes,
  { profiles, hotspots, files }: ProvisioningTables,
  network: Ipv4Network,
  signature: Signature,
): readonly ProvisioningStep[] => {
  if (hotspots.some((row) => row['interface'] === wishes.interface)) return [];
  const profile = signature.name('profile');
  const folder = folderOf(files);
  return [
    ...(profiles.some((row) => row['name'] === profile)
      ? []
      : [
          addNamed('profile', '/ip/hotspot/profile', profile, {
            'hotspot-address': network.address,
            'login-by': 'http-pap',
            ...(folder === undefined ? {} : { 'html-directory': folder }),
          }),
        ]),
    addNamed('hotspot', '/ip/hotspot', signature.name('hotspot'), {
      interface: wishes.interface,
      'address-pool': signature.name('pool'),
      profile,
      'addresses-per-mac': ADDRESSES_PER_MAC,
      disabled: 'no',
    }),
  ];
};

/** The way out, and what would pass the hotspot by. */
const passage = (
  wishes: ProvisioningWishes,
  { natRules, filterRules, ipv6Addresses }: ProvisioningTables,
  network: Ipv4Network,
  signature: Signature,
): readonly ProvisioningStep[] => {
  const isMasked = natRules.some((row) => {
    const source = row['src-address'] ?? '';
    const isForAll = row['action'] === 'masquerade' && source === '';
    return row['chain'] === 'srcnat' && isOn(row) && (isForAll || source === network.network);
  });
  const limitComment = signature.provisioned('connections');
  const isLimited = filterRules.some((row) => row['comment'] === limitComment);
  const [first] = filterRules.filter((row) => row['dynamic'] !== 'true');
  return [
    ...(isMasked
      ? []
      : [
          addSigned('nat', '/ip/firewall/nat', signature, {
            ...{ chain: 'srcnat', action: 'masquerade', 'src-address': network.network },
          }),
        ]),
    // Bytes that pass by FastTrack are not counted, not slowed and not stopped.
    ...disable(
      'fasttrack',
      '/ip/firewall/filter',
      filterRules,
      (row) => row['action'] === 'fasttrack-connection',
    ),
    // A hotspot sees IPv4 only: what goes by IPv6 passes it by.
    ...disable('ipv6', '/ipv6/address', ipv6Addresses, (row) => {
      const isLinkLocal = (row['address'] ?? '').toLowerCase().startsWith('fe80:');
      return row['interface'] === wishes.interface && !isLinkLocal && row['dynamic'] !== 'true';
    }),
    ...(wishes.mostConnections === 0 || isLimited
      ? []
      : [
          addSigned('connections', '/ip/firewall/filter', signature, {
            ...{ chain: 'forward', action: 'drop', protocol: 'tcp', 'src-address': network.network },
            'connection-limit': `${wishes.mostConnections},32`,
            ...(first?.['.id'] === undefined ? {} : { 'place-before': first['.id'] }),
          }),
        ]),
  ];
};

const disable = (
  part: ProvisioningPart,
  path: string,
  rows: readonly Row[],
  isMeant: (row: Row) => boolean,
): readonly ProvisioningStep[] =>
  rows
    .filter((row) => isOn(row) && isMeant(row))
    .map((row) => ({
      ...{ part, path, action: 'set', id: row['.id'] ?? '', attributes: { disabled: 'yes' } },
      undo: { restore: { disabled: 'no' } },
    }));

/** A command as a person types it at the router's console. */
export const consoleLine = ({
  path,
  action,
  id,
  attributes,
}: Pick<ProvisioningStep, 'path' | 'id' | 'attributes'> & { readonly action: string }): string => {
  const words = Object.entries(attributes)
    .filter(([name]) => name !== 'place-before')
    .map(([name, value]) => `${name}="${value.replace(/[\\"$]/g, (sign) => `\\${sign}`)}"`);
  const which = id === undefined ? [] : [`[find where .id=${id}]`];
  return [`/${path.slice(1).replaceAll('/', ' ')}`, action, ...which, ...words].join(' ');
};
