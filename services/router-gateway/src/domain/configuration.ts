// configuration.ts — a router's configuration as text that two readings can be compared by: menu by menu in the router's
// order, without secrets, without what counts or comes and goes by itself, and without what Saring keeps there.
import type { Signature } from './comments';

/** Menus that people configure on a hotspot router. A menu that a version lacks is read as empty. */
export const CONFIGURATION_MENUS = [
  ...['/system/identity', '/system/clock', '/system/ntp/client', '/system/scheduler', '/system/script'],
  ...['/interface', '/interface/bridge', '/interface/bridge/port', '/interface/vlan', '/interface/list'],
  ...['/interface/list/member', '/interface/wireguard', '/interface/wireguard/peers'],
  ...[
    '/ip/address',
    '/ip/pool',
    '/ip/dns',
    '/ip/dns/static',
    '/ip/route',
    '/ip/service',
    '/ip/neighbor/discovery-settings',
  ],
  ...['/ip/dhcp-server', '/ip/dhcp-server/network', '/ip/dhcp-server/option', '/ip/dhcp-client'],
  ...['/ip/hotspot', '/ip/hotspot/profile', '/ip/hotspot/user/profile', '/ip/hotspot/ip-binding'],
  ...['/ip/hotspot/walled-garden', '/ip/hotspot/walled-garden/ip'],
  ...['/ip/firewall/filter', '/ip/firewall/nat', '/ip/firewall/mangle', '/ip/firewall/raw'],
  ...['/ip/firewall/address-list', '/queue/simple', '/queue/tree', '/queue/type'],
  ...[
    '/ppp/profile',
    '/ppp/secret',
    '/radius',
    '/user',
    '/user/group',
    '/ipv6/address',
    '/ipv6/firewall/filter',
  ],
] as const;

/** What nobody configures: ids, counters, states. */
const MOVING = [
  ...[
    '.id',
    '.nextid',
    '.about',
    'dynamic',
    'invalid',
    'running',
    'active',
    'inactive',
    'default',
    'builtin',
  ],
  ...[
    'bytes',
    'packets',
    'rate',
    'packet-rate',
    'total-bytes',
    'total-packets',
    'queued-bytes',
    'queued-packets',
  ],
  ...['dropped', 'hits', 'run-count', 'next-run', 'last-started', 'creation-time', 'expires-in', 'timeout'],
  ...[
    'time',
    'date',
    'gmt-offset',
    'dst-active',
    'uptime',
    'last-logged-in',
    'last-link-up-time',
    'last-link-down-time',
  ],
  ...[
    'link-downs',
    'actual-mtu',
    'l2mtu',
    'cache-used',
    'dynamic-servers',
    'status',
    'synced-server',
    'synced-stratum',
  ],
  ...[
    'system-offset',
    'freq-drift',
    'address-from',
    'last-handshake',
    'rx',
    'tx',
    'current-endpoint-address',
    'connect',
  ],
];
const MOVING_PREFIXES = ['rx-', 'tx-', 'fp-', 'last-', 'current-', 'total-'];
const SECRETS = [
  'password',
  'secret',
  'private-key',
  'preshared-key',
  'key',
  'passphrase',
  'http-cookie-lifetime',
];

type Row = Readonly<Record<string, string>>;
export type MenuRows = { readonly menu: string; readonly rows: readonly Row[] };

const isKept = (name: string, value: string): boolean =>
  value !== '' &&
  !MOVING.includes(name) &&
  !SECRETS.includes(name) &&
  !MOVING_PREFIXES.some((prefix) => name.startsWith(prefix));

/** Saring's own rows are in the drift, and its marker of a boot changes at each. */
const isOfSaring = (row: Row, signature: Signature): boolean =>
  signature.isOurs(row['comment']) || signature.isOurName(row['name']) || signature.isOurName(row['list']);

const isDynamic = (row: Row): boolean => row['dynamic'] === 'true' || row['dynamic'] === 'yes';

const lineOf = (menu: string, row: Row): string => {
  const words = Object.keys(row)
    .filter((name) => isKept(name, row[name] ?? ''))
    .sort()
    .map((name) => `${name}=${JSON.stringify(row[name])}`);
  return [menu, ...words].join(' ');
};

/** @returns the text, a line a row, ended by a line end each. */
export const configurationText = (menus: readonly MenuRows[], signature: Signature): string =>
  menus
    .flatMap(({ menu, rows }) =>
      rows
        .filter((row) => !isDynamic(row) && !isOfSaring(row, signature))
        .map((row) => `${lineOf(menu, row)}\n`),
    )
    .join('');
