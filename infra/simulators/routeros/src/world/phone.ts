// phone.ts — a simulated phone: which WiFi it is on, what it wants to move, and what really moved.
import type { Row } from '../tables/table';
import type { Client } from './hosts';
import type { Router } from './router';

interface MovedBytes {
  /** From the phone, as the router counts it (upload). */
  bytesIn: number;
  /** To the phone (download). */
  bytesOut: number;
}

interface TrafficDemand {
  downBitsPerSecond?: number;
  upBitsPerSecond?: number;
}

/** A download that is under way: so many bytes are still wanted. */
interface Flow {
  leftBytes: number;
  onBytes: (bytes: number) => void;
}

/** The most that the phone's radio carries. */
const LINK_BITS_PER_SECOND = 50_000_000;
/** Acknowledgements and requests that go up for what comes down, as one part in so many. */
const DOWNLOAD_UPLINK_SHARE = 40;
const GHOST_IDLE_SECONDS = 3 * 86_400;

/** Where a phone's addresses lie: in the router's /24 while there is room, else in a /16 of their own. */
const ADDRESS_BLOCKS = {
  usual: { offset: 10, block: 60 },
  private: { offset: 100, block: 80 },
  ghost: { offset: 200, block: 140 },
};
const MAX_NUMBER_IN_SMALL_NET = 50;

const addressOf = (router: Router, number: number, kind: keyof typeof ADDRESS_BLOCKS): string => {
  const { offset, block } = ADDRESS_BLOCKS[kind];
  if (number <= MAX_NUMBER_IN_SMALL_NET) return `${router.clientPrefix}${offset + number}`;
  return `10.${block + router.index}.${number >> 8}.${number & 255}`;
};

