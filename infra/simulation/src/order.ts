// order.ts — one order of a simulated person: at its vendor, in payment and in billing, with the facts between them.
import { purchaseParts } from '../../../services/billing/src/debts/domain/purchase-parts';
import {
  isMoneyEvent,
  salePostings,
  type Posting,
} from '../../../services/billing/src/books/domain/postings';
import {
  isOpen,
  mustFulfil,
  mustTakeBack,
  mustTakeParts,
  type Goods,
  type Sale,
} from '../../../services/billing/src/sales/domain/sale';
import {
  saleDecider,
  type PaymentReport,
  type SaleCommand,
} from '../../../services/billing/src/sales/domain/sale.decide';
import { saleProcess, type WorkKind } from '../../../services/billing/src/sales/domain/sale.process';
import {
  stateAfter,
  type PaymentOrder,
  type PaymentTerms,
} from '../../../services/payment/src/orders/domain/payment-order';
import {
  paymentDecider,
  type PaymentCommand,
} from '../../../services/payment/src/orders/domain/payment-order.decide';
import { ALL_RULES as MONEY_RULES } from '../../../services/all-in-one/src/testing/money-account';
import { AMOUNT_RUPIAH, MERCHANT, VendorOrder } from '../../../services/all-in-one/src/testing/money-vendor';
import { SITE, type SimulatedBills } from './bills';
import type { SimulatedClock } from './clock';
import type { SimulatedLedger } from './ledger';
import { mustEqual, type Rules } from './rules';

const LIFE_SECONDS = 900;
const DAY_SECONDS = 86_400;
const SIZES_BYTES = [1_000_000, 3_000_000, 10_000_000];
const ROUNDS_MOST = 6;

export type Purpose = 'package' | 'settlement' | 'bills';
/** How asking the ledger goes. `unheard`: it did it, and billing ended before it knew. */
export type Try = 'done' | 'failed' | 'unheard';
type Surroundings = {
  readonly clock: SimulatedClock;
  readonly rules: Rules;
  readonly ledger: SimulatedLedger;
  readonly bills: SimulatedBills;
  readonly send: (message: () => void) => void;
  readonly post: (postings: readonly Posting[]) => void;
};

export class SimulatedOrder {
  readonly vendor: VendorOrder;
  readonly placedSeconds: number;
  private payment: PaymentOrder = paymentDecider.initialState();
  private paymentVersion = 0;
  private sale: Sale = saleDecider.initialState();
  /** Facts of payment's stream, and how many of them are on the bus. */
  private readonly facts: PaymentReport[] = [];
  private published = 0;
  private readonly due = new Set<WorkKind>();

  constructor(
    private readonly id: string,
    readonly person: number,
    private readonly purpose: Purpose,
    size: number,
    private readonly around: Surroundings,
  ) {
    const { clock } = around;
    this.placedSeconds = clock.seconds;
    this.vendor = new VendorOrder(`SRG-${id}`, false, MONEY_RULES);
    this.tellSale({
      type: 'PlaceOrder',
      at: clock.now,
      terms: {
        ...{ subscriberId: `p${person}`, purpose, goods: this.goodsOf(size), method: 'va', bank: 'permata' },
        price: { amountRupiah: AMOUNT_RUPIAH, discountRupiah: 0, promoId: null, promoName: null },
        ...{ site: SITE, returnUrl: null },
      },
    });
    const expiresAt = new Date((clock.seconds + LIFE_SECONDS) * 1_000).toISOString();
    const terms: PaymentTerms = {
      ...{ orderId: id, orderNumber: `SRG-${id}`, subscriberId: `p${person}`, site: SITE },
      ...{ amountRupiah: AMOUNT_RUPIAH, method: 'va', bank: 'permata', gateway: 'midtrans-core', expiresAt },
    };
    this.tellPayment({ type: 'CreatePayment', at: clock.now, terms });
    this.tellPayment({ type: 'MarkPending', at: clock.now });
  }

  get isOpen(): boolean {
    return isOpen(this.sale);
  }

  get isBills(): boolean {
    return this.purpose === 'bills';
  }

  /** Nothing of it is left to be done; only its money may still go back. */
  get isSettled(): boolean {
    return !mustFulfil(this.sale) && !mustTakeParts(this.sale) && !mustTakeBack(this.sale) && !this.isOpen;
  }

