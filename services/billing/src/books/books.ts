// books.ts — keeps the double-entry journal: reads the events of sales and drawers and writes their postings once.
import { Inject, Injectable } from '@nestjs/common';
import { fold, fromRecorded, readWholeStream, type RecordedEvent } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { localDate } from '@saring/kernel';
import { inTransaction, PG_POOL, type EventReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import { agentOf } from '../agents/agents';
import type { AgentEvent } from '../agents/domain/agent';
import { billedSubscriberOf } from '../bills/billing-accounts';
import type { BillingEvent } from '../bills/domain/billing-events';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import type { DrawerEvent } from '../counter/domain/drawer';
import { drawerOperatorIn } from '../counter/drawers';
import { BILLING_EVENTS } from '../events';
import type { SafeEvent } from '../safe/domain/safe';
import { safeSiteIn } from '../safe/safes';
import { saleDecider } from '../sales/domain/sale.decide';
import { evolve, takenBackBytes, type Sale, type SaleEvent } from '../sales/domain/sale';
import { orderIdOf } from '../sales/sales';
import { SiteProfiles } from '../sites/site-profiles';
import type { VoucherEvent, VoucherSaleTerms } from '../vouchers/domain/voucher';
import { voucherIdOf } from '../vouchers/vouchers';
import {
  agentPostings,
  billingPostings,
  drawerPostings,
  isMoneyEvent,
  safePostings,
  salePostings,
  voucherPostings,
  type Posting,
} from './domain/postings';
import { insertPostings, type Entry, type TakingsTerms } from './journal.rows';

/** Sales folded as their events pass by: so many are kept, and of others the stream is read. */
const KEPT_SALES = 5_000;
/** Money on bills or deposits buys no goods by itself. */
const BILLS = { purpose: 'bill', goods: { packageId: null, description: '', bytes: 0 } } as const;
type Folded = { readonly revision: number; readonly sale: Sale };

/**
 * A projection: its rows and those of `takings_days` can be deleted together and its place set back, and it writes the
 * same again.
 */
@Injectable()
export class Books implements EventReader {
  readonly events = {
    name: 'books',
    waiting: 'the journal waits for its database',
    handle: async (events: readonly RecordedEvent[]): Promise<void> => {
      const entries: Entry[] = [];
      for (const event of events) {
        const entry = await this.entryOf(event);
        if (entry) entries.push(entry);
      }
      if (entries.length > 0) await inTransaction(this.pool, (client) => insertPostings(client, entries));
    },
  };

  private readonly sales = new Map<string, Folded>();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(BILLING_EVENTS) private readonly store: PostgresEventStore,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly profiles: SiteProfiles,
  ) {}

  private async entryOf(recorded: RecordedEvent): Promise<Entry | null> {
    const orderId = orderIdOf(recorded.stream);
    if (orderId !== undefined) return this.saleEntry(recorded, orderId);
    if (voucherIdOf(recorded.stream) !== undefined) return this.voucherEntry(recorded);
    if (billedSubscriberOf(recorded.stream) !== undefined) return this.billingEntry(recorded);
    const agentId = agentOf(recorded.stream);
    if (agentId !== undefined) return this.agentEntry(recorded, agentId);
    if (safeSiteIn(recorded.stream) !== undefined) {
      const event = fromRecorded<SafeEvent>(recorded);
      return this.entry(recorded, { postings: safePostings(event), ...event });
    }
    const operatorId = drawerOperatorIn(recorded.stream);
    if (operatorId === undefined) return null;
    const event = fromRecorded<DrawerEvent>(recorded);
    const { DEFAULT_SITE } = this.config;
    const { at, site = DEFAULT_SITE } = event;
    return this.entry(recorded, { postings: drawerPostings(event, DEFAULT_SITE), at, operatorId, site });
  }

  private async voucherEntry(recorded: RecordedEvent): Promise<Entry | null> {
    const event = fromRecorded<VoucherEvent>(recorded);
    const postings = voucherPostings(event);
    if (event.type === 'VoucherSold') {
      const { at, cashier, site } = event;
      const terms = takingsTerms(event);
      return terms && this.entry(recorded, { postings, at, operatorId: cashier, site, terms });
    }
    if (event.type !== 'VoucherVoided' || !event.refund) return null;
    const { operatorId, sale } = event.refund;
    const terms = takingsTerms(sale);
    if (!terms) return null;
    return this.entry(recorded, {
      ...{ postings, at: event.at, operatorId, site: sale.site, terms, returnedBytes: sale.bytes },
    });
  }

  /** Received money is of its day; what a bill uses of it later was counted then. */
  private async billingEntry(recorded: RecordedEvent): Promise<Entry | null> {
    const event = fromRecorded<BillingEvent>(recorded);
    const postings = billingPostings(event);
    if (postings.length === 0) return null;
    const { at } = event;
    if (event.type === 'MoneyReceived' || event.type === 'DepositTaken' || event.type === 'BalancePaidOut') {
      const { cashier, site, method } = event;
      return this.entry(recorded, {
        postings,
        at,
        operatorId: cashier,
        site,
        terms: { method, cashier, ...BILLS },
      });
    }
    return this.entry(recorded, { postings, at, operatorId: '', site: postings[0]?.site ?? '' });
  }

  private async agentEntry(recorded: RecordedEvent, agentId: string): Promise<Entry | null> {
    const event = fromRecorded<AgentEvent>(recorded);
    if (event.type === 'TopUpReturned') {
      const postings = agentPostings(agentId, event);
      if (postings.length === 0) return null;
      return this.entry(recorded, { postings, at: event.at, operatorId: '', site: event.site });
    }
    if (event.type !== 'DepositReceived' && event.type !== 'DepositPaidOut') return null;
    const { at, cashier, site, method } = event;
    const postings = agentPostings(agentId, event);
    return this.entry(recorded, {
      postings,
      at,
      operatorId: cashier,
      site,
      terms: { method, cashier, ...BILLS },
    });
  }

  private async saleEntry(recorded: RecordedEvent, orderId: string): Promise<Entry | null> {
    const event = fromRecorded<SaleEvent>(recorded);
    const isMoney = isMoneyEvent(recorded.type);
    const before = await this.saleBefore(recorded, isMoney);
    if (!before) return null;
    this.keep(recorded, evolve(before, event));
    if (!isMoney || !before.terms) return null;
    const { terms } = before;
    const { site, cashier = '' } = terms;
    const at = event.type === 'OrderPaid' ? event.paidAt : event.at;
    const postings = salePostings(before, event, this.config.DEFAULT_SITE);
    const returnedBytes = returnedBytesOf(before, evolve(before, event));
    return this.entry(recorded, {
      // Cash left when it was asked for; what was bought goes back now, and stands at a line of no money.
      postings: returnedBytes === 0 || postings.some(isRefund) ? postings : [...postings, noMoney(site)],
      ...{ at, operatorId: cashier, site, orderId, terms, returnedBytes },
    });
  }

  /** Null: not known, and not needed. */
  private async saleBefore({ stream, revision }: RecordedEvent, isNeeded: boolean): Promise<Sale | null> {
    const folded = this.sales.get(stream);
    if (folded?.revision === revision - 1) return folded.sale;
    if (revision === 0) return saleDecider.initialState();
    if (!isNeeded) return null;
    const history = await readWholeStream(this.store, stream);
    return fold(
      saleDecider,
      history.slice(0, revision).map((one) => fromRecorded<SaleEvent>(one)),
    );
  }

  /** The sale that moved last is forgotten last. */
  private keep({ stream, revision }: RecordedEvent, sale: Sale): void {
    this.sales.delete(stream);
    this.sales.set(stream, { revision, sale });
    const [oldest] = this.sales.keys();
    if (this.sales.size > KEPT_SALES && oldest !== undefined) this.sales.delete(oldest);
  }

  private async entry(
    { stream, revision, type }: RecordedEvent,
    of: {
      readonly postings: readonly Posting[];
      readonly at: string;
      readonly operatorId: string;
      readonly site: string;
      readonly orderId?: string;
      readonly terms?: TakingsTerms;
      readonly returnedBytes?: number;
    },
  ): Promise<Entry> {
    const day = localDate(new Date(of.at), await this.profiles.timeZoneOf(of.site));
    return { stream, revision, cause: type, day, orderId: null, ...of };
  }
}

const isRefund = ({ account }: Posting): boolean => account === 'refunds';
const noMoney = (site: string): Posting => ({ account: 'refunds', party: '', amountRupiah: 0, site });

/** Of what was bought: goes back by what happened between. */
const returnedBytesOf = (before: Sale, after: Sale): number => {
  if (after.terms?.purpose !== 'package' && after.terms?.purpose !== 'voucher') return 0;
  const isWhole = after.roundsToTakeBack.length > before.roundsToTakeBack.length;
  const bytes = isWhole ? after.terms.goods.bytes : takenBackBytes(after);
  return Math.max(0, bytes - takenBackBytes(before));
};

/** Null: its order counts. */
const takingsTerms = (sale: VoucherSaleTerms): TakingsTerms | null => {
  const { method, cashier, packageId, description, bytes } = sale;
  if (method === 'order') return null;
  return { method, cashier, purpose: 'package', goods: { packageId, description, bytes } };
};
