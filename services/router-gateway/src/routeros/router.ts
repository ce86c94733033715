// router.ts — a router's menus as the domain sees them, and planned commands as RouterOS takes them.
import type { MacAddress } from '@saring/kernel';
import type {
  Binding,
  ConfigRow,
  Host,
  HostTable,
  InterfaceCounters,
  InterfaceState,
  ListEntry,
} from '../domain/actual';
import { BOOT_ADDRESS, BOOT_LIST, LONGEST_TIMEOUT_SECONDS, type BootMarker } from '../domain/boot';
import { bootIdIn, type Signature } from '../domain/comments';
import { CONFIGURATION_MENUS, configurationText, type MenuRows } from '../domain/configuration';
import { PROFILE_PATH, SECRET_PATH, SESSION_PATH, type ActualLines } from '../domain/line-plan';
import { sessionTableOf, type SessionTable } from '../domain/line-sessions';
import { LEASE_PATH, type DhcpRows } from '../domain/fixed-address';
import { GARDEN_PATH } from '../domain/garden';
import { PROOF_PATHS, proofFixtures, proofUser } from '../domain/proof';
import { durationOf } from '../domain/duration';
import { MANGLE_PATH, QUEUE_PATH, QUEUE_TYPE_PATH, type ActualLanes } from '../domain/lanes';
import { BINDING_PATH, HOST_PATH, LIST_PATH } from '../domain/plan';
import type { PlannedCommand } from '../domain/planned-command';
import type { Listening, RouterOsClient } from './client';
import { UnreadableReplyError } from './errors';
import { Menus } from './menus';
import { RouterProvisioning } from './router-provisioning';
import type { Reply } from './reply';
import {
  anyOf,
  bindingOf,
  entryOf,
  hostTableOf,
  activeSessionsOf,
  interfaceCountersOf,
  interfaceStateOf,
  sessionInterfacesOf,
  isYes,
  macIn,
  resourceOf,
  type Resource,
} from './rows';
import { FILTER_PATH, NAT_PATH, noticeList, type ActualNotice } from '../domain/notice-rules';
import { readSurroundings, type SeenAround } from './surroundings';

const USER_PATH = '/ip/hotspot/user';
const ACTIVE_PATH = '/ip/hotspot/active';
const HOST_PROPERTIES = [
  '.id',
  'mac-address',
  'address',
  'to-address',
  'uptime',
  'idle-time',
  'bytes-in',
  'bytes-out',
  'bypassed',
];
/** The fields by which lanes are compared. */
const LANE_PROPERTIES: Readonly<Record<keyof ActualLanes, readonly string[]>> = {
  [MANGLE_PATH]: [
    ...['.id', 'chain', 'action', 'new-packet-mark', 'passthrough', 'src-address-list'],
    ...['dst-address-list', 'disabled', 'comment'],
  ],
  [QUEUE_PATH]: ['.id', 'name', 'target', 'packet-marks', 'queue', 'disabled', 'comment'],
  [QUEUE_TYPE_PATH]: ['.id', 'name', 'kind', 'pcq-rate', 'pcq-classifier'],
};
const SECRET_PROPERTIES = [
  ...['.id', 'name', 'service', 'password', 'profile', 'remote-address', 'caller-id', 'disabled'],
  ...['comment', 'last-caller-id'],
];
const PROFILE_PROPERTIES = [
  ...['.id', 'name', 'local-address', 'remote-address', 'rate-limit', 'only-one', 'address-list', 'comment'],
];
const RULE_PROPERTIES = [
  ...['.id', 'chain', 'action', 'protocol', 'dst-port', 'src-address-list', 'dst-address-list'],
  ...['disabled', 'dynamic', 'comment'],
];
const RESOURCE_PROPERTIES = ['uptime', 'cpu-load', 'free-memory', 'total-memory'];
const INTERFACE_PROPERTIES = [...['name', 'type', 'running', 'disabled', 'comment', 'rx-byte', 'tx-byte']];
const LEASE_PROPERTIES = ['.id', 'address', 'mac-address', 'dynamic', 'disabled', 'comment'];
const BINDING_PROPERTIES = ['.id', 'mac-address', 'address', 'type', 'comment', 'disabled'];
const ENTRY_PROPERTIES = ['.id', 'list', 'address', 'timeout', 'comment', 'disabled'];
/** A person waits for a page: an answer from the last reading is better than a late one. */
const CLIENT_TIMEOUT_MILLISECONDS = 1_500;