  pay(): void {
    const { standing } = this.vendor;
    if (standing === 'pending' || standing === 'denied' || standing === 'expired')
      this.vendor.move(0, () => this.ask());
  }

  /** Whatever else a vendor does: it ends, fails, is charged back, paid anew. */
  mishap(choice: number): void {
    this.vendor.move(choice, () => this.ask());
  }

  refund(isWhole: boolean, waits: boolean, isShared: boolean): void {
    // Before a refund an operator says what it does to the purchase. Bills are given back whole.
    this.look();
    const { now: at } = this.around.clock;
    if (this.purpose === 'package')
      this.tellSale({ type: 'KeepPurchase', isKept: false, isShared, reason: 'r', at });
    this.vendor.refund(isWhole || this.purpose !== 'package', waits);
  }

  /** Payment asks the vendor: by its schedule, or since a notice woke it. */
  ask(): void {
    const report = this.vendor.report();
    this.tellPayment({ type: 'RecordReport', at: this.around.clock.now, report, ourMerchantId: MERCHANT });
  }

  /** Billing asks payment for the state, by its schedule. */
  look(): void {
    const { state, refundedRupiah } = this.payment;
    this.apply(this.reportOf(state, refundedRupiah));
  }

  end(isCancelled: boolean): void {
    if (this.vendor.isPaid) return this.ask();
    if (this.vendor.standing === 'pending') this.vendor.standing = isCancelled ? 'cancelled' : 'expired';
    const { now: at } = this.around.clock;
    if (isCancelled) this.tellPayment({ type: 'CancelPayment', at, reason: 'requested' });
    else this.tellPayment({ type: 'ExpirePayment', at });
  }

  /** Payment's events are its outbox: what is stored is published sooner or later, and again after a crash. */
  publish(): void {
    for (; this.published < this.facts.length; this.published += 1) {
      const fact = this.facts[this.published]!;
      this.around.send(() => this.apply(fact));
    }
  }

  /** Payment ends between its events and its checkpoint. */
  crashPayment(): void {
    this.published = 0;
  }

  crashBilling(): void {
    if (!this.around.rules.durableWork) this.due.clear();
  }

  work(tried: Try): void {
    const { now: at } = this.around.clock;
    for (const kind of ['fulfil', 'take_parts', 'take_back'] as const) {
      if (!this.due.has(kind)) continue;
      if (!saleProcess.isStillDue(kind, this.sale, at)) this.due.delete(kind);
      else if (tried === 'failed') this.tellSale({ type: 'DeferFulfilment', reason: 'down', at });
      else {
        this.do(kind, tried === 'done');
        if (tried === 'done' && !saleProcess.isStillDue(kind, this.sale, at)) this.due.delete(kind);
      }
    }
  }

  /** The bank decides what waits for it, everyone asks once more where they do, and what is due is done. */
  settle(): void {
    this.vendor.bankDecides(true);
    if (this.around.rules.asksAgain) {
      this.ask();
      this.look();
    }
    for (let round = 0; this.due.size > 0 && round < ROUNDS_MOST; round += 1) this.work('done');
  }

  /** The bus delivers all of it once more, the oldest last. */
  hearAgain(): void {
    for (let index = this.facts.length - 1; index >= 0; index -= 1) this.apply(this.facts[index]!);
    this.work('done');
  }

  /** What the vendor holds of it. */
  get heldRupiah(): number {
    return this.vendor.heldRupiah;
  }

  check(): void {
    const about = `of order ${this.id} (${this.sale.state})`;
    mustEqual('payment = vendor', `paid ${about}`, this.payment.state === 'paid', this.vendor.isPaid);
    if (this.isBills) return;
    let grants = 0;
    for (let round = 1; round <= this.sale.round; round += 1)
      if (this.around.ledger.purchase(this.person, this.purchaseId(round)).state === 'fulfilled') grants += 1;
    mustEqual('one grant per paid order', `grants ${about}`, grants, this.vendor.isPaid ? 1 : 0);
  }

