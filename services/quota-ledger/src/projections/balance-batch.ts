// balance-batch.ts — one batch of events folded into accounts, and the rows that it leads to.
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { balanceOf } from '../domain/access-status';
import {
  anomalyIdOf,
  evolveTable,
  forEachCharge,
  type Charge,
  type MeterTable,
} from '../domain/meter-charges';
import type { UsageMetered } from '../domain/meter';
import { evolve, type AccountEvent } from '../domain/quota-account';
import { routerOf, subscriberOf } from '../streams';
import type { AccountEntry, OpenUsage } from './account-row';

export type StatementRow = {
  readonly subscriberId: string;
  readonly revision: number;
  readonly line: number;
  readonly at: string;
  readonly cause: string;
  readonly amountBytes: number;
  readonly balanceAfterBytes: number;
  readonly reason: string | null;
  readonly source: string | null;
};
export type UsageHourRow = {
  readonly subscriberId: string;
  readonly hour: string;
  readonly deviceId: string;
  readonly routerId: string;
  bytesIn: number;
  bytesOut: number;
  balanceAfterBytes: number;
  lastAt: string;
};
export type AnomalyRow = {
  readonly anomalyId: string;
  readonly subscriberId: string;
  readonly deviceId: string;
  readonly routerId: string;
  readonly bytes: number;
  readonly observedAt: string;
  readonly seconds: number;
};
export type CommandRow = {
  readonly commandId: string;
  readonly subscriberId: string;
  readonly contentHash: string;
  readonly revision: number;
};

/** What has to be done to one account, in the store's order. */
type Step =
  | { readonly subscriberId: string; readonly recorded: RecordedEvent }
  | {
      readonly subscriberId: string;
      readonly charge: Charge;
      readonly at: string;
      readonly routerId: string;
      readonly anomalyId: string;
    };

export class BalanceBatch {
  readonly steps: Step[] = [];
  readonly touched = new Set<AccountEntry>();
  /** Accounts whose own events came: their whole row is written, not only what usage changes. */
  readonly changed = new Set<AccountEntry>();
  readonly statement: StatementRow[] = [];
  readonly hours = new Map<string, UsageHourRow>();
  readonly anomalies: AnomalyRow[] = [];
  readonly decidedAnomalies: { readonly anomalyId: string; readonly state: string; readonly at: string }[] =
    [];
  readonly resetSubscribers: { readonly subscriberId: string; readonly at: string }[] = [];
  readonly commands: CommandRow[] = [];

  /** First pass: which accounts the batch needs. The meters' tables move on here. */
  collect(recorded: RecordedEvent, table: MeterTable | null): void {
    const subscriberId = subscriberOf(recorded.stream);
    if (subscriberId !== null) {
      this.steps.push({ subscriberId, recorded });
      return;
    }
    const routerId = routerOf(recorded.stream);
    if (routerId === null || table === null) return;
    const event = fromRecorded<UsageMetered>(recorded);
    evolveTable(table, event);
    forEachCharge(table, event, (charge) => {
      const anomalyId =
        charge.heldSeconds === null ? '' : anomalyIdOf(recorded.stream, recorded.revision, charge.entry);
      this.steps.push({ subscriberId: charge.owner, charge, at: event.at, routerId, anomalyId });
    });
  }

  /** Second pass: folds in order. Every account of the steps must be in `accounts`. */
  fold(accounts: ReadonlyMap<string, AccountEntry>): void {
    for (const step of this.steps) {
      const entry = accounts.get(step.subscriberId);
      if (!entry) throw new Error(`account ${step.subscriberId} was not loaded`);
      this.touched.add(entry);
      if ('recorded' in step) this.foldOwn(entry, step.recorded);
      else this.foldCharge(entry, step);
    }
  }

