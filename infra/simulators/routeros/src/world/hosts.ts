// hosts.ts — the hotspot's host table: who is seen, since when, with what counters; idle rows go away.
import { HOTSPOT_SERVER } from '../tables/menu-rules';
import type { Row, Table } from '../tables/table';
import { formatDuration } from '../tables/values';
import type { Bindings } from './bindings';

/** Bytes of a full packet, to count packets by. */
const PACKET_BYTES = 1_400;

export interface Client {
  mac: string;
  address: string;
}

interface HostLife {
  bornAtMs: number;
  lastActiveMs: number;
  bytesIn: number;
  bytesOut: number;
  packetsIn: number;
  packetsOut: number;
  /** Undefined for a ghost that no time-out takes. */
  idleTimeoutSeconds: number | undefined;
}

interface HostsOptions {
  nowMs: () => number;
  bindings: Bindings;
  isLoggedIn: (client: Client) => boolean;
  idleTimeoutSeconds: () => number | undefined;
  /** The address that the router's rules see for a client: another one where the hotspot translates. */
  translated: (client: Client) => string;
}

export class Hosts {
  private readonly lives = new Map<string, HostLife>();
  private readonly idByClient = new Map<string, string>();
  private readonly idsByMac = new Map<string, Set<string>>();

  constructor(
    readonly table: Table,
    private readonly options: HostsOptions,
  ) {
    table.watch(({ kind, row }) => {
      if (kind === 'removed') this.forget(row);
      // A row put there by hand is alive from now on.
      else if (!this.lives.has(row['.id'] ?? '')) this.learn(row, this.newLife());
    });
  }

  /** The stored row of a client, if it is seen at all. */
  of(client: Client): Row | undefined {
    return this.table.get(this.idByClient.get(keyOf(client)) ?? '');
  }

  /** The row of a client, made if this is its first packet; being seen ends idleness. */
  touch(client: Client): string {
    const known = this.idByClient.get(keyOf(client));
    const life = known === undefined ? undefined : this.lives.get(known);
    if (known !== undefined && life) {
      life.lastActiveMs = this.options.nowMs();
      return known;
    }
    return this.table.insert(this.fieldsOf(client))['.id'] ?? '';
  }

  /** Counts bytes on a client's row: in = from the client, out = to the client, as the router sees it. */
  count(client: Client, bytesIn: number, bytesOut: number): void {
    const life = this.lives.get(this.touch(client));
    if (!life) return;
    life.bytesIn += bytesIn;
    life.bytesOut += bytesOut;
    life.packetsIn += Math.ceil(bytesIn / PACKET_BYTES);
    life.packetsOut += Math.ceil(bytesOut / PACKET_BYTES);
  }

  /** Takes away rows that have been idle too long. */
  expire(): Client[] {
    const gone: Client[] = [];
    for (const [id, life] of this.lives) {
      if (life.idleTimeoutSeconds === undefined) continue;
      const bypassed = this.table.get(id)?.bypassed === 'true';
      // The idle time-out is for clients that are not let through; production routers keep bypassed ones for days.
      if (bypassed) continue;
      if (this.options.nowMs() - life.lastActiveMs < life.idleTimeoutSeconds * 1_000) continue;
      const row = this.table.get(id);
      if (row) gone.push({ mac: row['mac-address'] ?? '', address: row.address ?? '' });
      this.table.remove(id);
    }
    return gone;
  }

  drop(client: Client): void {
    const id = this.idByClient.get(keyOf(client));
    if (id !== undefined) this.table.remove(id);
  }

  /** An old row of the same MAC at another address, idle for days, that stays: seen on production routers. */
  addGhost(client: Client, bytesIn: number, bytesOut: number, idleSeconds: number): void {
    const id = this.table.insert(this.fieldsOf(client))['.id'] ?? '';
    const at = this.options.nowMs() - idleSeconds * 1_000;
    this.lives.set(id, {
      ...this.newLife(),
      bornAtMs: at,
      lastActiveMs: at,
      bytesIn,
      bytesOut,
      idleTimeoutSeconds: undefined,
    });
  }

  /** Brings the flags of a MAC's rows (or of all rows) up to date after a binding or a login changed. */
  refreshFlags(mac?: string): void {
    const ids = mac === undefined ? [...this.lives.keys()] : [...(this.idsByMac.get(mac) ?? [])];
    for (const id of ids) {
      const row = this.table.get(id);
      if (!row) continue;
      const flags = this.flagsOf({ mac: row['mac-address'] ?? '', address: row.address ?? '' });
      if (flags.authorized !== row.authorized || flags.bypassed !== row.bypassed)
        this.table.update(id, flags);
    }
  }

  /** The row with what only the clock and the counters know. */
  present(row: Row): Row {
    const life = this.lives.get(row['.id'] ?? '');
    if (!life) return row;
    const nowMs = this.options.nowMs();
    const { '.id': id, 'mac-address': mac, address, 'to-address': _, server, ...rest } = row;
    const { 'found-by': foundBy, ...flags } = rest;
    return {
      '.id': id ?? '',
      'mac-address': mac ?? '',
      address: address ?? '',
      'to-address': this.options.translated({ mac: mac ?? '', address: address ?? '' }),
      server: server ?? '',
      uptime: formatDuration((nowMs - life.bornAtMs) / 1_000),
      'idle-time': formatDuration((nowMs - life.lastActiveMs) / 1_000),
      'idle-timeout': formatDuration(life.idleTimeoutSeconds ?? 0),
      'bytes-in': String(life.bytesIn),
      'bytes-out': String(life.bytesOut),
      'packets-in': String(life.packetsIn),
      'packets-out': String(life.packetsOut),
      'found-by': foundBy ?? '',
      ...flags,
    };
  }

  private fieldsOf(client: Client): Row {
    return {
      'mac-address': client.mac,
      address: client.address,
      'to-address': this.options.translated(client),
      server: HOTSPOT_SERVER,
      'bridge-port': 'ether2',
      'found-by': `UDP :49762 -> ${client.address.replace(/\d+$/, '1')}:53`,
      DHCP: 'true',
      dynamic: 'false',
      ...this.flagsOf(client),
    };
  }

  private flagsOf(client: Client): Row {
    return {
      authorized: String(this.options.isLoggedIn(client)),
      bypassed: String(this.options.bindings.typeOf(client.mac, client.address) === 'bypassed'),
    };
  }

  private newLife(): HostLife {
    const nowMs = this.options.nowMs();
    const idleTimeoutSeconds = this.options.idleTimeoutSeconds();
    return {
      bornAtMs: nowMs,
      lastActiveMs: nowMs,
      bytesIn: 0,
      bytesOut: 0,
      packetsIn: 0,
      packetsOut: 0,
      idleTimeoutSeconds,
    };
  }

  private learn(row: Row, life: HostLife): void {
    const id = row['.id'] ?? '';
    const mac = row['mac-address'] ?? '';
    this.lives.set(id, life);
    this.idByClient.set(keyOf({ mac, address: row.address ?? '' }), id);
    this.idsByMac.set(mac, (this.idsByMac.get(mac) ?? new Set()).add(id));
  }

  private forget(row: Row): void {
    const id = row['.id'] ?? '';
    const mac = row['mac-address'] ?? '';
    const key = keyOf({ mac, address: row.address ?? '' });
    this.lives.delete(id);
    if (this.idByClient.get(key) === id) this.idByClient.delete(key);
    this.idsByMac.get(mac)?.delete(id);
  }
}

const keyOf = ({ mac, address }: Client): string => `${mac} ${address}`;