type Identity = {
  readonly serial: string;
  readonly identity: string;
  readonly version: string;
  readonly board: string;
};
type ActiveUser = { readonly id: string; readonly mac: MacAddress; readonly address: string };

export class Router {
  private readonly menus: Menus;
  readonly provisioning: RouterProvisioning;

  /** @param maySend asked before each write leaves: whether this gateway still holds the router's lease. */
  constructor(
    private readonly client: RouterOsClient,
    private readonly signature: Signature,
    maySend: () => boolean,
  ) {
    this.menus = new Menus(client, maySend);
    this.provisioning = new RouterProvisioning(this.menus, signature);
  }

  /** @throws RouterTrapError when it has neither a serial number nor a software id. */
  async identify(): Promise<Identity> {
    const [board, license, identity, resource] = await Promise.all([
      this.menus.optionalRow('/system/routerboard/print'),
      this.menus.optionalRow('/system/license/print'),
      this.menus.optionalRow('/system/identity/print'),
      this.menus.optionalRow('/system/resource/print'),
    ]);
    const serial = board['serial-number'] || license['software-id'] || license['system-id'];
    if (!serial)
      throw new UnreadableReplyError('the router reports neither a serial number nor a software id');
    return {
      serial,
      identity: identity['name'] ?? '',
      version: resource['version'] ?? '',
      board: resource['board-name'] ?? '',
    };
  }

  async uptimeSeconds(): Promise<number> {
    return (await this.resource()).uptimeSeconds;
  }

  /** How long it has been up, how busy it is and what memory it has left. */
  async resource(): Promise<Resource> {
    const [row = {}] = await this.menus.print('/system/resource', RESOURCE_PROPERTIES);
    return resourceOf(row);
  }

  /** @param macs absent: every host. */
  async hosts(macs?: readonly MacAddress[]): Promise<readonly Host[]> {
    return (await this.hostTable(macs)).hosts;
  }

  /** With the rows that cannot be read. @param macs absent: every host. */
  async hostTable(macs?: readonly MacAddress[]): Promise<HostTable> {
    if (macs?.length === 0) return { hosts: [], leftOut: [] };
    return hostTableOf(
      await this.menus.print(HOST_PATH, HOST_PROPERTIES, macs && anyOf('mac-address', macs)),
    );
  }

  /**
   * The witness of a reading. A bridge counts itself what the router sends and gets through it, which is all that its
   * hotspot sees; what its ports pass among themselves is in neither (docs/adr, "The wire is the witness").
   */
  async interfaceCounters(names: readonly string[]): Promise<InterfaceCounters[]> {
    if (names.length === 0) return [];
    const rows = await this.menus.printIfThere(
      '/interface',
      ['name', 'rx-byte', 'tx-byte'],
      anyOf('name', [...new Set(names)]),
    );
    return interfaceCountersOf(rows);
  }

  async hostsAt(address: string): Promise<readonly Host[]> {
    const query = [`?address=${address}`, `?to-address=${address}`, '?#|'];
    const rows = await this.menus.print(HOST_PATH, HOST_PROPERTIES, query, CLIENT_TIMEOUT_MILLISECONDS);
    return hostTableOf(rows).hosts;
  }

  /** The names that devices gave to the DHCP server, if it runs on this router. */
  async dhcpNames(macs: readonly MacAddress[]): Promise<ReadonlyMap<string, string>> {
    if (macs.length === 0) return new Map();
    const rows = await this.menus.printIfThere(
      LEASE_PATH,
      ['mac-address', 'host-name'],
      anyOf('mac-address', macs),
    );
    return new Map(rows.flatMap((row) => (row['host-name'] ? [[macIn(row) ?? '', row['host-name']]] : [])));
  }

