// ppp.ts — PPPoE sessions of one router: who may dial in, and what lives exactly as long as the session.
import type { Row, Table } from '../tables/table';
import {
  formatAddress,
  formatDate,
  formatDuration,
  parseAddressRange,
  parseRatePair,
} from '../tables/values';

/** Marks the list entries that a profile's `address-list` makes at a login. */
const LIST_OF_SESSION = 'ppp session';
const SERVICES = ['any', 'pppoe'];

interface Credentials {
  name: string;
  password: string;
  /** The MAC of the client, in capitals. */
  callerId: string;
}

/** Why the router hangs up, in its own words. */
type EndReason = 'peer-request' | 'nas-request' | 'hung-up';

interface Session {
  sinceMs: number;
  interfaceId: string;
  queueId: string | undefined;
  listId: string | undefined;
}

interface PppWorld {
  readonly nowMs: () => number;
  readonly personality: () => 'v6' | 'v7';
  readonly count: (queue: Row, bytesIn: number, bytesOut: number) => void;
}

/** The outcome of a dial: the id of the session, or the refusal in the router's words. */
type Dialled = { id: string } | { refusal: string };

export class Ppp {
  private readonly sessions = new Map<string, Session>();
  private reason: EndReason = 'nas-request';
  private nextSession = 1;

  constructor(
    private readonly tables: ReadonlyMap<string, Table>,
    private readonly world: PppWorld,
  ) {
    this.table('ppp/active').watch(({ kind, row }) => {
      if (kind === 'removed') this.close(row);
    });
  }

  /** A client dials in. The session keeps what its secret and profile say now until it ends. */
  begin(credentials: Credentials): Dialled {
    const secret = this.table('ppp/secret').find(({ name }) => name === credentials.name);
    if (!secret || !isAllowed(secret, credentials)) return { refusal: 'authentication failed' };
    const profile = this.table('ppp/profile').find(({ name }) => name === secret.profile);
    if (!profile) return { refusal: 'authentication failed' };
    const open = this.table('ppp/active').find(({ name }) => name === credentials.name);
    if (open && this.isOnlyOne(profile)) return { refusal: `user ${credentials.name} is already active` };
    const address = this.addressFor(secret, profile);
    if (address === undefined) return { refusal: 'could not determine remote address' };
    return { id: this.open(credentials, profile, address) };
  }

  isOpen(id: string): boolean {
    return this.sessions.has(id);
  }

  addressOf(id: string): string | undefined {
    return this.table('ppp/active').get(id)?.address;
  }

  end(id: string, reason: EndReason): void {
    this.reason = reason;
    this.table('ppp/active').remove(id);
    this.reason = 'nas-request';
  }

  /** Power is gone: sessions end and the router can note nothing of them. */
  forget(): void {
    const ids = [...this.sessions.keys()];
    const rows = ids.map((id) => this.table('ppp/active').get(id));
    for (const row of rows) if (row) this.takeDown(row);
    this.table('ppp/active').removeWhere(() => true);
    this.table('ppp/active').restartIds();
  }

  /** Bytes of a session; `bytesIn` is what the client sends, which its interface receives. */
  count(id: string, bytesIn: number, bytesOut: number): void {
    const session = this.sessions.get(id);
    const row = session && this.table('interface').get(session.interfaceId);
    if (!row) return;
    row['rx-byte'] = String(Number(row['rx-byte']) + bytesIn);
    row['tx-byte'] = String(Number(row['tx-byte']) + bytesOut);
    const queue = session.queueId === undefined ? undefined : this.table('queue/simple').get(session.queueId);
    if (queue) this.world.count(queue, bytesIn, bytesOut);
  }

  present(row: Row): Row {
    const session = this.sessions.get(row['.id'] ?? '');
    if (!session) return row;
    return { ...row, uptime: formatDuration((this.world.nowMs() - session.sinceMs) / 1_000) };
  }

