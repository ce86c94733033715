// logins.ts — hotspot logins: the `active` table, filled by the router's login page or by the API's login command.
import { HOTSPOT_SERVER } from '../tables/menus';
import type { Row, Table } from '../tables/table';
import { formatDuration, parseRatePair } from '../tables/values';
import type { Client } from './hosts';

interface LoginLife {
  sinceMs: number;
  bytesIn: number;
  bytesOut: number;
}

export class Logins {
  private readonly lives = new Map<string, LoginLife>();

  constructor(
    private readonly table: Table,
    private readonly tables: ReadonlyMap<string, Table>,
    private readonly nowMs: () => number,
  ) {
    table.watch(({ kind, row }) => {
      const id = row['.id'] ?? '';
      if (kind === 'removed') this.close(id, row);
      else if (!this.lives.has(id)) this.lives.set(id, { sinceMs: this.nowMs(), bytesIn: 0, bytesOut: 0 });
    });
  }

  of(client: Client): Row | undefined {
    return this.table.find((row) => row['mac-address'] === client.mac && row.address === client.address);
  }

  /** Logs a client in as a hotspot user; the answer is the reason for a refusal, or undefined. */
  begin(client: Client, name: string, password: string, loginBy = 'http-pap'): string | undefined {
    const user = this.tables
      .get('ip/hotspot/user')
      ?.find((row) => row.name === name && row.disabled !== 'true');
    if (!user || (user.password ?? '') !== password) return 'invalid username or password';
    if (user['mac-address'] && user['mac-address'] !== client.mac) return 'invalid username or password';
    if (this.of(client)) return undefined;
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

  /** A user profile's rate-limit makes a queue at login: that is why bypassed hosts get none. */
  private addQueue(user: Row, client: Client): void {
    const profile = this.tables
      .get('ip/hotspot/user/profile')
      ?.find((row) => row.name === (user.profile ?? 'default'));
    const rate = parseRatePair((profile?.['rate-limit'] ?? '').split(' ')[0] ?? '');
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
    this.lives.delete(id);
    const client = { mac: row['mac-address'] ?? '', address: row.address ?? '' };
    this.tables
      .get('queue/simple')
      ?.removeWhere((queue) => queue.dynamic === 'true' && queue.name === queueName(client));
  }
}

const queueName = (client: Client): string => `<hotspot-${client.mac}>`;