  /** Reports hosts that appear, change and disappear; the router may also send counters. */
  listenToHosts(
    onChange: (change: { id: string; gone: boolean; mac?: MacAddress; address?: string }) => void,
  ): Listening {
    return this.client.listen({
      path: `${HOST_PATH}/listen`,
      proplist: ['.id', 'mac-address', 'address'],
      onRows: (rows) =>
        rows.forEach((row) =>
          onChange({
            id: row['.id'] ?? '',
            gone: isYes(row['.dead']),
            mac: macIn(row),
            address: row['address'],
          }),
        ),
    });
  }

  /** In the router's order. @param macs absent: every binding. */
  async bindings(macs?: readonly MacAddress[]): Promise<Binding[]> {
    if (macs?.length === 0) return [];
    return (await this.menus.print(BINDING_PATH, BINDING_PROPERTIES, macs && anyOf('mac-address', macs))).map(
      bindingOf,
    );
  }

  async entriesOf(lists: readonly string[]): Promise<ListEntry[]> {
    return (await this.menus.print(LIST_PATH, ENTRY_PROPERTIES, anyOf('list', lists))).map(entryOf);
  }

  async entriesAt(addresses: readonly string[]): Promise<ListEntry[]> {
    if (addresses.length === 0) return [];
    return (await this.menus.print(LIST_PATH, ENTRY_PROPERTIES, anyOf('address', addresses))).map(entryOf);
  }

  async lanes(): Promise<ActualLanes> {
    const rowsAt = (path: keyof ActualLanes) => this.menus.configRows(path, LANE_PROPERTIES[path]);
    const [mangles, queues, types] = await Promise.all([
      rowsAt(MANGLE_PATH),
      rowsAt(QUEUE_PATH),
      rowsAt(QUEUE_TYPE_PATH),
    ]);
    return { [MANGLE_PATH]: mangles, [QUEUE_PATH]: queues, [QUEUE_TYPE_PATH]: types };
  }

  /** Every row of the walled garden by address, ours and others'. */
  garden(): Promise<ConfigRow[]> {
    return this.menus.configRows(GARDEN_PATH, ['.id', 'dst-host', 'comment']);
  }

  /** Every lease, and the networks that leases may lie in. A router without a DHCP server has none. */
  async dhcp(): Promise<DhcpRows> {
    const [leases, networks, addresses] = await Promise.all([
      this.menus.configRows(LEASE_PATH, LEASE_PROPERTIES),
      this.menus.configRows('/ip/dhcp-server/network', ['.id', 'address', 'gateway']),
      this.menus.configRows('/ip/address', ['.id', 'address']),
    ]);
    return { leases, networks, addresses };
  }

  /** The static leases that we made. */
  async fixedLeases(): Promise<ConfigRow[]> {
    const ours = [`?comment=${this.signature.fixedAddress()}`];
    const rows = await this.menus.print(LEASE_PATH, LEASE_PROPERTIES, ours);
    return rows.map((row) => ({ id: row['.id'] ?? '', attributes: row }));
  }

  /** Secrets, profiles, pools and sessions of PPPoE, and how fast each session's queue is. */
  async lines(): Promise<ActualLines> {
    const [secrets, profiles, pools, sessions, queues] = await Promise.all([
      this.menus.configRows(SECRET_PATH, SECRET_PROPERTIES),
      this.menus.configRows(PROFILE_PATH, PROFILE_PROPERTIES),
      this.menus.configRows('/ip/pool', ['.id', 'name', 'ranges']),
      this.menus.configRows(SESSION_PATH, ['.id', 'name', 'service', 'caller-id', 'address', 'uptime']),
      this.menus.print('/queue/simple', ['name', 'max-limit'], ['?dynamic=true']),
    ]);
    const limits = new Map(queues.map((row) => [row['name'] ?? '', row['max-limit'] ?? '']));
    return {
      ...{ secrets, profiles, pools, limits },
      sessions: sessions.filter(({ attributes }) => attributes['service'] === 'pppoe'),
    };
  }