  private open({ name, callerId }: Credentials, profile: Row, address: string): string {
    const interfaceName = this.freeName(name);
    const active = this.table('ppp/active').insert({
      ...{ name, service: 'pppoe', 'caller-id': callerId, address, encoding: '' },
      'session-id': `0x${(0x81000000 + this.nextSession).toString(16)}`,
      ...{ 'limit-bytes-in': '0', 'limit-bytes-out': '0', radius: 'false' },
    });
    this.nextSession += 1;
    const carrier = this.table('interface').insert({
      ...{ name: interfaceName, type: 'pppoe-in', 'actual-mtu': '1480', 'rx-byte': '0', 'tx-byte': '0' },
      ...{ dynamic: 'true', running: 'true', disabled: 'false' },
    });
    const id = active['.id'] ?? '';
    this.sessions.set(id, {
      sinceMs: this.world.nowMs(),
      interfaceId: carrier['.id'] ?? '',
      queueId: this.addQueue(interfaceName, profile),
      listId: this.joinList(profile, address),
    });
    const secret = this.table('ppp/secret').find((row) => row.name === name);
    if (secret) this.table('ppp/secret').update(secret['.id'] ?? '', { 'last-caller-id': callerId });
    return id;
  }

  private addQueue(name: string, profile: Row): string | undefined {
    const rate = parseRatePair((profile['rate-limit'] ?? '').split(' ')[0] ?? '');
    if (!rate) return undefined;
    const queues = this.table('queue/simple');
    const limit = { 'max-limit': `${rate.upBits}/${rate.downBits}`, parent: 'none' };
    const fields = { name, target: name, ...limit, dynamic: 'true', disabled: 'false' };
    return queues.insert(fields, queues.find(() => true)?.['.id'])['.id'];
  }

  private joinList(profile: Row, address: string): string | undefined {
    const list = profile['address-list'];
    if (!list) return undefined;
    const fields = { list, address, dynamic: 'true', disabled: 'false', comment: LIST_OF_SESSION };
    return this.table('ip/firewall/address-list').insert(fields)['.id'];
  }

  private close(row: Row): void {
    if (!this.takeDown(row)) return;
    const secret = this.table('ppp/secret').find(({ name }) => name === row.name);
    if (secret)
      this.table('ppp/secret').update(secret['.id'] ?? '', {
        'last-logged-out': formatDate(this.world.nowMs(), this.world.personality()),
        'last-disconnect-reason': this.reason,
      });
  }

  private takeDown(row: Row): boolean {
    const id = row['.id'] ?? '';
    const session = this.sessions.get(id);
    if (!session) return false;
    this.sessions.delete(id);
    this.table('interface').remove(session.interfaceId);
    if (session.queueId !== undefined) this.table('queue/simple').remove(session.queueId);
    if (session.listId !== undefined) this.table('ip/firewall/address-list').remove(session.listId);
    return true;
  }

  /** `default` takes over what the profile `default` says, which is no on a fresh router. */
  private isOnlyOne(profile: Row): boolean {
    const said = profile['only-one'] ?? 'default';
    if (said !== 'default') return said === 'yes';
    return this.table('ppp/profile').find(({ name }) => name === 'default')?.['only-one'] === 'yes';
  }

  /** A secret goes before its profile, except that one address beats a pool. */
  private addressFor(secret: Row, profile: Row): string | undefined {
    const named = [secret['remote-address'], profile['remote-address']].filter(
      (one): one is string => one !== undefined && one !== '',
    );
    const fixed = named.find((one) => parseAddressRange(one) !== undefined);
    return fixed ?? (named[0] === undefined ? undefined : this.fromPool(named[0]));
  }

  private fromPool(pool: string): string | undefined {
    const ranges = this.table('ip/pool').find(({ name }) => name === pool)?.ranges ?? '';
    const taken = new Set([...this.table('ppp/active').all()].map(({ address }) => address));
    for (const range of ranges.split(',')) {
      const bounds = parseAddressRange(range);
      if (!bounds) continue;
      for (let number = bounds.first; number <= bounds.last; number += 1) {
        const address = formatAddress(number);
        if (!taken.has(address)) return address;
      }
    }
    return undefined;
  }

  private freeName(user: string): string {
    const isTaken = (name: string): boolean =>
      this.table('interface').find((row) => row.name === name) !== undefined;
    let name = `<pppoe-${user}>`;
    for (let number = 1; isTaken(name); number += 1) name = `<pppoe-${user}-${number}>`;
    return name;
  }

  private table(menu: string): Table {
    const table = this.tables.get(menu);
    if (!table) throw new Error(`there is no menu ${menu}`);
    return table;
  }
}

const isAllowed = (secret: Row, { password, callerId }: Credentials): boolean =>
  secret.disabled !== 'true' &&
  (secret.password ?? '') === password &&
  SERVICES.includes(secret.service ?? 'any') &&
  (!secret['caller-id'] || secret['caller-id'] === callerId);
