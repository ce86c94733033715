// menus.ts — what a fresh router holds, what a new row needs, and what may exist only once, menu by menu.
import type { Row } from './table';
import { HOTSPOT_INTERFACE, HOTSPOT_SERVER, type MenuRules } from './menu-rules';
import { TOOL_MENUS } from './tool-menus';

const byName = (row: Row): string | undefined => row.name;
const named = { keyOf: byName, duplicate: 'already have such name' };
const STATIC: Row = { dynamic: 'false', disabled: 'false' };
const RULE: Row = { dynamic: 'false', disabled: 'false', invalid: 'false' };

const ruleMenu = (): MenuRules => ({ required: ['chain'], defaults: { action: 'accept', ...RULE } });

const listKey = (row: Row): string | undefined =>
  row.disabled === 'true' ? undefined : `${row.list} ${row.address}`;

const bindingKey = (row: Row): string | undefined =>
  `${row['mac-address'] ?? ''} ${row.address ?? ''} ${row.server ?? 'all'}`;

const staticLeaseKey = (row: Row): string | undefined =>
  row.dynamic === 'true' || !row['mac-address'] ? undefined : `${row['mac-address']} ${row.server ?? 'all'}`;

export const MENU_RULES: Record<string, MenuRules> = {
  ...TOOL_MENUS,
  'ip/hotspot': {
    ...named,
    rows: [
      {
        name: HOTSPOT_SERVER,
        interface: HOTSPOT_INTERFACE,
        'address-pool': 'hs-pool',
        profile: 'hsprof1',
        'idle-timeout': '5m',
        'keepalive-timeout': 'none',
        invalid: 'false',
        disabled: 'false',
      },
    ],
  },
  'ip/hotspot/profile': {
    ...named,
    firstNumber: 0,
    rows: [
      { name: 'default', 'login-by': 'cookie,http-chap', 'use-radius': 'false', default: 'true' },
      { name: 'hsprof1', 'hotspot-address': '10.5.50.1', 'login-by': 'http-pap', 'use-radius': 'false' },
    ],
  },
  'ip/hotspot/user': {
    required: ['name'],
    keyOf: (row) => `${row.name} ${row.server ?? 'all'}`,
    duplicate: 'already have user with this name for this server',
    defaults: { dynamic: 'false', disabled: 'false' },
  },
  'ip/hotspot/user/profile': {
    ...named,
    firstNumber: 0,
    rows: [{ name: 'default', 'idle-timeout': 'none', 'shared-users': '1', default: 'true' }],
  },
  'ip/hotspot/ip-binding': {
    keyOf: bindingKey,
    duplicate: 'such client already exists',
    defaults: { disabled: 'false' },
  },
  'ip/hotspot/walled-garden': { defaults: { action: 'allow', hits: '0', ...STATIC } },
  'ip/hotspot/walled-garden/ip': { defaults: { action: 'accept', ...RULE } },
  'ip/hotspot/host': { readOnly: true },
  'ip/hotspot/active': { readOnly: true },
  'ip/firewall/address-list': {
    required: ['list', 'address'],
    keyOf: listKey,
    duplicate: 'already have such entry',
    defaults: { dynamic: 'false', disabled: 'false' },
  },
  'ip/firewall/filter': ruleMenu(),
  'ip/firewall/raw': ruleMenu(),
  'ip/firewall/mangle': ruleMenu(),
  'ip/firewall/nat': ruleMenu(),
  'ip/dhcp-server': {
    ...named,
    rows: [
      {
        name: 'dhcp1',
        interface: HOTSPOT_INTERFACE,
        'address-pool': 'hs-pool',
        'lease-time': '1h',
        disabled: 'false',
      },
    ],
  },
  'ip/dhcp-server/lease': {
    required: ['address'],
    keyOf: staticLeaseKey,
    duplicate: 'already have static lease for this client',
    defaults: { status: 'waiting', 'last-seen': 'never', radius: 'false', blocked: 'false', ...STATIC },
  },
  'ip/dhcp-server/network': { rows: [{ address: '10.5.50.0/24', gateway: '10.5.50.1' }] },
  'ip/dhcp-server/option': { ...named, required: ['name'] },
  'ip/service': {
    ...named,
    firstNumber: 0,
    rows: [
      ...[
        ['telnet', '23'],
        ['ftp', '21'],
        ['www', '80'],
        ['ssh', '22'],
        ['www-ssl', '443'],
      ],
      ...[
        ['api', '8728'],
        ['winbox', '8291'],
        ['api-ssl', '8729'],
      ],
    ].map(([name = '', port = '']) => ({
      name,
      port,
      certificate: 'none',
      disabled: String(name.endsWith('-ssl')),
    })),
  },
  certificate: { ...named },
  'user/group': {
    ...named,
    rows: ['read', 'write', 'full'].map((name) => ({ name, policy: 'api,read' })),
  },
  'ip/pool': { ...named, rows: [{ name: 'hs-pool', ranges: '10.5.50.2-10.5.50.254' }] },
  'ip/address': {
    required: ['address', 'interface'],
    keyOf: (row) => row.address,
    duplicate: 'already have such address',
    defaults: RULE,
    rows: [
      { address: '192.168.88.1/24', network: '192.168.88.0', interface: 'ether1', ...RULE },
      { address: '10.5.50.1/24', network: '10.5.50.0', interface: HOTSPOT_INTERFACE, ...RULE },
    ],
  },
  'ipv6/address': {
    required: ['address', 'interface'],
    keyOf: (row) => row.address,
    duplicate: 'already have such address',
    defaults: RULE,
  },
  'ppp/secret': {
    required: ['name'],
    keyOf: byName,
    duplicate: 'secret with the same name already exists',
    defaults: { service: 'any', profile: 'default', disabled: 'false' },
  },
  'ppp/profile': {
    ...named,
    required: ['name'],
    firstNumber: 0,
    defaults: { 'only-one': 'default' },
    rows: [
      { name: 'default', 'only-one': 'default', default: 'true' },
      { name: 'default-encryption', 'only-one': 'default', 'use-encryption': 'yes', default: 'true' },
    ],
  },
  'ppp/active': { readOnly: true },
  'interface/pppoe-server/server': { required: ['interface'], defaults: { disabled: 'false' } },
  'queue/simple': {
    keyOf: byName,
    duplicate: 'already have such name',
    defaults: {
      parent: 'none',
      'packet-marks': '',
      priority: '8/8',
      queue: 'default-small/default-small',
      'limit-at': '0/0',
      'max-limit': '0/0',
      'burst-limit': '0/0',
      'burst-threshold': '0/0',
      'burst-time': '0s/0s',
      ...RULE,
    },
  },
  'queue/type': {
    ...named,
    required: ['name', 'kind'],
    firstNumber: 0,
    rows: [
      { name: 'default', kind: 'pfifo', 'pfifo-limit': '50', default: 'true' },
      { name: 'ethernet-default', kind: 'pfifo', 'pfifo-limit': '50', default: 'true' },
      { name: 'default-small', kind: 'pfifo', 'pfifo-limit': '10', default: 'true' },
      {
        name: 'pcq-upload-default',
        kind: 'pcq',
        'pcq-rate': '0',
        'pcq-classifier': 'src-address',
        default: 'true',
      },
      {
        name: 'pcq-download-default',
        kind: 'pcq',
        'pcq-rate': '0',
        'pcq-classifier': 'dst-address',
        default: 'true',
      },
    ],
  },
  'system/script': {
    ...named,
    required: ['name'],
    defaults: { owner: 'admin', 'run-count': '0', invalid: 'false' },
  },
  'system/scheduler': {
    ...named,
    required: ['name'],
    defaults: { owner: 'admin', interval: '0s', 'run-count': '0', disabled: 'false' },
  },
  interface: {
    ...named,
    readOnly: true,
    rows: ['ether1', 'ether2', HOTSPOT_INTERFACE].map((name) => ({
      name,
      type: name.startsWith('ether') ? 'ether' : 'bridge',
      'actual-mtu': '1500',
      'rx-byte': '0',
      'tx-byte': '0',
      'mac-address': name.startsWith('ether') ? `4C:5E:0C:00:00:0${name.slice(-1)}` : '4C:5E:0C:00:00:09',
      running: 'true',
      disabled: 'false',
    })),
  },
  file: {
    keyOf: byName,
    duplicate: 'file already exists',
    // A factory folder: its alogin page leads on to where the browser wanted to go.
    rows: [
      { name: 'hotspot', type: 'directory' },
      {
        name: 'hotspot/alogin.html',
        type: '.html file',
        contents: '<meta http-equiv="refresh" content="0; url=$(link-redirect)">',
      },
    ],
  },
  log: { readOnly: true },
};
