// system.ts — the menus that have one row and no ids: resource, identity, clock, license, routerboard.
import { OLDEST_VERSION } from '../commands/versions';
import { formatDate, formatDuration } from '../tables/values';
import type { Row } from '../tables/table';

/** The release of version 6 that most routers ended at. */
const LONG_TERM_6 = '6.49.10';

interface SystemFacts {
  readonly name: string;
  readonly serialNumber: string;
  readonly softwareId: string;
  readonly uptimeSeconds: number;
  readonly personality: 'v6' | 'v7';
  readonly version: string;
  readonly clock: { nowMs: number };
  readonly clockOffsetSeconds: number;
  /** Functions that device-mode forbids. */
  readonly forbidden: ReadonlySet<string>;
}

export interface SystemMenus {
  print(menu: string): Row | undefined;
  /** False for a menu of which nothing can be set. */
  set(menu: string, values: Row): boolean;
}

const resource = (router: SystemFacts): Row => ({
  uptime: formatDuration(router.uptimeSeconds),
  version: `${router.version === OLDEST_VERSION ? LONG_TERM_6 : router.version} (${router.personality === 'v6' ? 'long-term' : 'stable'})`,
  'build-time': formatDate(Date.UTC(2026, 7, 1, 8), router.personality),
  'free-memory': '801112064',
  'total-memory': '1073741824',
  cpu: 'ARM64',
  'cpu-count': '4',
  'cpu-frequency': '1400',
  'cpu-load': '3',
  'free-hdd-space': '98566144',
  'total-hdd-space': '134217728',
  'architecture-name': 'arm64',
  'board-name': 'RB5009UG+S+',
  platform: 'MikroTik',
});

const clockRow = (router: SystemFacts): Row => {
  const [date = '', time = ''] = formatDate(
    router.clock.nowMs + router.clockOffsetSeconds * 1_000,
    router.personality,
  ).split(' ');
  return {
    time,
    date,
    'time-zone-autodetect': 'true',
    'time-zone-name': 'Etc/UTC',
    'gmt-offset': '+00:00',
    'dst-active': 'false',
  };
};

const DEVICE_FEATURES = ['scheduler', 'fetch', 'hotspot', 'proxy', 'sniffer', 'romon'];

const deviceMode = ({ forbidden }: SystemFacts): Row => ({
  mode: forbidden.size > 0 ? 'home' : 'advanced',
  ...Object.fromEntries(DEVICE_FEATURES.map((name) => [name, forbidden.has(name) ? 'false' : 'true'])),
});

/** The single-row menus of a router, read live. */
export const readSystem = (router: SystemFacts): SystemMenus => {
  let identity = router.name;
  const menus: Record<string, () => Row | undefined> = {
    // One row before version 7, a row a sensor since.
    'system/health': () => (router.personality === 'v6' ? { voltage: '24.1', temperature: '38' } : undefined),
    'system/resource': () => resource(router),
    'system/identity': () => ({ name: identity }),
    'system/clock': () => clockRow(router),
    'system/device-mode': () => deviceMode(router),
    'system/license': () => ({ 'software-id': router.softwareId, nlevel: '5', features: '' }),
    'system/routerboard': () => ({
      routerboard: 'true',
      'board-name': 'RB5009UG+S+',
      model: 'RB5009UG+S+',
      'serial-number': router.serialNumber,
      'firmware-type': '70x0',
      'current-firmware': router.version,
    }),
  };
  const kept: Record<string, Row> = {
    'ip/dns': {
      ...{ servers: '', 'dynamic-servers': '192.168.88.254', 'allow-remote-requests': 'true' },
      ...{ 'cache-size': '2048', 'cache-used': '48', 'cache-max-ttl': '1w' },
    },
    'ip/cloud': { 'ddns-enabled': 'false', 'ddns-update-interval': 'none', 'update-time': 'true' },
  };
  return {
    print: (menu) => menus[menu]?.() ?? kept[menu],
    set: (menu, values) => {
      // The clock is the simulated world's own; being asked to set it is accepted and changes nothing.
      if (menu === 'system/identity' && values.name !== undefined) identity = values.name;
      const row = kept[menu];
      if (row) Object.assign(row, values);
      return menu === 'system/identity' || menu === 'system/clock' || row !== undefined;
    },
  };
};
