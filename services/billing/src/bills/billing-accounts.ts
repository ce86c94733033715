// billing-accounts.ts — the billing account of each subscriber: every change is stored with its rows and what is due after it.
import { Inject, Injectable } from '@nestjs/common';
import type { Change, CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { addWorkAfter, Aggregates, PG_POOL, WorkQueue } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BILLING_EVENTS } from '../events';
import { nextInvoiceNumber } from '../sales/invoice-numbers';
import { SiteProfiles } from '../sites/site-profiles';
import { saveAccount } from './bills.rows';
import type { BillingAccount } from './domain/billing-account';
import {
  billingAccountDecider,
  type BillingCommand,
  type BillingRefusal,
} from './domain/billing-account.decide';
import type { BillingEvent } from './domain/billing-events';
import { billsProcess } from './domain/bills.process';

type AccountChange = Change<BillingAccount, BillingCommand, BillingEvent, BillingRefusal>;
/** The topic of the work that is due for billing accounts. */
export const BILLS_WORK = 'bills';
const STREAM = /^bills-([0-9a-f-]{36})$/;
export const billsStreamOf = (subscriberId: string): string => `bills-${subscriberId}`;
/** Whose billing account a stream is; undefined for other streams. */
export const billedSubscriberOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

@Injectable()
export class BillingAccounts extends Aggregates<
  BillingAccount,
  BillingCommand,
  BillingEvent,
  BillingRefusal
> {
  protected readonly decider = billingAccountDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    private readonly queue: WorkQueue,
    private readonly profiles: SiteProfiles,
  ) {
    super(pool, store);
  }

  /** Also wakes the workers of due work. */
  override wake(): void {
    super.wake();
    this.queue.wake();
  }

  protected streamOf(subscriberId: string): string {
    return billsStreamOf(subscriberId);
  }

  /**
   * A number is taken where its bill is stored, so that there are no gaps. Its counter is locked until the commit: of
   * several sites they are taken in the order of their names, so that no two transactions wait for one another.
   */
  protected override async complete(
    client: PoolClient,
    change: AccountChange,
    context: CommandContext,
  ): Promise<void> {
    const issued = change.events
      .flatMap((event) => (event.type === 'BillIssued' ? [event] : []))
      .sort((one, other) => (one.site < other.site ? -1 : Number(one.site > other.site)));
    const zones = new Map<string, string>();
    for (const { site } of issued)
      if (!zones.has(site)) zones.set(site, await this.profiles.timeZoneOf(site, client));
    for (const { at, billId, site } of issued) {
      const number = await nextInvoiceNumber(client, site, new Date(at), zones.get(site) ?? '');
      this.decide(change, { type: 'NumberBill', billId, number, at }, context);
    }
  }

  protected async project(client: PoolClient, { id, version, state, events }: AccountChange): Promise<void> {
    await saveAccount(client, id, version, state);
    await addWorkAfter(client, BILLS_WORK, id, events, billsProcess.after);
  }
}
