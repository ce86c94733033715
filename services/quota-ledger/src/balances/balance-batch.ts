// balance-batch.ts — one batch of events folded into accounts, and the rows that it leads to.
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { chargeUsage } from '../domain/charge-usage';
import {
  anomalyIdOf,
  evolveTable,
  forEachCharge,
  type Charge,
  type MeterTable,
} from '../domain/meter-charges';
import { forEachEntry, type UsageMetered } from '../domain/meter';
import { PurchaseChanges } from '../domain/purchase-changes';
import type { AccountEvent } from '../domain/account';
import { countShared, evolvePayer, isFamilyEvent, ownPartOf } from '../domain/family';
import { evolve } from '../domain/quota-account';
import { routerOf, subscriberOf } from '../streams';
import type { AccountCache } from './account-cache';
import { lastOpenAtOf, openUsageOf, type OpenUsage } from './account-row';
import type { AccountEntry } from './usage-block';
import type { AnomalyRow, CommandRow, StatementRow, UsageHourRow } from './balance-rows';
import { QuotaRequestChanges } from '../quota-requests/quota-request-rows';
import { RouterBooks } from '../router-books/router-book-sums';
import { causeOf, statementRowOf } from '../statement/statement-row';
import { NO_ROUTER, OPEN_NUMBERS, type UsageBlock } from './usage-block';

const HOUR_MILLISECONDS = 3_600_000;
/** Keys that an account carries into the next hour: most people have one device at one router. */
const KEPT_KEYS = 4;

/** A router's rows as the projector knows them: whose they are, and the accounts once they have been looked up. */
export type RouterTable = MeterTable & { entries: (AccountEntry | undefined)[] };

/** One event to fold, with the rows that it names. */
type Step =
  | { readonly subscriberId: string; readonly recorded: RecordedEvent }
  | { readonly routerId: string; readonly recorded: RecordedEvent; readonly table: Readonly<RouterTable> };

/** When and where usage was seen. */
type Seen = {
  readonly routerId: string;
  readonly at: string;
  readonly atMs: number;
  readonly hour: number;
  readonly carriedBytes: number | null;
};

export class BalanceBatch {
  private readonly steps: Step[] = [];
  /** Accounts and routers that must be in the cache before the batch is folded. */
  readonly missing = new Set<string>();
  readonly routers = new Set<string>([NO_ROUTER]);
  readonly touched = new Set<AccountEntry>();
  /** Accounts of which more than their slot is to be written. */
  readonly changed = new Set<AccountEntry>();
  readonly blocks = new Set<UsageBlock>();
  readonly statement: StatementRow[] = [];
  readonly hours = new Map<string, UsageHourRow>();
  readonly anomalies: AnomalyRow[] = [];
  readonly decidedAnomalies: { readonly anomalyId: string; readonly state: string; readonly at: string }[] =
    [];
  readonly resetSubscribers: { readonly subscriberId: string; readonly at: string }[] = [];
  readonly commands: CommandRow[] = [];
  readonly purchases = new PurchaseChanges();
  readonly quotaRequests = new QuotaRequestChanges();
  readonly books = new RouterBooks();

  constructor(private readonly cache: AccountCache) {}

  /** First pass: which accounts the batch needs. The meters' tables move on here. */
  collect(recorded: RecordedEvent, table: RouterTable | null): void {
    const subscriberId = subscriberOf(recorded.stream);
    if (subscriberId !== null) {
      this.steps.push({ subscriberId, recorded });
      this.need(subscriberId);
      const event = fromRecorded<AccountEvent>(recorded);
      if (isFamilyEvent(event)) this.need(event.payerId);
      return;
    }
    const routerId = routerOf(recorded.stream);
    if (routerId === null || table === null) return;
    this.routers.add(routerId);
    const event = fromRecorded<UsageMetered>(recorded);
    if (event.all) table.entries = [];
    evolveTable(table, event);
    forEachEntry(event, (_index, row) => {
      const owner = table.owners[row];
      if (!owner || table.entries[row]) return;
      const entry = this.need(owner);
      if (entry) table.entries[row] = entry;
      if (entry?.account.family) this.need(entry.account.family.payerId);
    });
    // Rows are only ever added to these columns; all of them at once are replaced by new columns.
    this.steps.push({ routerId, recorded, table: { ...table } });
  }