  private do(kind: 'fulfil' | 'take_parts' | 'take_back', isHeard: boolean): void {
    const { ledger, bills, clock } = this.around;
    const { now: at } = clock;
    const { round, roundsToTakeBack, partsToTakeBack = [], terms } = this.sale;
    if (kind === 'fulfil' && terms) {
      const { bytes, items, autoDebtBytes } = terms.goods;
      const isSettlement = this.purpose === 'settlement';
      const goods = {
        bytes,
        items,
        autoDebtBytes,
        isSettlement,
        fupThresholdBytes: 200_000,
        seconds: 5 * DAY_SECONDS,
      };
      if (this.isBills) bills.receive(this.purchaseId(round), AMOUNT_RUPIAH, this.id);
      else ledger.fulfil(this.person, this.purchaseId(round), goods);
      if (isHeard) this.tellSale({ type: 'ConfirmFulfilment', round, at });
    }
    for (const { round: of, upToRupiah, bytes } of kind === 'take_parts' ? partsToTakeBack : []) {
      // What is not given yet cannot be taken in part.
      if (this.sale.state !== 'fulfilled') return;
      ledger.takePart(this.person, this.purchaseId(of), upToRupiah, bytes);
      if (isHeard) this.tellSale({ type: 'ConfirmPartTakenBack', round: of, upToRupiah, at });
    }
    for (const of of kind === 'take_back' ? roundsToTakeBack : []) {
      if (this.isBills) bills.takeBack(this.purchaseId(of), AMOUNT_RUPIAH);
      else ledger.takeBack(this.person, this.purchaseId(of));
      if (isHeard) this.tellSale({ type: 'ConfirmTakenBack', round: of, at });
    }
  }

  private goodsOf(size: number): Goods {
    const { debts, autoDebtBytes } = this.around.ledger.account(this.person);
    const items = debts.map(({ debtId, unpaidBytes }) => ({ debtId, bytes: unpaidBytes }));
    const owedBytes = items.reduce((sum, { bytes }) => sum + bytes, autoDebtBytes);
    const bought = SIZES_BYTES[size % SIZES_BYTES.length] ?? 0;
    const isSettlement = this.purpose === 'settlement';
    return {
      ...{ description: 'd', packageId: null, bytes: isSettlement ? owedBytes : bought, bonusBytes: 0 },
      ...{ unlimited: false, days: 5, fupThresholdBytes: 200_000, debtId: null },
      items: isSettlement ? items : purchaseParts({ autoDebtBytes, items: debts }, bought, 'money'),
      autoDebtBytes: isSettlement ? autoDebtBytes : 0,
    };
  }

  private purchaseId(round: number): string {
    return `${this.id}/${round}`;
  }

  private apply(payment: PaymentReport): void {
    const { rules, clock } = this.around;
    if (!rules.latePaymentsCount && (this.sale.state === 'expired' || this.sale.state === 'cancelled'))
      return;
    const newest = { ...payment, version: this.sale.paymentVersion + 1 };
    this.tellSale({ type: 'ApplyPayment', payment: rules.paymentVersions ? payment : newest, at: clock.now });
  }

  private reportOf(state: PaymentReport['state'], refundedRupiah: number): PaymentReport {
    const { terms } = this.payment;
    return {
      ...{ version: this.paymentVersion, state, since: this.around.clock.now, orderNumber: `SRG-${this.id}` },
      ...{ expiresAt: terms?.expiresAt ?? null, refundedRupiah, reason: '' },
    };
  }

  private tellPayment(command: PaymentCommand): void {
    const decision = paymentDecider.decide(this.payment, command);
    if (!decision.accepted) return;
    for (const event of decision.events) {
      this.paymentVersion += 1;
      this.payment = paymentDecider.evolve(this.payment, event);
      if ('terms' in event && event.type !== 'PaymentRouted')
        this.facts.push(this.reportOf(stateAfter(event), event.refundedRupiah));
    }
  }

  private tellSale(command: SaleCommand): void {
    const decision = saleDecider.decide(this.sale, command);
    if (!decision.accepted) throw new Error(`the sale refused: ${decision.refusal.code}`);
    for (const event of decision.events) {
      const isRefund = event.type === 'OrderRefunded' || event.type === 'RefundNoted';
      const isPosted = isMoneyEvent(event.type) && (this.around.rules.refundsPosted || !isRefund);
      if (isPosted) this.around.post(salePostings(this.sale, event, SITE));
      this.sale = saleDecider.evolve(this.sale, event);
      for (const { kind } of saleProcess.after(event)) if (!kind.startsWith('tell_')) this.due.add(kind);
    }
  }
}
