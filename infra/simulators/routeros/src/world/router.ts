// router.ts — one simulated MikroTik: its tables, its clients, what it lets through, its power switch and its faults.
import { printableMenus } from '../commands/schema';
import { isVersion, NEWEST_VERSION, OLDEST_VERSION } from '../commands/versions';
import { MENU_RULES } from '../tables/menus';
import { Table, type Row } from '../tables/table';
import { parseDurationSeconds } from '../tables/values';
import { AddressLists } from './address-lists';
import { Bindings } from './bindings';
import { Bridge } from './bridge';
import type { WorldClock } from './clock';
import { Faults } from './faults';
import { Hosts, type Client } from './hosts';
import { Logins } from './logins';
import { Ppp } from './ppp';
import { Queues, type Direction } from './queues';
import { findLineRoute, findRoute, type Destination, type Route } from './routes';
import { readSystem, type SystemMenus } from './system';

/** RouterOS 7.18 began to answer an empty print by `!empty`. */
const FIRST_MINOR_WITH_EMPTY = 18;
const minorOf = (version: string): number => Number(version.split('.')[1] ?? 0);

const versionOf = (text: string): string => {
  if (text === 'v6') return OLDEST_VERSION;
  if (text === 'v7') return NEWEST_VERSION;
  if (!isVersion(text)) throw new Error(`no RouterOS version ${text}; v6, v7, or one of versions.ts`);
  return text;
};

export const DEFAULT_PORTAL_ADDRESS = '192.168.88.2';
const INTERNET_HOSTS = 250;
/** The folder that a hotspot serves until its profile names another. */
const FACTORY_FOLDER = 'hotspot';

export interface RouterSetup {
  name?: string;
  /** The place that this router serves, as its hotspot page passes it to the portal. */
  site?: string;
  serialNumber?: string;
  /** `v6`, `v7`, or one version such as `7.12.2`. */
  personality?: string;
  /** Where the portal is, as the router's rules and its resolver see it. */
  portalAddress?: string;
}

export interface ApiUser {
  name: string;
  password: string;
  group: 'full' | 'read';
}

export class Router {
  readonly name: string;
  readonly site: string;
  readonly serialNumber: string;
  readonly softwareId: string;
  readonly faults = new Faults();
  readonly hosts: Hosts;
  readonly bindings: Bindings;
  readonly lists: AddressLists;
  readonly queues: Queues;
  readonly bridge: Bridge;
  readonly logins: Logins;
  readonly ppp: Ppp;
  readonly users: ApiUser[];
  /** The version whose commands and arguments it knows; any of `versions.ts`. */
  version: string;
  private readonly portalAddress: string;
  /** RouterOS 7.18 and later answer an empty print with `!empty`; version 6 never does. */
  emptyReplies = true;
  /** How far the router's own wall clock is off; its uptime is not. */
  clockOffsetSeconds = 0;
  /** Features that device-mode forbids: since 7.17 small boards come without hotspot, proxy and fetch. */
  readonly forbidden = new Set<string>();
  /** The answer to `/tool fetch` from an address; undefined: none. */
  download: (url: string) => string | undefined = () => undefined;
  /** Every API sentence that was taken, since the start. */
  commandCount = 0;
  apiPort = 0;
  tlsPort = 0;
  private readonly tables = new Map<string, Table>();
  private readonly system: SystemMenus;
  private bootedAtMs: number;
  private on = true;
  /** The address that the hotspot gives a client, by MAC: those with an address of some other network. */
  readonly translations = new Map<string, string>();
  private readonly powerWatchers: ((on: boolean) => Promise<void> | void)[] = [];

  constructor(
    readonly index: number,
    setup: RouterSetup,
    users: ApiUser[],
    readonly clock: WorldClock,
  ) {
    this.name = setup.name ?? `MikroTik-${index + 1}`;
    this.site = setup.site ?? `site-${index + 1}`;
    this.serialNumber = setup.serialNumber ?? `SIM${String(index + 1).padStart(9, '0')}`;
    this.softwareId = `SIML-${String(index + 1).padStart(4, '0')}`;
    this.version = versionOf(setup.personality ?? 'v7');
    this.portalAddress = setup.portalAddress ?? DEFAULT_PORTAL_ADDRESS;
    this.users = users;
    this.bootedAtMs = clock.nowMs;
    for (const menu of printableMenus()) this.tables.set(menu, new Table(MENU_RULES[menu]));
    this.bindings = new Bindings(this.table('ip/hotspot/ip-binding'), (mac) => this.hosts.refreshFlags(mac));
    this.lists = new AddressLists(
      this.table('ip/firewall/address-list'),
      () => clock.nowMs,
      () => this.personality,
      (name) => this.resolve(name),
    );
    this.bridge = new Bridge(this.table('interface'));
    this.queues = new Queues(this.table('queue/simple'), this.table('queue/type'));
    this.logins = new Logins(this.table('ip/hotspot/active'), this.tables, () => clock.nowMs);
    this.ppp = new Ppp(this.tables, {
      nowMs: () => clock.nowMs,
      personality: () => this.personality,
      count: (queue, bytesIn, bytesOut) => {
        this.queues.count(queue, 'up', bytesIn, 0);
        this.queues.count(queue, 'down', bytesOut, 0);
      },
    });
    this.hosts = new Hosts(this.table('ip/hotspot/host'), {
      nowMs: () => clock.nowMs,
      bindings: this.bindings,
      isLoggedIn: (client) => this.logins.of(client) !== undefined,
      idleTimeoutSeconds: () => this.idleTimeoutSeconds(),
      translated: (client) => this.ruledAddressOf(client),
    });
    this.system = readSystem(this);
    this.table('ip/hotspot/active').watch(({ row }) => this.hosts.refreshFlags(row['mac-address']));
    this.fillFactoryRows();
  }