  private foldOwn(entry: AccountEntry, recorded: RecordedEvent): void {
    const event = fromRecorded<AccountEvent>(recorded);
    const before = balanceOf(entry.account, recorded.recordedAt).remainingBytes;
    entry.account = evolve(entry.account, event);
    entry.ownRevision = recorded.revision;
    this.changed.add(entry);
    if (event.type === 'AccessStatusChanged') entry.statusRevision = recorded.revision;
    this.noteDecisions(entry, event, recorded);
    const cause = CAUSES[event.type];
    if (cause === null) return;
    const after = balanceOf(entry.account, recorded.recordedAt).remainingBytes;
    this.statement.push({
      subscriberId: entry.subscriberId,
      revision: recorded.revision,
      line: 0,
      at: event.at,
      cause,
      amountBytes: after - before,
      balanceAfterBytes: after,
      reason: 'reason' in event ? event.reason : event.type === 'AccessStatusChanged' ? event.status : null,
      source: 'source' in event ? event.source : null,
    });
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

  private foldCharge(entry: AccountEntry, step: Extract<Step, { charge: Charge }>): void {
    const { charge, at, routerId, anomalyId } = step;
    const bytes = charge.inBytes + charge.outBytes;
    if (charge.heldSeconds !== null) {
      entry.account = evolve(entry.account, { type: 'UsageHeld', anomalyId, bytes, at });
      this.changed.add(entry);
      const { subscriberId } = entry;
      this.anomalies.push({
        anomalyId,
        subscriberId,
        deviceId: charge.device,
        routerId,
        bytes,
        observedAt: at,
        seconds: charge.heldSeconds,
      });
      return;
    }
    entry.account = evolve(entry.account, { type: 'UsageCharged', bytes, at });
    this.addUsage(entry, charge, routerId, at, balanceOf(entry.account, at).remainingBytes);
  }

  /** Usage gathers in the account's own row for the running hour, so that a poll costs one row. */
  private addUsage(
    entry: AccountEntry,
    charge: Charge,
    routerId: string,
    at: string,
    balanceAfter: number,
  ): void {
    const hour = `${at.slice(0, 13)}:00:00.000Z`;
    const key = `${charge.device}|${routerId}`;
    if (entry.openHour !== null && entry.openHour.hour < hour) this.closeHour(entry);
    if (entry.openHour !== null && entry.openHour.hour > hour) {
      // A router that lags behind another: its hour is closed already.
      this.addHour(entry.subscriberId, hour, key, [charge.inBytes, charge.outBytes, balanceAfter, at]);
      return;
    }
    const usage = entry.openHour?.usage ?? {};
    const sum = usage[key];
    usage[key] = [(sum?.[0] ?? 0) + charge.inBytes, (sum?.[1] ?? 0) + charge.outBytes, balanceAfter, at];
    entry.openHour ??= { hour, usage };
  }

  private closeHour(entry: AccountEntry): void {
    if (entry.openHour === null) return;
    for (const [key, usage] of Object.entries(entry.openHour.usage))
      this.addHour(entry.subscriberId, entry.openHour.hour, key, usage);
    entry.openHour = null;
  }

  private addHour(
    subscriberId: string,
    hour: string,
    key: string,
    [bytesIn, bytesOut, balanceAfterBytes, lastAt]: OpenUsage,
  ): void {
    const [deviceId = '', routerId = ''] = key.split('|');
    const id = `${subscriberId}|${hour}|${key}`;
    const row = this.hours.get(id);
    if (!row) {
      this.hours.set(id, {
        subscriberId,
        hour,
        deviceId,
        routerId,
        bytesIn,
        bytesOut,
        balanceAfterBytes,
        lastAt,
      });
      return;
    }
    row.bytesIn += bytesIn;
    row.bytesOut += bytesOut;
    row.balanceAfterBytes = balanceAfterBytes;
    row.lastAt = lastAt;
  }
}

/** What a statement calls an event; null: it shows none. */
const CAUSES: Readonly<Record<AccountEvent['type'], string | null>> = {
  QuotaGranted: 'grant',
  GrantExpired: 'expiry',
  DebtGiven: 'debt',
  DebtSettled: 'settlement',
  PurchaseRevoked: 'correction',
  QuotaReset: 'reset',
  UsageCorrected: 'correction',
  HeldUsageAccepted: 'held',
  HeldUsageRejected: null,
  AccountTermsChanged: null,
  AccessStatusChanged: 'status',
};
