// bills.ts — the billing account of one simulated person: bills by the day, money that comes and goes back, periods that are
// given and the hotspot that is held for them.
import type { BillingAccount } from '../../../services/billing/src/bills/domain/billing-account';
import { mustGive, initialState } from '../../../services/billing/src/bills/domain/billing-account';
import {
  billingAccountDecider,
  type BillingCommand,
} from '../../../services/billing/src/bills/domain/billing-account.decide';
import { isHotspotUnsettled, mustHoldHotspot } from '../../../services/billing/src/bills/domain/line-holds';
import type { PlanTerms } from '../../../services/billing/src/bills/domain/plan-terms';
import { billingPostings, type Posting } from '../../../services/billing/src/books/domain/postings';
import type { SimulatedClock } from './clock';
import type { SimulatedLedger } from './ledger';
import { mustEqual, type Rules } from './rules';

export const SITE = 'rw05';
const TERMS: PlanTerms = {
  ...{ packageId: 'weekly', packageName: 'Mingguan', bytes: 4_000_000, unlimited: false },
  ...{
    fupThresholdBytes: 500_000,
    speedDownKilobitsPerSecond: 0,
    speedUpKilobitsPerSecond: 0,
    deviceLimit: 1,
  },
  ...{ unit: 'day', count: 7, anchorDay: 0, priceRupiah: 50_000, prorates: false },
  ...{ issueDaysBefore: 2, graceDays: 3 },
};
const ROUNDS_MOST = 20;

type Hold = { readonly held: boolean; readonly basisVersion: number };

export class SimulatedBills {
  private account: BillingAccount = initialState();
  private version = 0;
  /** Taken in hand, less what was handed out. */
  cashRupiah = 0;
  private receipts = 0;

  constructor(
    private readonly person: number,
    private readonly clock: SimulatedClock,
    private readonly rules: Rules,
    private readonly ledger: SimulatedLedger,
    private readonly send: (message: () => void) => void,
    private readonly post: (postings: readonly Posting[]) => void,
    hasSubscription: boolean,
  ) {
    if (!hasSubscription) return;
    const startsOn = clock.today;
    this.decide({
      type: 'StartSubscription',
      subscriptionId: 's',
      site: SITE,
      terms: TERMS,
      startsOn,
      at: clock.now,
    });
    this.look();
  }

  get balanceRupiah(): number {
    return this.account.balanceRupiah;
  }

  /** The bills of the day. */
  look(): void {
    const { now: at, today } = this.clock;
    const issuing = { today: { [SITE]: today }, at };
    this.decide({
      ...{ type: 'IssueBills', ...issuing, billIdOf: (_id, from) => `bill-${this.person}-${from}` },
      startOf: (_site, date) => `${date}T00:00:00.000Z`,
    });
    this.decide({ type: 'JudgeBills', ...issuing, graceDays: 3 });
  }

  payInHand(amountRupiah: number): void {
    this.receive(`cash-${(this.receipts += 1)}`, amountRupiah, null);
    this.cashRupiah += amountRupiah;
  }

  /** Hands balance out, as far as there is any. */
  payOut(amountRupiah: number): void {
    this.decide({
      ...{ type: 'PayOutBalance', amountRupiah, method: 'cash', cashier: 'op', site: SITE },
      ...{ drawerSite: SITE, reason: 'asked for', at: this.clock.now },
    });
  }

  receive(receiptId: string, amountRupiah: number, orderId: string | null): void {
    const id = this.rules.oneReceipt ? receiptId : `${receiptId}-${(this.receipts += 1)}`;
    this.decide({
      ...{ type: 'ReceiveMoney', receiptId: id, amountRupiah, site: SITE, cashier: orderId ? '' : 'op' },
      ...{ method: orderId ? 'va' : 'cash', drawerSite: orderId ? null : SITE, note: '', at: this.clock.now },
      ...(orderId ? { orderId } : {}),
    });
  }

  takeBack(receiptId: string, orderedRupiah: number): void {
    this.decide({ type: 'TakeReceiptBack', receiptId, orderedRupiah, site: SITE, at: this.clock.now });
    this.decide({
      type: 'JudgeBills',
      today: { [SITE]: this.clock.today },
      graceDays: 3,
      at: this.clock.now,
    });
  }

  /** Gives what is paid and has begun. @param isHeard the ledger's answer; else it is asked once more. */
  give(isHeard: boolean): void {
    for (const bill of Object.values(this.account.bills)) {
      if (!mustGive(bill) || bill.startsAt > this.clock.now) continue;
      const { bytes, fupThresholdBytes } = bill.terms;
      const end = Date.parse(bill.lastsUntil);
      const left = end - Date.parse(this.clock.now);
      const seconds = Math.floor((left > 0 ? left : end - Date.parse(bill.startsAt)) / 1_000);
      this.ledger.fulfil(this.person, `bill/${bill.id}`, {
        ...{ bytes, fupThresholdBytes: fupThresholdBytes ?? 0, seconds, items: [], autoDebtBytes: 0 },
        isSettlement: false,
      });
      if (isHeard) this.decide({ type: 'ConfirmGiven', billId: bill.id, at: this.clock.now });
    }
  }

  /** As bills/line-holds.ts: it notes that it asks before it asks. @param way how the asking goes. */
  hold(way: 'done' | 'request lost' | 'answer lost' | 'late'): void {
    if (!isHotspotUnsettled(this.account)) return;
    this.decide({ type: 'AskHotspotHold', at: this.clock.now });
    const hold: Hold = { held: mustHoldHotspot(this.account), basisVersion: this.version };
    if (way === 'late') this.send(() => this.setHold(hold));
    else if (way !== 'request lost') this.setHold(hold);
    if (way === 'done') this.decide({ type: 'ConfirmHotspotHold', held: hold.held, at: this.clock.now });
  }

  settle(): void {
    this.look();
    this.give(true);
    for (let round = 0; isHotspotUnsettled(this.account) && round < ROUNDS_MOST; round += 1)
      this.hold('done');
  }

  /** @param orderedRupiah what orders for bills brought and did not give back. */
  check(orderedRupiah: number): void {
    const about = `of person ${this.person}`;
    const bills = Object.values(this.account.bills);
    const allocated = bills.reduce((sum, { paidRupiah }) => sum + paidRupiah, 0);
    const held = allocated + this.account.balanceRupiah;
    mustEqual('allocated + balance + refunded = received', about, held, orderedRupiah + this.cashRupiah);
    for (const bill of bills) {
      if (!bill.isGiven) continue;
      const { state } = this.ledger.purchase(this.person, `bill/${bill.id}`);
      mustEqual('what a bill pays for is given', `${bill.id} ${about}`, state, 'fulfilled');
    }
    const { held: isHeld = false } = this.ledger.account(this.person).billHold ?? {};
    mustEqual('held by a bill = billing says so', about, isHeld, mustHoldHotspot(this.account));
  }

  private setHold({ held, basisVersion }: Hold): void {
    this.ledger.handle(this.person, { type: 'SetBillHold', held, basisVersion, at: this.clock.now });
  }

  private decide(command: BillingCommand): void {
    const decision = billingAccountDecider.decide(this.account, command);
    if (!decision.accepted) return;
    for (const event of decision.events) {
      this.post(billingPostings(event));
      if (event.type === 'BalancePaidOut') this.cashRupiah -= event.amountRupiah;
      this.account = billingAccountDecider.evolve(this.account, event);
    }
    this.version += decision.events.length;
  }
}
