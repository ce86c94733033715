// logins.ts — hotspot logins: the `active` table, filled by the router's login page or by the API's login command.
import { HOTSPOT_SERVER } from '../tables/menu-rules';
import type { Row, Table } from '../tables/table';
import { formatDuration, parseDurationSeconds, parseRatePair } from '../tables/values';
import type { Client } from './hosts';

/** Bytes of a full packet, to count packets by. */
const PACKET_BYTES = 1_400;
/** Marks the list entries that a profile's `address-list` makes at a login; RouterOS comments them like this too. */
const LIST_OF_LOGIN = 'hotspot login';

interface LoginLife {
  user: string;
  sinceMs: number;
  bytesIn: number;
  bytesOut: number;
}

/** Usage of a hotspot user over all its logins: RouterOS keeps it on the user's row. */
interface UserUse {
  milliseconds: number;
  bytesIn: number;
  bytesOut: number;
}

export class Logins {
  private readonly lives = new Map<string, LoginLife>();
  private readonly uses = new Map<string, UserUse>();

  constructor(
    private readonly table: Table,
    private readonly tables: ReadonlyMap<string, Table>,
    private readonly nowMs: () => number,
  ) {
    table.watch(({ kind, row }) => {
      const id = row['.id'] ?? '';
      if (kind === 'removed') this.close(id, row);
      else if (!this.lives.has(id)) this.open(id, row);
    });
  }

  of(client: Client): Row | undefined {
    return this.table.find((row) => row['mac-address'] === client.mac && row.address === client.address);
  }

  /** Logs a client in as a hotspot user; the answer is the reason for a refusal, or undefined. */
  begin(client: Client, name: string, password: string, loginBy = 'http-pap'): string | undefined {
    const user = this.userOf(name);
    if (!user || (user.password ?? '') !== password) return 'invalid username or password';
    if (user['mac-address'] && user['mac-address'] !== client.mac) return 'invalid username or password';
    if (this.of(client)) return undefined;
    if (this.leftMilliseconds(user) <= 0) return `user ${name} has reached uptime limit`;
    if (this.leftOfUser(user) <= 0) return `user ${name} has reached traffic limit`;
    const fields = { server: HOTSPOT_SERVER, user: name, address: client.address, 'mac-address': client.mac };
    this.table.insert({ ...fields, 'login-by': loginBy, radius: 'false', blocked: 'false' });
    this.addQueue(user, client);
    return undefined;
  }

  end(client: Client): void {
    const row = this.of(client);
    if (row) this.table.remove(row['.id'] ?? '');
  }

  count(client: Client, bytesIn: number, bytesOut: number): void {
    const life = this.lives.get(this.of(client)?.['.id'] ?? '');
    if (!life) return;
    life.bytesIn += bytesIn;
    life.bytesOut += bytesOut;
    this.expire();
  }

  /** How many bytes a client's login may still move; Infinity without a login or a limit. */
  leftBytes(client: Client): number {
    const user = this.userOf(this.of(client)?.user ?? '');
    return user ? Math.max(0, this.leftOfUser(user)) : Infinity;
  }

  /** Ends logins whose user has reached a limit. */
  expire(): void {
    for (const [id, life] of [...this.lives]) {
      const user = this.userOf(life.user);
      if (user && (this.leftMilliseconds(user) <= 0 || this.leftOfUser(user) <= 0)) this.table.remove(id);
    }
  }

  /** A user's row with what it has used. */
  presentUser(row: Row): Row {
    const use = this.usedBy(row.name ?? '');
    return {
      ...row,
      uptime: formatDuration(use.milliseconds / 1_000),
      'bytes-in': String(use.bytesIn),
      'bytes-out': String(use.bytesOut),
      'packets-in': String(Math.ceil(use.bytesIn / PACKET_BYTES)),
      'packets-out': String(Math.ceil(use.bytesOut / PACKET_BYTES)),
    };
  }