  /** Rules of the firewall, and the entries of what suspended lines reach. */
  async noticeRules(): Promise<ActualNotice> {
    const list = [`?list=${noticeList(this.signature)}`];
    const [filter, nat, entries] = await Promise.all([
      this.menus.configRows(FILTER_PATH, RULE_PROPERTIES),
      this.menus.configRows(NAT_PATH, [...RULE_PROPERTIES, 'to-addresses', 'to-ports']),
      this.menus.print(LIST_PATH, ENTRY_PROPERTIES, list),
    ]);
    return {
      ...{ filter, nat },
      entries: entries.map((row) => ({ id: row['.id'] ?? '', attributes: row })),
    };
  }

  /** Who dialled the PPPoE session that has an address. */
  async sessionNameAt(address: string): Promise<string | undefined> {
    const rows = await this.menus.print(SESSION_PATH, ['name', 'service'], [`?address=${address}`]);
    return rows.find(({ service }) => service === 'pppoe')?.['name'];
  }

  /** PPPoE sessions with the counters of their interfaces. Interfaces first: see `sessionTableOf`. */
  async sessionTable(): Promise<SessionTable> {
    const rows = await this.menus.print(
      '/interface',
      ['.id', 'name', 'rx-byte', 'tx-byte'],
      ['?type=pppoe-in'],
    );
    const active = await this.menus.print(SESSION_PATH, ['.id', 'name', 'service', 'uptime']);
    const { interfaces, leftOut } = sessionInterfacesOf(rows);
    const table = sessionTableOf(activeSessionsOf(active), interfaces);
    return { ...table, leftOut: [...table.leftOut, ...leftOut] };
  }

  /**
   * Hotspot interfaces that carry nothing but what hosts claim: where a PPPoE server listens, too, its sessions pass
   * the same counters, and they are no witness of the hotspot.
   */
  async witnessInterfaces(): Promise<string[]> {
    const [hotspots, servers] = await Promise.all([
      this.hotspotInterfaces(),
      this.menus.printIfThere('/interface/pppoe-server/server', ['interface', 'disabled']),
    ]);
    const shared = new Set(servers.flatMap((row) => (isYes(row['disabled']) ? [] : [row['interface']])));
    return hotspots.filter((name) => !shared.has(name));
  }

  async hotspotInterfaces(): Promise<string[]> {
    const rows = await this.menus.print('/ip/hotspot', ['interface', 'disabled']);
    return rows.flatMap((row) => (isYes(row['disabled']) || !row['interface'] ? [] : [row['interface']]));
  }

  /** The input of alarms beside bindings and hosts. */
  surroundings(): Promise<SeenAround> {
    return readSurroundings(this.menus);
  }

  /** The marker of this boot, whichever installation wrote it. Only that installation renews it. */
  async bootMarker(): Promise<BootMarker | undefined> {
    const markers = (await this.entriesOf([BOOT_LIST])).flatMap((entry): BootMarker[] => {
      const { id: entryId, comment, timeoutSeconds } = entry;
      const bootId = bootIdIn(comment);
      const isOurs = this.signature.isOurs(comment);
      return bootId ? [{ bootId, entryId, timeoutSeconds, comment, isOurs }] : [];
    });
    return markers[0];
  }

  /** The router refuses a second writer: `already have such entry`. */
  async writeBootMarker(bootId: string): Promise<void> {
    const timeout = durationOf(LONGEST_TIMEOUT_SECONDS);
    const attributes = {
      list: BOOT_LIST,
      address: BOOT_ADDRESS,
      timeout,
      comment: this.signature.boot(bootId),
    };
    await this.menus.must(`${LIST_PATH}/add`, attributes);
  }

  async renewBootMarker(entryId: string): Promise<void> {
    await this.menus.must(`${LIST_PATH}/set`, {
      '.id': entryId,
      timeout: durationOf(LONGEST_TIMEOUT_SECONDS),
    });
  }

