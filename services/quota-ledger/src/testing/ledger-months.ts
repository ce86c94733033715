// ledger-months.ts — months of a small ISP's accounts and routers, as events in a real store; the same each time for one seed.
import type { EventToAppend } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { GB, idFrom, MB } from '@saring/kernel';
import type { Pool, PoolClient } from 'pg';
import type { AccountEvent } from '../domain/account';
import { monthsOf } from '../domain/closing';
import { forEachEntry, newMeter, type Meter, type UsageMetered } from '../domain/meter';
import { anomalyIdOf } from '../domain/meter-charges';
import { observe } from '../domain/meter.decide';
import { accountStream, meterStream } from '../streams';

const START = Date.UTC(2026, 0, 20);
const ZONE = 'Asia/Jakarta';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ACCOUNTS = 4;
const ROUTERS = 2;
const DEVICES_AN_ACCOUNT = 2;
/** Transactions that are open at once while others commit. */
const LATE_MOST = 2;

type Phone = {
  readonly account: number;
  readonly id: string;
  readonly device: string;
  bytes: number;
  sent: number;
};
type Router = {
  readonly id: string;
  readonly meter: Meter;
  readonly phones: readonly Phone[];
  boot: number;
  bootedAt: number;
  sequence: number;
  carried: number;
};
type Late = { readonly client: PoolClient; readonly stream: string };
type Held = { readonly anomalyId: string; readonly account: number; readonly bytes: number };

export class LedgerMonths {
  now = START;
  appended = 0;
  private random: number;
  private readonly revisions = new Map<string, number>();
  private readonly late: Late[] = [];
  private readonly held: Held[] = [];
  private readonly ids: readonly string[];
  private readonly routers: readonly Router[];
  private count = 0;

  constructor(
    private readonly store: PostgresEventStore,
    private readonly pool: Pool,
    seed: number,
  ) {
    this.random = seed * 2_654_435 + 1;
    this.ids = Array.from({ length: ACCOUNTS }, (_, account) => idFrom('months-account', account));
    this.routers = Array.from({ length: ROUTERS }, (_, router) => ({
      ...{
        id: idFrom('months-router', router),
        meter: newMeter(),
        boot: 1,
        bootedAt: START - DAY,
        sequence: 0,
      },
      carried: 0,
      phones: Array.from({ length: ACCOUNTS * DEVICES_AN_ACCOUNT }, (_, phone) => ({
        ...{ account: phone % ACCOUNTS, id: `*${phone + 1}`, device: idFrom('months-device', phone) },
        ...{ bytes: 0, sent: 0 },
      })),
    }));
  }