const macOf = (number: number): string => {
  const hex = number.toString(16).toUpperCase().padStart(6, '0');
  return `A4:C3:F0:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
};

export class Phone {
  mac: string;
  address: string | undefined;
  router: Router | undefined;
  /** The truth: what routers let through and counted, whatever any ledger says. */
  readonly movedBytes: MovedBytes = { bytesIn: 0, bytesOut: 0 };
  /** Moved before login in the walled garden: counted by the router, charged to no one. */
  readonly walledGardenBytes: MovedBytes = { bytesIn: 0, bytesOut: 0 };
  /** Moved past the counters by FastTrack. */
  readonly uncountedBytes: MovedBytes = { bytesIn: 0, bytesOut: 0 };
  demand: Required<TrafficDemand> = { downBitsPerSecond: 0, upBitsPerSecond: 0 };
  private readonly flows = new Set<Flow>();
  private privateMacs = 0;
  private joinedOnce = false;

  constructor(
    readonly number: number,
    private readonly routers: readonly Router[],
  ) {
    this.mac = macOf(number);
  }

  /** The phone as its router sees it, or undefined while it is on no WiFi. */
  get client(): Client | undefined {
    return this.router && this.address !== undefined ? { mac: this.mac, address: this.address } : undefined;
  }

  /** Whether it has been on any WiFi since the simulator started. */
  get hasJoined(): boolean {
    return this.joinedOnce;
  }

  /** Joins a router's WiFi (the first, if none is named) and makes itself seen there. */
  join(routerIndex = 0, options: { address?: string } = {}): void {
    const router = this.routers[routerIndex];
    if (!router) throw new Error(`there is no router ${routerIndex}`);
    this.joinedOnce = true;
    this.router = router;
    const fixed = router
      .table('ip/dhcp-server/lease')
      .find((row) => row['mac-address'] === this.mac && row.dynamic !== 'true' && row.disabled !== 'true');
    this.address = options.address ?? fixed?.address ?? addressOf(router, this.number, 'usual');
    this.lease(router, this.address);
    this.wake();
  }

  /** Walks away; the router keeps its row until the idle time-out. */
  leave(): void {
    this.stopTraffic();
    this.router = undefined;
    this.address = undefined;
  }

  roam(routerIndex: number): void {
    const { demand } = this;
    this.leave();
    this.join(routerIndex);
    this.demand = demand;
  }

  /** A few packets, enough to be seen; a row that timed out is made again. */
  wake(): void {
    if (this.client && this.router?.isOn) this.router.hosts.touch(this.client);
  }

  /** Falls asleep for longer than the idle time-out: traffic stops and its row is gone. */
  idle(): void {
    this.stopTraffic();
    if (!this.client) return;
    this.router?.logins.end(this.client);
    this.router?.hosts.drop(this.client);
  }

  /** Joins again under a new random-looking MAC, as phones with private addresses do. */
  usePrivateMac(): void {
    const { router } = this;
    this.leave();
    this.privateMacs += 1;
    this.mac = `02:${(this.privateMacs % 256).toString(16).toUpperCase().padStart(2, '0')}${macOf(this.number).slice(5)}`;
    if (router) this.join(router.index, { address: addressOf(router, this.number, 'private') });
  }

  /** Leaves a second row of the same MAC behind, at an old address and idle for days. */
  leaveGhost(bytesIn = 1_000_000, bytesOut = 9_000_000): void {
    if (!this.router) return;
    const address = addressOf(this.router, this.number, 'ghost');
    this.router.hosts.addGhost({ mac: this.mac, address }, bytesIn, bytesOut, GHOST_IDLE_SECONDS);
  }

  startTraffic(demand: TrafficDemand): void {
    this.demand = { downBitsPerSecond: 0, upBitsPerSecond: 0, ...demand };
  }

  stopTraffic(): void {
    this.demand = { downBitsPerSecond: 0, upBitsPerSecond: 0 };
    this.flows.clear();
  }

  /** Moves bytes at once if the router lets them through; the answer is what really moved and was counted. */
  transfer(bytesIn: number, bytesOut: number): MovedBytes {
    const { client, router } = this;
    if (!client || !router) return { bytesIn: 0, bytesOut: 0 };
    const route = router.routeOf(client);
    this.wake();
    if (route.outcome !== 'open') return { bytesIn: 0, bytesOut: 0 };
    const left = router.logins.leftBytes(client);
    const up = Math.min(bytesIn, left);
    const down = Math.min(bytesOut, left - up);
    router.count(client, route, up, down, 0);
    return this.credit(route.fastTracked, up, down);
  }

  /** Bytes in the walled garden: they move before login and the router counts them all the same. */
  useWalledGarden(bytesIn: number, bytesOut: number): void {
    const { client, router } = this;
    if (!client || !router?.isOn) return;
    router.hosts.count(client, bytesIn, bytesOut);
    this.walledGardenBytes.bytesIn += bytesIn;
    this.walledGardenBytes.bytesOut += bytesOut;
  }

  /** Wants so many bytes as fast as the router gives them; returns how to give up. */
  download(bytes: number, onBytes: (bytes: number) => void): () => void {
    const flow = { leftBytes: bytes, onBytes };
    this.flows.add(flow);
    return () => this.flows.delete(flow);
  }

  /** Bytes that the phone would move in so many milliseconds if nothing held it back. */
  wantedBytes(elapsedMs: number): { up: number; down: number } {
    const bytesAt = (bits: number): number => Math.floor((bits * elapsedMs) / 8_000);
    let flowing = 0;
    for (const flow of this.flows) flowing += flow.leftBytes;
    const down = Math.min(bytesAt(this.demand.downBitsPerSecond) + flowing, bytesAt(LINK_BITS_PER_SECOND));
    const up =
      bytesAt(this.demand.upBitsPerSecond) + Math.floor(Math.min(flowing, down) / DOWNLOAD_UPLINK_SHARE);
    return { up, down };
  }

  /** Hands over what got through: the steady demand first, then the downloads in the order they began. */
  receive(fastTracked: boolean, up: number, down: number, elapsedMs: number): void {
    this.credit(fastTracked, up, down);
    let left = Math.max(0, down - Math.floor((this.demand.downBitsPerSecond * elapsedMs) / 8_000));
    for (const flow of [...this.flows]) {
      const bytes = Math.min(left, flow.leftBytes);
      left -= bytes;
      flow.leftBytes -= bytes;
      if (flow.leftBytes === 0) this.flows.delete(flow);
      if (bytes > 0) flow.onBytes(bytes);
    }
  }

  private credit(fastTracked: boolean, bytesIn: number, bytesOut: number): MovedBytes {
    const account = fastTracked ? this.uncountedBytes : this.movedBytes;
    account.bytesIn += bytesIn;
    account.bytesOut += bytesOut;
    return fastTracked ? { bytesIn: 0, bytesOut: 0 } : { bytesIn, bytesOut };
  }

  private lease(router: Router, address: string): void {
    const leases = router.table('ip/dhcp-server/lease');
    const bound = {
      address,
      'active-address': address,
      'active-mac-address': this.mac,
      status: 'bound',
      'last-seen': '0s',
    };
    const ofMac = (row: Row): boolean => row['mac-address'] === this.mac;
    const fixed = leases.find((row) => ofMac(row) && row.dynamic !== 'true' && row.disabled !== 'true');
    // A client that gets its static lease has no dynamic one any more.
    if (fixed) leases.removeWhere((row) => ofMac(row) && row.dynamic === 'true');
    const known = fixed ?? leases.find(ofMac);
    if (known)
      leases.update(known['.id'] ?? '', {
        ...bound,
        address: known.dynamic === 'true' ? address : (known.address ?? address),
      });
    else {
      leases.removeWhere((row) => row.dynamic === 'true' && row.address === address);
      leases.insert({
        'mac-address': this.mac,
        server: 'dhcp1',
        'host-name': `phone${this.number}`,
        ...bound,
        dynamic: 'true',
        disabled: 'false',
      });
    }
  }
}
