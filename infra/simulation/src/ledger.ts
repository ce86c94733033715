// ledger.ts — the quota accounts of a simulated neighbourhood: events in the order of the store, rows that follow them from a
// checkpoint, and statuses that gateways hear of late, twice and in another order.
import type {
  AccountEvent,
  MeteredUsage,
  QuotaAccount,
} from '../../../services/quota-ledger/src/domain/account';
import type { AccountCommand } from '../../../services/quota-ledger/src/domain/account-command';
import {
  accessStatus,
  balanceOf,
  isRecordDue,
} from '../../../services/quota-ledger/src/domain/access-status';
import {
  evolveTable,
  forEachCharge,
  newMeterTable,
  type MeterTable,
} from '../../../services/quota-ledger/src/domain/meter-charges';
import type { UsageMetered } from '../../../services/quota-ledger/src/domain/meter';
import { recordOf, type PurchaseRecord } from '../../../services/quota-ledger/src/domain/purchase';
import { PurchaseChanges, purchaseKey } from '../../../services/quota-ledger/src/domain/purchase-changes';
import { quotaAccount } from '../../../services/quota-ledger/src/domain/quota-account.decide';
import type { SimulatedClock } from './clock';
import { mustEqual, type Rules } from './rules';
import { StatementBook } from './statement';

type Entry = { readonly person: number; readonly event: AccountEvent | MeteredUsage };
type Row = { account: QuotaAccount; charged: number };
type Access = { readonly version: number; readonly isOpen: boolean };

/** What a purchase gives, and for how long. */
type Goods = {
  readonly bytes: number;
  readonly fupThresholdBytes: number;
  readonly seconds: number;
  readonly items: readonly { readonly debtId: string; readonly bytes: number }[];
  readonly autoDebtBytes: number;
  readonly isSettlement: boolean;
};

const DAY_SECONDS = 86_400;
const OPEN = new Set<string>(['active', 'fup', 'unlimited']);
const personOf = (owner: string): number => Number(owner.slice(1));

export class SimulatedLedger {
  /** Events since the last quiet: what was before is replayed in `verified`. */
  private log: Entry[] = [];
  private readonly verified: Row[];
  /** Rows as projected, up to `checkpoint` of the log. */
  private rows: Row[];
  private checkpoint = 0;
  private readonly lastOwn: number[];
  private readonly revisions: number[];
  private readonly purchases = new PurchaseChanges();
  private readonly given = new Set<string>();
  private readonly partsTaken = new Set<string>();
  private readonly tables = new Map<string, MeterTable>();
  /** What the gateway is to have, and what routers have of it. */
  private readonly desired: Access[];
  private readonly actual: boolean[];

  constructor(
    private readonly people: number,
    private readonly clock: SimulatedClock,
    private readonly rules: Rules,
    private readonly statement: StatementBook,
    private readonly send: (message: () => void) => void,
  ) {
    const each = <T>(make: () => T): T[] => Array.from({ length: people }, make);
    const newRow = (): Row => ({ account: quotaAccount.initialState(), charged: 0 });
    this.verified = each(newRow);
    this.rows = each(newRow);
    this.lastOwn = each(() => -1);
    this.revisions = each(() => -1);
    this.desired = each(() => ({ version: -1, isOpen: false }));
    this.actual = each(() => false);
    for (let person = 0; person < people; person += 1)
      this.handle(person, {
        ...{ type: 'ChangeTerms', version: 1, role: 'subscriber', approval: 'approved', disabled: false },
        ...{ blocked: false, blockReason: null, at: clock.now },
      });
  }

  /** Whether the routers let a person through now. */
  isOpen(person: number): boolean {
    return this.actual[person] ?? false;
  }

  /** Appends what a meter has seen, and what of it is whose. */
  storeUsage(router: string, event: UsageMetered, revision: number): void {
    this.statement.record(`meter-${router}`, revision, event, this.clock.now);
    const table = this.tables.get(router) ?? newMeterTable();
    this.tables.set(router, table);
    evolveTable(table, event);
    forEachCharge(table, event, ({ owner, inBytes, outBytes }) => {
      const usage: MeteredUsage = { type: 'UsageCharged', bytes: inBytes + outBytes, at: event.at };
      this.log.push({ person: personOf(owner), event: usage });
    });
  }

  /** Decides on the account as its rows have it, no older than its own last event. @throws Error when it is refused. */
  handle(person: number, command: AccountCommand): void {
    this.project(this.lastOwn[person]! + 1 - this.checkpoint);
    const decision = quotaAccount.decide(this.rows[person]!.account, command);
    if (!decision.accepted) throw new Error(`the ledger refused: ${decision.refusal.code}`);
    for (const event of decision.events) this.append(person, event);
  }

  /** @returns what it knows of a purchase. */
  purchase(person: number, purchaseId: string): PurchaseRecord {
    this.project(this.lastOwn[person]! + 1 - this.checkpoint);
    return recordOf(this.purchases.entries.get(purchaseKey(`p${person}`, purchaseId))?.entry);
  }