  /** Its style of words and dates: those of version 6 or of version 7. */
  get personality(): 'v6' | 'v7' {
    return this.version.startsWith('6.') ? 'v6' : 'v7';
  }

  /** `v6`, `v7`, or one version. */
  set personality(text: string) {
    this.version = versionOf(text);
  }

  get slowRepliesMs(): number {
    return this.faults.slowRepliesMs;
  }

  set slowRepliesMs(milliseconds: number) {
    this.faults.slowRepliesMs = milliseconds;
  }

  /** Resets every open API connection; new ones are accepted. */
  cutConnections(): void {
    this.faults.cutConnections();
  }

  /** The next API reply stops half-way and its connection is cut. */
  truncateNextReply(): void {
    this.faults.nextReply('truncate');
  }

  /** The next API reply is preceded by bytes that are no framing. */
  garbageNextReply(): void {
    this.faults.nextReply('garbage');
  }

  /** The next API reply is preceded by a word that claims 2^31 bytes. */
  oversizedWordNextReply(): void {
    this.faults.nextReply('oversized-word');
  }

  get isOn(): boolean {
    return this.on;
  }

  /** Whether a print without rows is answered by `!empty`. */
  get saysEmpty(): boolean {
    return this.emptyReplies && this.personality === 'v7' && minorOf(this.version) >= FIRST_MINOR_WITH_EMPTY;
  }

  get uptimeSeconds(): number {
    return Math.floor((this.clock.nowMs - this.bootedAtMs) / 1_000);
  }