  private need(subscriberId: string): AccountEntry | undefined {
    const entry = this.cache.get(subscriberId);
    if (!entry) this.missing.add(subscriberId);
    return entry;
  }

  /** Once the cache has what was missing: the payers of members among these that are missing still. */
  missingPayers(): ReadonlySet<string> {
    const payers = new Set<string>();
    for (const subscriberId of this.missing) {
      const payerId = this.cache.get(subscriberId)?.account.family?.payerId;
      if (payerId !== undefined && !this.cache.get(payerId)) payers.add(payerId);
    }
    return payers;
  }

  /** Second pass: folds in order, once the cache has what is missing. */
  fold(): void {
    for (const step of this.steps)
      if ('routerId' in step) this.foldMetered(step.routerId, step.recorded, step.table);
      else this.foldOwn(this.accountOf(step.subscriberId), step.recorded);
    for (const entry of this.touched) {
      if (!entry.block) this.settle(entry, NO_ROUTER);
      if (entry.block) this.blocks.add(entry.block);
    }
  }

  private accountOf(subscriberId: string): AccountEntry {
    const entry = this.cache.get(subscriberId);
    if (!entry) throw new Error(`account ${subscriberId} was not loaded`);
    return entry;
  }

  private settle(entry: AccountEntry, routerId: string): void {
    for (const block of this.cache.settle(entry, routerId)) this.blocks.add(block);
    this.changed.add(entry);
  }

  private foldMetered(routerId: string, recorded: RecordedEvent, table: Readonly<RouterTable>): void {
    const event = fromRecorded<UsageMetered>(recorded);
    const atMs = Date.parse(event.at);
    const hour = atMs - (atMs % HOUR_MILLISECONDS);
    const seen = { routerId, at: event.at, atMs, hour, carriedBytes: event.carried ?? null };
    const books = this.books.hourOf(routerId, seen.hour);
    this.books.add(books, event);
    this.withdraw(table, event, recorded.stream);
    forEachCharge(table, event, (charge) => {
      const entry = (table.entries[charge.row] ??= this.accountOf(charge.owner));
      this.touched.add(entry);
      entry.traceparent = recorded.metadata.traceparent;
      const bytes = charge.inBytes + charge.outBytes;
      if (charge.heldSeconds === null) {
        books.charged += bytes;
        if (entry.account.family) this.foldMember(entry, charge, seen);
        else this.foldUsage(entry, charge, seen);
        return;
      }
      books.held += bytes;
      const anomalyId = anomalyIdOf(recorded.stream, recorded.revision, charge.entry);
      this.hold(entry, charge, seen, charge.heldSeconds, anomalyId);
    });
  }

  /** Held usage whose counter fell back: it needs no decision any more. */
  private withdraw(table: Readonly<RouterTable>, event: UsageMetered, stream: string): void {
    for (const [row, revision, index] of event.withdrawn ?? []) {
      const entry = (table.entries[row] ??= this.accountOf(table.owners[row] ?? ''));
      const anomalyId = anomalyIdOf(stream, revision, index);
      entry.account = evolve(entry.account, { type: 'HeldUsageWithdrawn', anomalyId });
      this.touched.add(entry);
      this.changed.add(entry);
      this.decidedAnomalies.push({ anomalyId, state: 'withdrawn', at: event.at });
    }
  }