  /** What is paid is given, once under its id, however often it is asked for. @throws Violation where it is given again. */
  fulfil(person: number, purchaseId: string, goods: Goods): void {
    const earlier = this.rules.oneGrantAPurchase
      ? this.purchase(person, purchaseId)
      : ({ state: 'unknown' } as const);
    const { seconds, ...given } = goods;
    const before = this.revisions[person]!;
    this.handle(person, {
      ...{
        type: 'FulfilPurchase',
        purchaseId,
        earlier,
        ...given,
        unlimited: false,
        expiresAt: null,
        priority: 0,
      },
      duration: { seconds, startsAtFirstUse: false, policy: 'per-grant', packageId: 'p' },
      ...this.caused(),
    });
    if (this.revisions[person] === before) return;
    mustEqual(
      'one grant per paid order',
      `grants of ${purchaseId} before`,
      this.given.has(purchaseId),
      false,
    );
    this.given.add(purchaseId);
  }

  takeBack(person: number, purchaseId: string): void {
    const earlier = this.purchase(person, purchaseId);
    this.handle(person, { type: 'RevokePurchase', purchaseId, earlier, ...this.caused() });
  }

  takePart(person: number, purchaseId: string, upToRupiah: number, bytes: number): void {
    const earlier = this.purchase(person, purchaseId);
    const key = `${purchaseId}|${upToRupiah}`;
    // As the kit does it: a command comes once under its id.
    if (earlier.state === 'unknown' || this.partsTaken.has(key)) return;
    this.partsTaken.add(key);
    this.handle(person, { type: 'ReducePurchase', purchaseId, earlier, bytes, ...this.caused() });
  }

  owe(person: number, debtId: string, bytes: number, priceRupiah: number): void {
    const dueAt = new Date((this.clock.seconds + 20 * DAY_SECONDS) * 1_000).toISOString();
    this.handle(person, {
      ...{ type: 'GiveDebt', debtId, bytes, unlimited: false, priceRupiah, dueAt, expiresAt: null },
      ...{ fupThresholdBytes: 0, ...this.caused() },
    });
  }

  account(person: number): QuotaAccount {
    this.project(Infinity);
    return this.rows[person]!.account;
  }

  /** Moves the rows on. */
  project(count: number): void {
    const until = Math.min(this.log.length, this.checkpoint + Math.max(0, count));
    for (; this.checkpoint < until; this.checkpoint += 1) {
      const { person, event } = this.log[this.checkpoint]!;
      const row = this.rows[person]!;
      if (event.type === 'UsageCharged') row.charged += event.bytes;
      else this.purchases.note(`p${person}`, row.account, event as AccountEvent);
      row.account = quotaAccount.evolve(row.account, event as AccountEvent);
    }
  }

  /** The projection ends amid a batch: none of its rows is stored, and its checkpoint is not either. */
  crash(): void {
    if (!this.rules.oneTransaction) this.checkpoint = Math.min(this.log.length, this.checkpoint + 1);
  }

  /** The reaction that records a status which has changed. */
  recordStatus(person: number): void {
    this.project(Infinity);
    if (!isRecordDue(this.rows[person]!.account, this.clock.now)) return;
    const basisRevision = this.revisions[person]!;
    this.handle(person, { type: 'RecordAccessStatus', basisRevision, at: this.clock.now });
  }

  expire(): void {
    for (let person = 0; person < this.people; person += 1) {
      const { grants } = this.rows[person]!.account;
      if (grants.some((one) => !one.expired && one.expiresAt !== null && one.expiresAt <= this.clock.now))
        this.handle(person, { type: 'ExpireGrants', at: this.clock.now });
    }
  }

  /** The gateway brings the routers to what it has heard. */
  apply(): void {
    for (let person = 0; person < this.people; person += 1)
      this.actual[person] = this.desired[person]!.isOpen;
  }

  /** All is projected: rows are what a replay makes, statements add up, and routers do what accounts say. */
  async check(): Promise<void> {
    this.project(Infinity);
    for (const { person, event } of this.log) {
      const row = this.verified[person]!;
      if (event.type === 'UsageCharged') row.charged += event.bytes;
      row.account = quotaAccount.evolve(row.account, event as AccountEvent);
    }
    await this.statement.follow();
    for (let person = 0; person < this.people; person += 1) {
      const { account, charged } = this.verified[person]!;
      const row = this.rows[person]!;
      const about = `of person ${person}`;
      mustEqual('read model = replay', `the bytes ${about}`, row.charged, charged);
      mustEqual(
        'read model = replay',
        `the row ${about}`,
        JSON.stringify(row.account),
        JSON.stringify(account),
      );
      this.statement.check(person, account);
      const { remainingBytes, unlimited } = balanceOf(account, this.clock.now);
      const mayUse = (remainingBytes > 0 || unlimited) && account.billHold?.held !== true;
      mustEqual('nobody is stopped who has quota', `the access ${about}`, this.isOpen(person), mayUse);
      mustEqual('status = account', about, account.access?.status, accessStatus(account, this.clock.now));
    }
    this.log = [];
    this.checkpoint = 0;
    this.lastOwn.fill(-1);
  }

  chargedBytes(person: number): number {
    return this.rows[person]!.charged;
  }

  private caused(): { readonly at: string; readonly reason: string; readonly actor: string } {
    return { at: this.clock.now, reason: 'r', actor: 'billing' };
  }

  private append(person: number, event: AccountEvent): void {
    const revision = (this.revisions[person] = this.revisions[person]! + 1);
    this.lastOwn[person] = this.log.length;
    this.log.push({ person, event });
    this.statement.record(`quota-account-p${person}`, revision, event, this.clock.now);
    if (event.type !== 'AccessStatusChanged') return;
    const isOpen = OPEN.has(event.status);
    this.send(() => {
      const known = this.desired[person]!;
      if (this.rules.statusVersions && revision <= known.version) return;
      this.desired[person] = { version: revision, isOpen };
    });
  }
}