  /** A whole number below `below`. */
  roll(below: number): number {
    this.random = (Math.imul(this.random, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(this.random ^ (this.random >>> 15), 0x2c1b3c6d);
    return Math.floor((((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32) * below);
  }

  /** So many things happen, and time passes. */
  async live(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      this.now += this.roll(4) === 0 ? this.roll(2 * DAY) : this.roll(HOUR / 2);
      if (this.roll(3) === 0) await this.happen(this.roll(ACCOUNTS));
      else await this.read(this.routers[this.roll(ROUTERS)]!);
      if (this.late.length > 0 && this.roll(4) === 0) await this.commitOne();
    }
  }

  /** A grant, whose absence or repetition nobody overlooks. */
  async grant(account = 0): Promise<void> {
    await this.own(account, { ...this.grantOf(7 * MB), ...this.audit('hadiah') });
  }

  /** Ends all transactions that are still open. */
  async commitAll(): Promise<void> {
    while (this.late.length > 0) await this.commitOne();
  }

  private async commitOne(): Promise<void> {
    const [{ client }] = this.late.splice(this.roll(this.late.length), 1) as [Late];
    await client.query('commit');
    client.release();
  }

  /** Of each five one commits after others that begin later. */
  private async append(stream: string, event: EventToAppend): Promise<void> {
    const expectedRevision = this.revisions.get(stream) ?? -1;
    const append = {
      ...{ stream, events: [event] },
      expectedRevision: expectedRevision < 0 ? ('none' as const) : expectedRevision,
    };
    if (this.late.length < LATE_MOST && this.roll(5) === 0) {
      const client = await this.pool.connect();
      await client.query('begin');
      await this.store.appendIn(client, append);
      this.late.push({ client, stream });
    } else await this.store.append(stream, append.events, append.expectedRevision);
    this.revisions.set(stream, expectedRevision + 1);
    this.appended += 1;
  }

  private isBusy(stream: string): boolean {
    return this.late.some((one) => one.stream === stream);
  }

  private async own(account: number, event: AccountEvent): Promise<void> {
    const stream = accountStream(this.ids[account]!);
    if (this.isBusy(stream)) return;
    const { type, ...data } = event;
    const commandId = idFrom('months-command', (this.count += 1));
    await this.append(stream, { type, data, metadata: { commandId, commandHash: `h${this.count}` } });
  }

  private get at(): string {
    return new Date(this.now).toISOString();
  }

  private audit(reason: string) {
    return { at: this.at, reason, actor: 'operator:1' };
  }

  private grantOf(
    bytes: number,
  ): Omit<Extract<AccountEvent, { type: 'QuotaGranted' }>, 'at' | 'reason' | 'actor'> {
    const kind = this.roll(5);
    return {
      ...{ type: 'QuotaGranted', grantId: idFrom('months-grant', (this.count += 1)), source: 'operator' },
      ...{
        bytes: kind === 0 ? 0 : bytes,
        unlimited: kind === 0,
        priority: this.roll(3),
        fupThresholdBytes: MB,
      },
      expiresAt: this.roll(2) === 0 ? null : new Date(this.now + this.roll(20 * DAY)).toISOString(),
      ...(kind === 1 ? { onlineSeconds: 600 + this.roll(9_000) } : {}),
      ...(kind === 2 ? { lastsSeconds: 86_400 } : {}),
    };
  }

  private async happen(account: number): Promise<void> {
    const [grantId, debtId] = [idFrom('months-grant', this.roll(this.count + 1)), `debt-${this.roll(6)}`];
    const purchaseId = `purchase-${this.roll(4)}`;
    const debt = { debtId, sizeBytes: GB, unpaidBytes: MB, unlimited: false, priceRupiah: 5_000 };
    const requested = {
      requestId: idFrom('months-request', this.count),
      bytes: GB,
      unlimited: false,
      days: 3,
    };
    const said = this.audit(`kata ${this.count}`);
    const events: readonly (readonly AccountEvent[])[] = [
      [{ ...this.grantOf((1 + this.roll(900)) * MB), ...said }],
      [{ ...this.grantOf((1 + this.roll(900)) * MB), ...said }],
      [{ type: 'GrantExpired', grantId, at: this.at }],
      [
        {
          type: 'DebtGiven',
          ...said,
          debtId: `debt-${this.count}`,
          bytes: MB,
          unlimited: false,
          priceRupiah: 1_000,
          dueAt: this.at,
        },
      ],
      [
        {
          type: 'DebtSettled',
          ...said,
          autoBytes: this.roll(MB),
          items: [{ debtId, bytes: MB }],
          purchaseId,
        },
        { ...this.grantOf(40 * MB), grantId: purchaseId, ...said },
      ],
      [
        {
          type: 'PurchaseRevoked',
          ...said,
          purchaseId,
          autoBytes: this.roll(MB),
          debts: [{ ...debt, givenAt: this.at, dueAt: this.at, reason: 'uji' }],
        },
      ],
      [{ type: 'QuotaReset', ...said, keepGrants: this.roll(2) === 0, unreadRouterIds: [] }],
      [{ type: 'UsageCorrected', ...said, usedDeltaBytes: this.roll(MB) }],
      ...this.familyOf(account),
      [
        { type: 'QuotaRequested', ...requested, ...said },
        { type: 'QuotaRequestApproved', ...requested, ...said },
      ],
      [
        {
          type: 'AccessStatusChanged',
          status: 'active',
          previousStatus: 'fup',
          blockReason: null,
          remainingBytes: 1,
          basisRevision: 0,
          at: this.at,
        },
      ],
      this.decideHeld(account, said),
    ];
    for (const event of events[this.roll(events.length)] ?? []) await this.own(account, event);
  }

  private familyOf(account: number): readonly (readonly AccountEvent[])[] {
    const payerId = this.ids[(account + 1) % ACCOUNTS]!;
    return [
      [
        {
          type: 'FamilyInvited',
          payerId,
          at: this.at,
          until: new Date(this.now + DAY).toISOString(),
          timeZone: ZONE,
          actor: 'o',
        },
      ],
      [{ type: 'FamilyJoined', payerId, at: this.at, timeZone: ZONE, actor: 'o', dailyBytes: 50 * MB }],
      [{ type: 'FamilyStandingRecorded', payerId, at: this.at, status: 'active' }],
      [{ type: 'FamilyLeft', payerId, at: this.at, by: 'member', actor: 'o' }],
    ];
  }

  private decideHeld(account: number, said: ReturnType<LedgerMonths['audit']>): readonly AccountEvent[] {
    const at = this.held.findIndex((one) => one.account === account);
    if (at < 0 || this.isBusy(accountStream(this.ids[account]!))) return [];
    const [{ anomalyId, bytes }] = this.held.splice(at, 1) as [Held];
    const type = this.roll(2) === 0 ? 'HeldUsageAccepted' : 'HeldUsageRejected';
    return [{ type, anomalyId, bytes, ...said }];
  }

  /** A reading in two parts; counters jump, fall back and begin again, and the interfaces are sometimes not read. */
  private async read(router: Router): Promise<void> {
    const stream = meterStream(router.id);
    if (this.isBusy(stream)) return;
    this.move(router);
    const isBlind = this.roll(4) === 0;
    for (const part of [0, 1]) {
      if (this.isBusy(stream)) return;
      await this.meter(router, stream, part, isBlind);
    }
  }

  private move(router: Router): void {
    if (this.roll(25) === 0) {
      router.boot += 1;
      router.bootedAt = this.now - 60_000;
      router.carried = 0;
      for (const phone of router.phones) phone.bytes = phone.sent = 0;
    }
    for (const phone of router.phones) {
      if (this.roll(2) === 0) continue;
      const out = this.roll(30) === 0 ? 900 * GB : this.roll(30 * MB);
      const sent = this.roll(MB);
      phone.bytes += out;
      phone.sent += sent;
      router.carried += out + sent > GB ? 0 : out + sent;
    }
  }

  private async meter(router: Router, stream: string, part: number, isBlind: boolean): Promise<void> {
    const half = router.phones.length / 2;
    const phones = router.phones.slice(part * half, (part + 1) * half);
    const up = Math.floor((this.now - router.bootedAt) / 1_000);
    router.sequence += 1;
    const event = observe(
      router.meter,
      {
        ...{
          sequence: router.sequence,
          stream: 's',
          kind: 'poll',
          part,
          parts: 2,
          bootId: `boot-${router.boot}`,
        },
        readingId: `reading-${this.now}`,
        ...{ routerUptimeSeconds: up, routerUptimeAfterSeconds: up, observedAt: this.at },
        linkBitsPerSecondPerDevice: 250e6,
        ...(isBlind || part === 0 ? {} : { witness: { name: ['bridge'], in: [0], out: [router.carried] } }),
        ids: phones.map(({ id }) => id),
        macKeys: phones.map(({ device }) => `k${device}`),
        deviceIds: phones.map(({ device }) => device),
        owners: phones.map(({ account }) => this.ids[account]!),
        bytesIn: phones.map(({ sent }) => sent),
        bytesOut: phones.map(({ bytes }) => bytes),
        uptimeSeconds: phones.map((_, index) => Math.max(0, up - index - 1)),
      },
      new Date(this.now + 1_000).toISOString(),
      undefined,
      monthsOf(ZONE),
    );
    if (!event) return;
    this.noteHeld(router, stream, event);
    const { type, ...data } = event;
    await this.append(stream, { type, data });
  }

  private noteHeld({ meter }: Router, stream: string, event: UsageMetered): void {
    const held = new Set(event.held?.map(([entry]) => entry));
    forEachEntry(event, (entry, row) => {
      const account = this.ids.indexOf(meter.numbered[row]?.owner ?? '');
      const bytes = event.in[entry]! + event.out[entry]!;
      if (held.has(entry))
        this.held.push({ anomalyId: anomalyIdOf(stream, meter.revision, entry), account, bytes });
    });
  }
}