  private foldOwn(entry: AccountEntry, recorded: RecordedEvent): void {
    const event = fromRecorded<AccountEvent>(recorded);
    const before = entry.account;
    const cause = causeOf(event);
    if (cause !== null) this.closeOpen(entry, Date.parse(event.at));
    entry.account = evolve(entry.account, event);
    entry.ownRevision = recorded.revision;
    entry.traceparent = recorded.metadata.traceparent;
    this.touched.add(entry);
    this.changed.add(entry);
    if (event.type === 'AccessStatusChanged') entry.statusRevision = recorded.revision;
    if (isFamilyEvent(event)) {
      const payer = this.accountOf(event.payerId);
      payer.account = evolvePayer(payer.account, entry.subscriberId, event);
      this.touched.add(payer);
      this.changed.add(payer);
    }
    this.noteDecisions(entry, event, recorded);
    this.purchases.note(entry.subscriberId, before, event);
    this.quotaRequests.note(entry.subscriberId, event);
    if (cause === null) return;
    const { subscriberId, account: after, lastLineAt: atMs } = entry;
    const change = { subscriberId, before, after, atMs };
    this.statement.push(statementRowOf(cause, event, recorded, change));
  }

  /** Before a line of the account's own: earlier usage gets its line before it, none dated later. */
  private closeOpen(entry: AccountEntry, atMs: number): void {
    entry.lastLineAt = Math.max(atMs, entry.lastLineAt, lastOpenAtOf(entry));
    this.writeOpen(entry);
    entry.open.fill(0);
    entry.openSeconds = [];
  }

  private writeOpen(entry: AccountEntry): void {
    for (const usage of openUsageOf(entry)) this.addHour(entry, usage);
  }

  private noteDecisions(entry: AccountEntry, event: AccountEvent, recorded: RecordedEvent): void {
    const { commandId, commandHash } = recorded.metadata;
    if (commandId && commandHash && !this.commands.some((command) => command.commandId === commandId))
      this.commands.push({
        commandId,
        contentHash: commandHash,
        subscriberId: entry.subscriberId,
        revision: recorded.revision,
      });
    if (event.type === 'HeldUsageAccepted')
      this.decidedAnomalies.push({ anomalyId: event.anomalyId, state: 'accepted', at: event.at });
    if (event.type === 'HeldUsageRejected')
      this.decidedAnomalies.push({ anomalyId: event.anomalyId, state: 'rejected', at: event.at });
    if (event.type === 'QuotaReset')
      this.resetSubscribers.push({ subscriberId: entry.subscriberId, at: event.at });
  }

  private hold(
    entry: AccountEntry,
    charge: Charge,
    { routerId, at, carriedBytes }: Seen,
    seconds: number,
    anomalyId: string,
  ): void {
    const { subscriberId } = entry;
    const bytes = charge.inBytes + charge.outBytes;
    entry.account = evolve(entry.account, { type: 'UsageHeld', anomalyId, bytes, at });
    this.changed.add(entry);
    this.anomalies.push({
      anomalyId,
      subscriberId,
      deviceId: charge.device,
      routerId,
      bytes,
      observedAt: at,
      seconds,
      carriedBytes,
    });
  }

  /** A member's own quota bears what it can; the rest is the payer's, who sees the device that used it. */
  private foldMember(entry: AccountEntry, charge: Charge, seen: Seen): void {
    const { inBytes, outBytes } = charge;
    const ownBytes = ownPartOf(entry.account, inBytes + outBytes, seen.at);
    const ownInBytes = Math.min(ownBytes, inBytes);
    const sharedBytes = inBytes + outBytes - ownBytes;
    if (sharedBytes === 0) return this.foldUsage(entry, charge, seen);
    if (ownBytes > 0) {
      const own = { ...charge, inBytes: ownInBytes, outBytes: ownBytes - ownInBytes, onlineSeconds: 0 };
      this.foldUsage(entry, own, seen);
    }
    const { family } = entry.account;
    if (!family) return;
    const payer = this.accountOf(family.payerId);
    this.touched.add(payer);
    const sharedInBytes = inBytes - ownInBytes;
    this.foldUsage(payer, { ...charge, inBytes: sharedInBytes, outBytes: sharedBytes - sharedInBytes }, seen);
    entry.account = { ...entry.account, family: countShared(family, sharedBytes, seen.at) };
    this.changed.add(entry);
  }