  /** Returns a refusal as a value, because a row that the plan saw may be gone. */
  execute({ path, action, id, attributes }: PlannedCommand): Promise<Reply> {
    return this.menus.send(`${path}/${action}`, id === undefined ? attributes : { '.id': id, ...attributes });
  }

  /** Every interface with its counters. */
  async interfaces(): Promise<readonly InterfaceState[]> {
    const [rows, hotspots] = await Promise.all([
      this.menus.print('/interface', INTERFACE_PROPERTIES),
      this.hotspotInterfaces(),
    ]);
    return rows.map((row) => interfaceStateOf(row, hotspots));
  }

  /** What people configured, as text without secrets. A menu that this version lacks is empty. */
  async configuration(): Promise<string> {
    const menus: MenuRows[] = [];
    // One after the other: nothing else waits long for a slow router.
    for (const menu of CONFIGURATION_MENUS) menus.push({ menu, rows: await this.menus.printIfThere(menu) });
    return configurationText(menus, this.signature);
  }

  /** Ids of rows with exactly these values. */
  async idsWhere(path: string, values: Readonly<Record<string, string>>): Promise<string[]> {
    const queries = Object.entries(values).map(([name, value]) => `?${name}=${value}`);
    return (await this.menus.print(path, ['.id'], queries)).map((row) => row['.id'] ?? '');
  }

  /**
   * Makes a one-time user, after the rules that keep its login away from the internet.
   * @throws RouterTrapError when the router refuses one of them; then no user exists.
   */
  async addProofUser(name: string, password: string, portalHost: string): Promise<void> {
    for (const { path, key, attributes } of proofFixtures(this.signature, portalHost)) {
      if ((await this.idsWhere(path, key)).length === 0)
        await this.menus.addOnce(path, { ...key, ...attributes });
    }
    await this.menus.must(`${USER_PATH}/add`, { ...proofUser(this.signature, name, password) });
  }

  /** Every row of ours that serves proofs, users before the profile that they name. */
  async proofRows(): Promise<{ path: string; id: string }[]> {
    const found: { path: string; id: string }[] = [];
    for (const path of PROOF_PATHS) {
      for (const row of await this.menus.print(path, ['.id', 'name', 'comment']))
        if (this.signature.isProof(row['comment']) || this.signature.isOurName(row['name']))
          found.push({ path, id: row['.id'] ?? '' });
    }
    return found;
  }

  async removeBootMarker(): Promise<void> {
    for (const { id, comment } of await this.entriesOf([BOOT_LIST]))
      if (this.signature.isOurs(comment)) await this.menus.send(`${LIST_PATH}/remove`, { '.id': id });
  }

  async activeOf(user: string): Promise<ActiveUser | undefined> {
    const rows = await this.menus.print(ACTIVE_PATH, ['.id', 'mac-address', 'address'], [`?user=${user}`]);
    return rows.flatMap((row): ActiveUser[] => {
      const mac = macIn(row);
      return mac ? [{ id: row['.id'] ?? '', mac, address: row['address'] ?? '' }] : [];
    })[0];
  }

  async removeActive(id: string): Promise<void> {
    await this.menus.send(`${ACTIVE_PATH}/remove`, { '.id': id });
  }

  async removeUser(name: string): Promise<void> {
    for (const row of await this.menus.print(USER_PATH, ['.id'], [`?name=${name}`]))
      await this.menus.send(`${USER_PATH}/remove`, { '.id': row['.id'] ?? '' });
  }

  /** The hosts of the router's own login page, by the names that the router uses. */
  async loginHosts(): Promise<string[]> {
    const rows = await this.menus.print('/ip/hotspot/profile', ['dns-name', 'hotspot-address']);
    return rows
      .flatMap((row) => [row['dns-name'], row['hotspot-address']])
      .filter((host) => host !== undefined && host !== '' && host !== '0.0.0.0') as string[];
  }
}
