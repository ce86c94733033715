// books.ts — keeps the double-entry journal: reads the events of sales and drawers and writes their postings once.
import { Inject, Injectable } from '@nestjs/common';
import { fold, fromRecorded, readWholeStream, type RecordedEvent } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { localDate } from '@saring/kernel';
import { inTransaction, PG_POOL, type EventReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { DrawerEvent } from '../counter/domain/drawer';
import { drawerOperatorIn } from '../counter/drawers';
import { BILLING_EVENTS } from '../events';
import { saleDecider } from '../sales/domain/sale.decide';
import type { SaleEvent } from '../sales/domain/sale';
import { orderIdOf } from '../sales/sales';
import { SiteProfiles } from '../sites/site-profiles';
import { drawerPostings, salePostings, type Posting } from './domain/postings';
import { insertPostings, type Entry } from './journal.rows';

/** The only events of a sale that move money. */
const MONEY: ReadonlySet<string> = new Set([
  'OrderPaid',
  'OrderRefunded',
  'RefundNoted',
  'OrderReversed',
  'ExtraPaymentReceived',
  'ExtraPaymentReturned',
] satisfies SaleEvent['type'][]);

/** The sales of one batch: each is read once. */
type Histories = Map<string, readonly RecordedEvent[]>;

/** A projection: its rows can be deleted and its place set back, and it writes the same again. */
@Injectable()
export class Books implements EventReader {
  readonly events = {
    name: 'books',
    waiting: 'the journal waits for its database',
    handle: async (events: readonly RecordedEvent[]): Promise<void> => {
      const entries: Entry[] = [];
      const histories: Histories = new Map();
      for (const event of events) {
        const entry = await this.entryOf(event, histories);
        if (entry) entries.push(entry);
      }
      if (entries.length > 0) await inTransaction(this.pool, (client) => insertPostings(client, entries));
    },
  };

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(BILLING_EVENTS) private readonly store: PostgresEventStore,
    private readonly profiles: SiteProfiles,
  ) {}

  private async entryOf(recorded: RecordedEvent, histories: Histories): Promise<Entry | null> {
    const orderId = orderIdOf(recorded.stream);
    if (orderId !== undefined)
      return MONEY.has(recorded.type) ? this.saleEntry(recorded, orderId, histories) : null;
    const operatorId = drawerOperatorIn(recorded.stream);
    if (operatorId === undefined) return null;
    const event = fromRecorded<DrawerEvent>(recorded);
    return this.entry(recorded, { postings: drawerPostings(event), at: event.at, operatorId, site: '' });
  }

  private async saleEntry(
    recorded: RecordedEvent,
    orderId: string,
    histories: Histories,
  ): Promise<Entry | null> {
    const held = histories.get(recorded.stream);
    const history =
      held && held.length > recorded.revision ? held : await readWholeStream(this.store, recorded.stream);
    histories.set(recorded.stream, history);
    const before = fold(
      saleDecider,
      history.slice(0, recorded.revision).map((one) => fromRecorded<SaleEvent>(one)),
    );
    const event = fromRecorded<SaleEvent>(recorded);
    if (!before.terms) return null;
    const { site, cashier = '' } = before.terms;
    const at = event.type === 'OrderPaid' ? event.paidAt : event.at;
    return this.entry(recorded, {
      ...{ postings: salePostings(before, event), at, operatorId: cashier, site },
      orderId,
    });
  }

  private async entry(
    { stream, revision, type }: RecordedEvent,
    of: {
      readonly postings: readonly Posting[];
      readonly at: string;
      readonly operatorId: string;
      readonly site: string;
      readonly orderId?: string;
    },
  ): Promise<Entry> {
    const day = localDate(new Date(of.at), await this.profiles.timeZoneOf(of.site));
    return { stream, revision, cause: type, day, orderId: null, ...of };
  }
}
