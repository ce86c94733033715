// online-world.ts — two routers, two phones of one account, and who was really online: what the meter's time is held against.
import { evolveTable, forEachCharge, newMeterTable, type MeterTable } from './meter-charges';
import { newMeter, type Meter, type UsageMetered } from './meter';
import { observe, type Observation } from './meter.decide';
import { evolveMeter } from './meter-fold';
import { ALL_RULES, type MeterRules } from './meter-rules';
import { ONLINE_GAP_SECONDS } from './online-presence';
import { initialState, type QuotaAccount } from './account';
import { evolve } from './quota-account';

const START = Date.parse('2026-11-01T00:00:00.000Z');
const NOW = '2027-01-01T00:00:00.000Z';
const OWNER = '11111111-1111-4111-8111-111111111111';
const BYTES_A_SECOND = 1_000;
export const SOLD_SECONDS = 1_000_000;

const instantOf = (second: number): string => new Date(START + second * 1_000).toISOString();

type Row = {
  readonly id: string;
  readonly phone: number;
  readonly bornAt: number;
  sent: number;
  got: number;
};

class Router {
  bootedAt = 0;
  boots = 0;
  rows: Row[] = [];
  meter: Meter = newMeter();
  readonly events: UsageMetered[] = [];
  readonly table: MeterTable = newMeterTable();
  last: Observation | null = null;
  sequence = 0;
  /** When it was last read, and what each row had sent by then. */
  readAt: number | null = null;
  sentThen = new Map<Row, number>();
  private ids = 0;

  join(phone: number, second: number): void {
    if (this.rowOf(phone)) return;
    this.ids += 1;
    this.rows.push({ id: `*${this.ids}`, phone, bornAt: second, sent: 0, got: 0 });
  }

  rowOf(phone: number): Row | undefined {
    return this.rows.find((row) => row.phone === phone);
  }

  reboot(second: number): void {
    this.boots += 1;
    this.bootedAt = second;
    this.rows = [];
    this.ids = 0;
  }
}

export type OnlineOp =
  | readonly ['pass', seconds: number]
  | readonly ['read' | 'redeliver' | 'crash' | 'reboot', router: number]
  | readonly ['roam', phone: number, router: number]
  /** `push`: others send to it, wherever a row of it still stands. */
  | readonly ['leave' | 'use' | 'rest' | 'push', phone: number];

/** Time in whole seconds: nothing here is rounded. */
export class OnlineWorld {
  account: QuotaAccount;
  /** Seconds of the clock in which a phone was seen online, by the plainest reckoning. */
  readonly online = new Set<number>();
  /** What the rows' seconds would be if each counted for itself. */
  rowsSeconds = 0;
  private second = 0;
  private readonly routers = [new Router(), new Router()];
  /** At which router each phone is, and whether it is used. */
  private readonly phones = [
    { at: 0, isUsed: true },
    { at: -1, isUsed: true },
  ];

  constructor(private readonly rules: MeterRules = ALL_RULES) {
    this.account = evolve(initialState(), {
      ...{ type: 'QuotaGranted', grantId: 'g', source: 'voucher', bytes: 0, unlimited: true },
      ...{ expiresAt: null, priority: 0, fupThresholdBytes: 0, onlineSeconds: SOLD_SECONDS },
      ...{ at: instantOf(0), reason: '', actor: '' },
    });
    this.routers[0]?.join(0, 0);
  }

  get usedSeconds(): number {
    return this.account.online?.usedSeconds ?? 0;
  }

  run(op: OnlineOp): void {
    const [what, which] = op;
    if (what === 'pass') return this.pass(which);
    if (what === 'roam') return this.roam(which, op[2]);
    const phone = this.phones[which];
    const router = this.routers[which];
    if (!phone || !router) return;
    if (what === 'push') for (const row of this.rowsOf(which)) row.got += BYTES_A_SECOND;
    else if (what === 'leave') phone.at = -1;
    else if (what === 'use' || what === 'rest') phone.isUsed = what === 'use';
    else if (what === 'read') this.read(router);
    else if (what === 'redeliver') this.redeliver(router);
    else if (what === 'crash') router.meter = router.events.reduce(evolveMeter, newMeter());
    else this.reboot(router, which);
  }

  private rowsOf(phone: number): readonly Row[] {
    return this.routers.flatMap(({ rows }) => rows.filter((row) => row.phone === phone));
  }

  private pass(seconds: number): void {
    this.second += seconds;
    for (const [number, phone] of this.phones.entries()) {
      const row = this.routers[phone.at]?.rowOf(number);
      if (row && phone.isUsed) row.sent += seconds * BYTES_A_SECOND;
    }
  }

  /** The row that it leaves behind stays in the table. */
  private roam(number: number, to: number): void {
    const phone = this.phones[number];
    if (!phone) return;
    phone.at = to;
    const router = this.routers[to];
    if (router) router.rows = router.rows.filter((row) => row.phone !== number);
    router?.join(number, this.second);
  }

  private reboot(router: Router, which: number): void {
    router.reboot(this.second);
    for (const [number, phone] of this.phones.entries())
      if (phone.at === which) router.join(number, this.second);
  }

  private read(router: Router): void {
    this.note(router);
    router.sequence += 1;
    const up = this.second - router.bootedAt;
    const { rows } = router;
    router.last = {
      ...{ sequence: router.sequence, kind: 'poll', readingId: `r${router.sequence}`, part: 0, parts: 1 },
      ...{ bootId: `boot-${router.boots}`, routerUptimeSeconds: up, routerUptimeAfterSeconds: up },
      ...{ observedAt: instantOf(this.second), linkBitsPerSecondPerDevice: 250_000_000 },
      ids: rows.map(({ id }) => id),
      macKeys: rows.map(({ phone }) => `mac-${phone}`),
      deviceIds: rows.map(({ phone }) => `phone-${phone}`),
      owners: rows.map(() => OWNER),
      bytesIn: rows.map(({ sent }) => sent),
      bytesOut: rows.map(({ got }) => got),
      uptimeSeconds: rows.map(({ bornAt }) => this.second - bornAt),
    };
    this.meterLast(router);
  }

  private redeliver(router: Router): void {
    this.meterLast(router);
  }

  private meterLast(router: Router): void {
    const event = router.last && observe(router.meter, router.last, NOW, this.rules);
    if (!event) return;
    // As it is stored and read again.
    const stored = JSON.parse(JSON.stringify(event)) as UsageMetered;
    router.events.push(stored);
    evolveTable(router.table, stored);
    forEachCharge(router.table, stored, ({ inBytes, outBytes, onlineSeconds }) => {
      this.rowsSeconds += onlineSeconds;
      const bytes = inBytes + outBytes;
      this.account = evolve(this.account, { type: 'UsageCharged', bytes, onlineSeconds, at: stored.at });
    });
  }

  /** A row that has sent since it was read last, or since it is there, was online from then on; of a gap the end counts. */
  private note(router: Router): void {
    const { readAt, sentThen, rows } = router;
    for (const row of readAt === null ? [] : rows) {
      if (row.sent === (sentThen.get(row) ?? 0)) continue;
      const from = Math.max(row.bornAt, readAt ?? 0, this.second - ONLINE_GAP_SECONDS);
      for (let second = from; second < this.second; second += 1) this.online.add(second);
    }
    router.readAt = this.second;
    router.sentThen = new Map(rows.map((row) => [row, row.sent]));
  }
}