  /** Usage gathers in the account's slot for the running hour, until a line of the account's own comes between. */
  private foldUsage(entry: AccountEntry, charge: Charge, seen: Seen): void {
    const { inBytes, outBytes, device } = charge;
    const secondsBefore = entry.account.online?.usedSeconds ?? 0;
    const burntBytes = chargeUsage(entry.account, inBytes + outBytes, seen.at, charge.onlineSeconds);
    const onlineSeconds = (entry.account.online?.usedSeconds ?? 0) - secondsBefore;
    // Observed before the account's last line but metered after it: its line follows that one.
    const lastAtMs = Math.max(seen.atMs, entry.lastLineAt);
    if (entry.openHour < seen.hour) this.openNextHour(entry, seen);
    if (entry.openHour > seen.hour) {
      // A router that lags behind another: its hour is closed already.
      this.addHour(entry, {
        device,
        router: seen.routerId,
        hour: new Date(seen.hour).toISOString(),
        bytesIn: inBytes,
        bytesOut: outBytes,
        burntBytes,
        onlineSeconds,
        lastAt: new Date(lastAtMs).toISOString(),
      });
      return;
    }
    const key = this.keyOf(entry, device, seen.routerId);
    const at = key * OPEN_NUMBERS;
    const { open } = entry;
    open[at] = (open[at] ?? 0) + inBytes;
    open[at + 1] = (open[at + 1] ?? 0) + outBytes;
    open[at + 2] = (open[at + 2] ?? 0) + burntBytes;
    open[at + 3] = lastAtMs;
    if (onlineSeconds > 0) addSeconds(entry, key, onlineSeconds);
  }

  private keyOf(entry: AccountEntry, device: string, router: string): number {
    const { keys } = entry;
    for (let index = 0; index < keys.length; index += 1)
      if (keys[index]?.device === device && keys[index]?.router === router) return index;
    keys.push({ device, router });
    entry.open.push(0, 0, 0, 0);
    this.changed.add(entry);
    return keys.length - 1;
  }

  /** Sums of the hour that is over become rows; who is now at another router moves to that one's accounts. */
  private openNextHour(entry: AccountEntry, { routerId, hour }: Seen): void {
    this.writeOpen(entry);
    entry.openSeconds = [];
    entry.openHour = hour;
    if (entry.keys.length > KEPT_KEYS) {
      entry.keys = [];
      entry.open = [];
      this.changed.add(entry);
    } else entry.open.fill(0);
    if (entry.block?.routerId !== routerId) this.settle(entry, routerId);
  }

  private addHour({ subscriberId, ownRevision: afterRevision }: AccountEntry, usage: OpenUsage): void {
    const {
      device: deviceId,
      router: routerId,
      hour,
      bytesIn,
      bytesOut,
      burntBytes,
      onlineSeconds,
      lastAt,
    } = usage;
    const id = `${subscriberId}|${hour}|${deviceId}|${routerId}|${afterRevision}`;
    const row = this.hours.get(id);
    if (!row) {
      const sums = { bytesIn, bytesOut, burntBytes, onlineSeconds, lastAt };
      this.hours.set(id, { subscriberId, hour, deviceId, routerId, afterRevision, ...sums });
      return;
    }
    row.bytesIn += bytesIn;
    row.bytesOut += bytesOut;
    row.burntBytes += burntBytes;
    row.onlineSeconds += onlineSeconds;
    row.lastAt = lastAt;
  }
}

const addSeconds = ({ openSeconds }: AccountEntry, key: number, seconds: number): void => {
  while (openSeconds.length <= key) openSeconds.push(0);
  openSeconds[key] = (openSeconds[key] ?? 0) + seconds;
};