  /** The answer of the router's resolver: the portal for names of this machine, else some address of the internet. */
  private resolve(name: string): string {
    if (/(^|\.)localhost$/.test(name)) return this.portalAddress;
    const sum = [...name].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % INTERNET_HOSTS, 7);
    return `198.51.100.${sum + 1}`;
  }

  /** The first two numbers of the addresses that this router hands out: `10.5.50.` for the first. */
  get clientPrefix(): string {
    return `10.5.${50 + this.index}.`;
  }

  /** The table of a menu path such as `ip/hotspot/host`; a menu that RouterOS lacks is a caller's mistake. */
  table(menu: string): Table {
    const table = this.tables.get(menu);
    if (!table) throw new Error(`the simulated router has no menu ${menu}`);
    return table;
  }

  hasTable(menu: string): boolean {
    return this.tables.has(menu);
  }

  /** The rows of a menu as a print would give them now. */
  rows(menu: string): Row[] {
    const single = this.system.print(menu);
    return single ? [single] : [...this.table(menu).all()].map((row) => this.present(menu, row));
  }

  /** Puts a row in place as a foreign hand would: no checks of arguments or twins. */
  put(menu: string, row: Row, beforeId?: string): Row {
    return this.table(menu).insert(row, beforeId);
  }

  /** The one row of a menu without a list (resource, identity, clock, …), or undefined for a list. */
  single(menu: string): Row | undefined {
    return this.system.print(menu);
  }

  setSingle(menu: string, values: Row): boolean {
    return this.system.set(menu, values);
  }

  /** A row with its live values, as print shows it. */
  present(menu: string, row: Row): Row {
    switch (menu) {
      case 'ip/hotspot/host':
        return this.hosts.present(row);
      case 'ip/hotspot/active':
        return this.logins.present(row);
      case 'ppp/active':
        return this.ppp.present(row);
      case 'ip/hotspot/user':
        return this.logins.presentUser(row);
      case 'ip/firewall/address-list':
        return this.lists.present(row);
      case 'queue/simple':
        return this.queues.present(row);
      case 'ip/firewall/filter':
      case 'ip/firewall/raw':
      case 'ip/firewall/mangle':
      case 'ip/firewall/nat':
        // A rule is printed with its counters; here they stay at nothing.
        return { bytes: '0', packets: '0', ...row };
      default:
        return row;
    }
  }

  /** The address that rules see: the hotspot translates before them, but not those whom it lets pass. */
  ruledAddressOf(client: Client): string {
    const isBypassed = this.bindings.typeOf(client.mac, client.address) === 'bypassed';
    return isBypassed ? client.address : (this.translations.get(client.mac) ?? client.address);
  }

  /** A page of the hotspot's own folder with its variables filled in; undefined where the folder lacks it. */
  hotspotPage(name: string, variables: Readonly<Record<string, string>>): string | undefined {
    const folder = this.table('ip/hotspot/profile').find((row) => row.name === this.hotspotProfile)?.[
      'html-directory'
    ];
    const page = this.table('file').find((row) => row.name === `${folder ?? FACTORY_FOLDER}/${name}`);
    return page?.contents?.replace(/\$\(([\w-]+)\)/g, (_, word: string) => variables[word] ?? '');
  }

  private get hotspotProfile(): string {
    return this.table('ip/hotspot').find(() => true)?.profile ?? 'default';
  }

  /** The fate of a client's traffic towards a destination (the internet, if none is given). */
  routeOf(client: Client, destination?: Destination): Route {
    return findRoute(this, client, destination);
  }

  /** Where what a PPPoE session sends arrives; undefined: it is dropped. */
  lineRouteOf(session: { address: string; mac: string }, destination?: Destination): Destination | undefined {
    return findLineRoute(this, session, destination);
  }

  /** Counts what a client moved along its route, wherever RouterOS would count it. */
  count(client: Client, route: Route, bytesIn: number, bytesOut: number, elapsedMs: number): void {
    this.bridge.count(bytesIn, bytesOut);
    if (route.fastTracked) return;
    this.hosts.count(client, bytesIn, bytesOut);
    this.logins.count(client, bytesIn, bytesOut);
    this.countQueue(route.upQueue, 'up', bytesIn, elapsedMs);
    this.countQueue(route.downQueue, 'down', bytesOut, elapsedMs);
  }

  /** Lets time-outs take effect; called on every step of the clock. */
  step(elapsedMs: number): void {
    if (!this.on) return;
    this.bridge.step(elapsedMs);
    this.lists.expire();
    for (const client of this.hosts.expire()) this.logins.end(client);
    this.logins.expire();
  }

  onPower(watcher: (on: boolean) => Promise<void> | void): void {
    this.powerWatchers.push(watcher);
  }

  /** Pulls the plug: connections die, ports close, and what RouterOS keeps in memory only is gone. */
  async powerOff(): Promise<void> {
    if (!this.on) return;
    this.on = false;
    const told = this.powerWatchers.map((watcher) => watcher(false));
    // Connections are dead by now, so that no listener sees the memory go.
    this.forgetMemory();
    await Promise.all(told);
  }

  async powerOn(): Promise<void> {
    if (this.on) return;
    this.on = true;
    this.bootedAtMs = this.clock.nowMs;
    await Promise.all(this.powerWatchers.map((watcher) => watcher(true)));
  }

  async reboot(): Promise<void> {
    await this.powerOff();
    await this.powerOn();
  }

  /** Fills the host table for benchmarks: clients without a phone, at addresses of their own. */
  addSyntheticHosts(count: number): void {
    for (let number = 1; number <= count; number += 1) {
      const hex = number.toString(16).toUpperCase().padStart(6, '0');
      const mac = `4C:5E:0C:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
      const address = `10.${100 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
      this.hosts.addGhost({ mac, address }, number * 1_000, number * 9_000, number % 300);
    }
  }

  private countQueue(queue: Row | undefined, direction: Direction, bytes: number, elapsedMs: number): void {
    if (queue) this.queues.count(queue, direction, bytes, elapsedMs);
  }

  private idleTimeoutSeconds(): number | undefined {
    const server = this.table('ip/hotspot').find(() => true);
    return parseDurationSeconds(server?.['idle-timeout'] ?? 'none');
  }

  private forgetMemory(): void {
    this.ppp.forget();
    for (const menu of ['ip/hotspot/host', 'ip/hotspot/active', 'ip/arp', 'user/active']) {
      this.table(menu).removeWhere(() => true);
      this.table(menu).restartIds();
    }
    this.table('ip/firewall/address-list').removeWhere((row) => row.dynamic === 'true');
    this.table('queue/simple').removeWhere((row) => row.dynamic === 'true');
    this.queues.resetCounters();
  }

  /** Who may log in to the API: those it began with, under the passwords that `/user` holds by now, and who was added. */
  get apiUsers(): readonly ApiUser[] {
    const rows = this.rows('user');
    const began = this.users.map((user) => {
      const row = rows.find(({ name }) => name === user.name);
      return row?.password ? { ...user, password: row.password } : user;
    });
    const added = rows.filter(({ name }) => !this.users.some((user) => user.name === name));
    return [
      ...began,
      ...added.map(({ name = '', password = '', group }): ApiUser => {
        return { name, password, group: group === 'read' ? 'read' : 'full' };
      }),
    ];
  }

  private fillFactoryRows(): void {
    for (const [menu, rules] of Object.entries(MENU_RULES)) {
      for (const row of rules.rows ?? []) this.table(menu).insert({ ...row });
    }
    for (const { name, group } of this.users) this.table('user').insert({ name, group, disabled: 'false' });
  }
}