  present(row: Row): Row {
    const life = this.lives.get(row['.id'] ?? '');
    if (!life) return row;
    return {
      ...row,
      uptime: formatDuration((this.nowMs() - life.sinceMs) / 1_000),
      'idle-time': '0s',
      'bytes-in': String(life.bytesIn),
      'bytes-out': String(life.bytesOut),
    };
  }

  private userOf(name: string): Row | undefined {
    return this.tables.get('ip/hotspot/user')?.find((row) => row.name === name && row.disabled !== 'true');
  }

  private profileOf(user: Row | undefined): Row | undefined {
    return this.tables
      .get('ip/hotspot/user/profile')
      ?.find((row) => row.name === (user?.profile ?? 'default'));
  }

  /** Of all logins, the open ones too. */
  private usedBy(name: string): UserUse {
    const use = { ...(this.uses.get(name) ?? { milliseconds: 0, bytesIn: 0, bytesOut: 0 }) };
    for (const life of this.lives.values()) {
      if (life.user !== name) continue;
      use.milliseconds += this.nowMs() - life.sinceMs;
      use.bytesIn += life.bytesIn;
      use.bytesOut += life.bytesOut;
    }
    return use;
  }

  private leftMilliseconds(user: Row): number {
    const limit = parseDurationSeconds(user['limit-uptime'] ?? '0s') ?? 0;
    return limit === 0 ? Infinity : limit * 1_000 - this.usedBy(user.name ?? '').milliseconds;
  }

  /** Zero or no limit is no limit, as in RouterOS. */
  private leftOfUser(user: Row): number {
    const { bytesIn, bytesOut } = this.usedBy(user.name ?? '');
    const left = (limit: string | undefined, used: number): number =>
      Number(limit ?? 0) === 0 ? Infinity : Number(limit) - used;
    return Math.min(
      left(user['limit-bytes-in'], bytesIn),
      left(user['limit-bytes-out'], bytesOut),
      left(user['limit-bytes-total'], bytesIn + bytesOut),
    );
  }

  private open(id: string, row: Row): void {
    this.lives.set(id, { user: row.user ?? '', sinceMs: this.nowMs(), bytesIn: 0, bytesOut: 0 });
    const list = this.profileOf(this.userOf(row.user ?? ''))?.['address-list'];
    if (list)
      this.tables.get('ip/firewall/address-list')?.insert({
        list,
        address: row.address ?? '',
        dynamic: 'true',
        disabled: 'false',
        comment: LIST_OF_LOGIN,
      });
  }

  /** A user profile's rate-limit makes a queue at login: that is why bypassed hosts get none. */
  private addQueue(user: Row, client: Client): void {
    const rate = parseRatePair((this.profileOf(user)?.['rate-limit'] ?? '').split(' ')[0] ?? '');
    if (!rate) return;
    const queues = this.tables.get('queue/simple');
    const first = queues?.find(() => true);
    const limit = {
      'max-limit': `${rate.upBits}/${rate.downBits}`,
      target: `${client.address}/32`,
      parent: 'none',
    };
    queues?.insert({ name: queueName(client), ...limit, dynamic: 'true', disabled: 'false' }, first?.['.id']);
  }

  private close(id: string, row: Row): void {
    const life = this.lives.get(id);
    if (life) {
      const use = this.usedBy(life.user);
      this.lives.delete(id);
      this.uses.set(life.user, use);
    }
    const client = { mac: row['mac-address'] ?? '', address: row.address ?? '' };
    this.tables
      .get('queue/simple')
      ?.removeWhere((queue) => queue.dynamic === 'true' && queue.name === queueName(client));
    this.tables
      .get('ip/firewall/address-list')
      ?.removeWhere((entry) => entry.comment === LIST_OF_LOGIN && entry.address === client.address);
  }
}

const queueName = (client: Client): string => `<hotspot-${client.mac}>`;
