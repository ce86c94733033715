// Everything between a payer's money and their quota in one process without clocks or sockets: the vendor is invented, the
// decisions on orders, sales and accounts are the real ones, and what carries words between them loses, repeats and
// reorders them.
import { idFrom } from '@saring/kernel';
import { purchaseParts } from '../../../billing/src/debts/domain/purchase-parts';
import { purchaseIdOf } from '../../../billing/src/ledger';
import { isMoneyEvent, salePostings, type Posting } from '../../../billing/src/books/domain/postings';
import { mustGiveExtras } from '../../../billing/src/sales/domain/extra-payments';
import {
  mustFulfil,
  mustTakeBack,
  mustTakeParts,
  type Sale,
  type SaleEvent,
} from '../../../billing/src/sales/domain/sale';
import {
  saleDecider,
  type PaymentReport,
  type SaleCommand,
} from '../../../billing/src/sales/domain/sale.decide';
import { saleProcess, type WorkKind } from '../../../billing/src/sales/domain/sale.process';
import type { GatewayReport, Standing } from '../../../payment/src/orders/domain/gateway-report';
import {
  stateAfter,
  type PaymentEvent,
  type PaymentOrder,
  type PaymentTerms,
} from '../../../payment/src/orders/domain/payment-order';
import { paymentDecider, type PaymentCommand } from '../../../payment/src/orders/domain/payment-order.decide';
import type { Account, Rules } from './money-account';
import { Extras } from './money-extras';
import { expiresAt, extraId, extraReportOf, isStateEvent, reportOf, type ExtraReport } from './money-facts';
import { AMOUNT_RUPIAH, MERCHANT, VendorOrder } from './money-vendor';

const at = '2026-11-21T04:00:00.000Z';

/** How asking the ledger goes. `unheard`: it did it, and billing stopped before it knew. */
export type Try = 'done' | 'failed' | 'unheard';

/** One order at the vendor, in payment and in billing, and what is on its way between them. */
export class Order {
  readonly vendor: VendorOrder;
  readonly paymentEvents: PaymentEvent[] = [];
  payment: PaymentOrder = paymentDecider.initialState();
  sale: Sale = saleDecider.initialState();
  /** The facts that billing gets, in any order, any number of times. */
  private readonly facts: (PaymentReport | ExtraReport)[] = [];
  readonly postings: Posting[] = [];
  /** Transactions beside the one that paid. */
  readonly extras: Extras;
  private readonly due = new Set<WorkKind>();
  private late: (() => void)[] = [];
  private readonly terms: PaymentTerms;

  constructor(
    readonly orderId: string,
    private readonly account: Account,
    private readonly rules: Rules,
    isSettlement: boolean,
    bytes: number,
  ) {
    const orderNumber = `SRG-rw05-${orderId}`;
    const amountRupiah = AMOUNT_RUPIAH;
    const shared = { orderId, orderNumber, subscriberId: 's', site: 'rw05', amountRupiah, expiresAt };
    // One in three is paid on the page of Snap, where several transactions may be begun.
    const isSnap = bytes % 3 === 0;
    this.vendor = new VendorOrder(orderNumber, isSnap, rules);
    this.terms = isSnap
      ? { ...shared, method: 'snap', bank: null, gateway: 'midtrans-snap' }
      : { ...shared, method: 'va', bank: 'permata', gateway: 'midtrans-core' };
    const { debts, autoDebtBytes } = account.state;
    const items = debts.map(({ debtId, unpaidBytes }) => ({ debtId, bytes: unpaidBytes }));
    const owedBytes = items.reduce((sum, item) => sum + item.bytes, autoDebtBytes);
    const settles = isSettlement && owedBytes > 0;
    this.tellSale({
      type: 'PlaceOrder',
      at,
      terms: {
        subscriberId: 's',
        purpose: settles ? 'settlement' : 'package',
        goods: {
          description: 'd',
          packageId: null,
          bytes: settles ? owedBytes : bytes,
          bonusBytes: 0,
          unlimited: false,
          days: 0,
          fupThresholdBytes: null,
          debtId: null,
          items: settles ? items : purchaseParts({ autoDebtBytes, items: debts }, bytes, 'money'),
          autoDebtBytes: settles ? autoDebtBytes : 0,
        },
        price: { amountRupiah, discountRupiah: 0, promoId: null, promoName: null },
        method: 'va',
        bank: 'permata',
        site: 'rw05',
        returnUrl: null,
      },
    });
    this.extras = this.extrasOf();
    this.tellPayment({ type: 'CreatePayment', at, terms: this.terms });
    this.tellPayment({ type: 'MarkPending', at });
  }

  /** Of other transactions: what they bought and still hold. */
  get extrasGiven(): number {
    return this.extras.transactionIds.filter((id) => this.account.isGiven(extraId(this.orderId, id))).length;
  }

  /** The bytes of its purchases that the account was given, net of parts that went back. */
  get givenBytes(): number {
    const rounds = Array.from({ length: this.sale.round }, (_, index) => this.purchaseId(index + 1));
    const given = [...new Set(rounds)].filter((purchaseId) => this.account.isGiven(purchaseId));
    const reduced = given.reduce((sum, purchaseId) => sum + this.account.reducedBytes(purchaseId), 0);
    return this.bytes * (given.length + this.extrasGiven) - reduced;
  }

  /** Of what it was paid for last: what went back with parts of the money. */
  get reducedBytes(): number {
    return this.account.reducedBytes(this.purchaseId(this.sale.round));
  }

  /** What stands in an account of the books. */
  balance(account: Posting['account']): number {
    return this.postings.reduce((sum, one) => sum + (one.account === account ? one.amountRupiah : 0), 0);
  }

  /** The amount held by payment's stream. */
  get toldRupiah(): number {
    return this.paymentEvents.reduce((sum, event) => {
      if (event.type === 'PaymentPaid') return sum + AMOUNT_RUPIAH;
      if (event.type === 'PaymentRefunded') return sum - event.amountRupiah;
      return event.type === 'PaymentReversed' ? sum - (AMOUNT_RUPIAH - event.refundedRupiah) : sum;
    }, 0);
  }

  get bytes(): number {
    return this.sale.terms?.goods.bytes ?? 0;
  }

  /** The number of its purchases that the account holds. */
  get given(): number {
    const rounds = Array.from({ length: this.sale.round }, (_, index) => this.purchaseId(index + 1));
    return new Set(rounds.filter((purchaseId) => this.account.isGiven(purchaseId))).size;
  }

  moveVendor(choice: number): void {
    // Known limit: a part given back, a reversal and a new payment, none of them reported, look alike.
    this.vendor.move(choice, () => this.ask());
  }

  /** Before a refund an operator says what it is to do to the purchase. */
  choose(isShared: boolean): void {
    this.look();
    if (this.sale.terms?.purpose === 'package')
      this.tellSale({ type: 'KeepPurchase', isKept: false, isShared, reason: 'r', at });
  }

  /** The payer pays the page of Snap once more: another transaction of the same order. */
  payAgain(): void {
    if (this.payment.state === 'paid' && this.vendor.isPaid && this.extras.count < 2) this.extras.pay();
  }

  /** A poll, or a notice that was believed: its status is asked. */
  ask(): void {
    this.tellPayment(this.recording(this.vendor.report()));
  }

  /** A notice with a genuine signature that differs from the vendor's present state, or from the agreement. */
  notice(standing: Standing, change: Partial<GatewayReport>): void {
    const report = { ...this.vendor.report(), standing, ...change };
    const decision = paymentDecider.decide(this.payment, this.recording(report));
    // As services/payment, notices.ts: it is only a reason to ask.
    const isOwnWord = decision.accepted && decision.events.some(({ type }) => type !== 'PaymentAlerted');
    if (isOwnWord) this.ask();
  }

  /** A status that says something else than was agreed. */
  lie(change: Partial<GatewayReport>): void {
    this.tellPayment(this.recording({ ...this.vendor.report(), standing: 'paid', ...change }));
  }

  expire(): void {
    // The gateway ends it first and refuses where it is paid.
    if (this.vendor.standing === 'pending') this.vendor.standing = 'expired';
    else if (this.vendor.isPaid) return this.ask();
    this.tellPayment({ type: 'ExpirePayment', at });
  }

  cancel(): void {
    if (this.vendor.isPaid) return this.ask();
    if (this.vendor.standing === 'pending') this.vendor.standing = 'cancelled';
    this.tellPayment({ type: 'CancelPayment', at, reason: 'requested' });
  }

  hear(index: number): void {
    const fact = this.facts[index % Math.max(this.facts.length, 1)];
    if (!fact) return;
    if ('transactionId' in fact) {
      const { transactionId, amountRupiah, returnedBy, returnedRupiah } = fact;
      const extra = { transactionId, amountRupiah, returnedBy, returnedRupiah };
      this.tellSale({ type: 'NoteExtraPayment', ...extra, at });
    } else this.applyPayment(fact);
  }

  /** The oldest last: a repeated report may not undo a later one. */
  hearAllAgain(): void {
    for (let index = this.facts.length - 1; index >= 0; index -= 1) this.hear(index);
    // Of one transaction the payment comes before its end: facts of one order come in their order.
    this.facts.forEach((fact, index) => 'transactionId' in fact && this.hear(index));
  }

  /** Billing asks payment: the version of all that it has recorded. */
  look(): void {
    const { state, refundedRupiah } = this.payment;
    const payment = reportOf(this.paymentEvents.length, state, refundedRupiah);
    this.applyPayment(payment);
  }

  /** @param isSlow the ledger is asked only when another may have done it all long before (`runLate`). */
  work(tried: Try, isSlow = false): void {
    if (tried !== 'failed') this.workOnParts(tried);
    for (const kind of ['fulfil', 'take_back'] as const) {
      if (!this.due.has(kind)) continue;
      if (!saleProcess.isStillDue(kind, this.sale, at)) this.due.delete(kind);
      else if (tried === 'failed') this.tellSale({ type: 'DeferFulfilment', reason: 'down', at });
      else if (isSlow) this.late.push(this.asking(kind, tried));
      else {
        this.asking(kind, tried)();
        if (tried === 'done') this.due.delete(kind);
      }
    }
  }

  private workOnParts(tried: Try): void {
    // Payment's stream has them in order: what is not given yet cannot be taken in part.
    for (const { round, upToRupiah, bytes } of this.sale.state === 'fulfilled'
      ? (this.sale.partsToTakeBack ?? [])
      : []) {
      this.account.takePart(this.purchaseId(round), upToRupiah, bytes);
      if (tried === 'done') this.tellSale({ type: 'ConfirmPartTakenBack', round, upToRupiah, at });
    }
    for (const transactionId of this.sale.extrasToGive ?? []) {
      this.account.fulfil(this.sale, extraId(this.orderId, transactionId));
      if (tried === 'done') this.tellSale({ type: 'ConfirmExtraGiven', transactionId, at });
    }
    for (const transactionId of this.sale.extrasToTakeBack ?? []) {
      this.account.takeBack(extraId(this.orderId, transactionId));
      if (tried === 'done') this.tellSale({ type: 'ConfirmExtraTakenBack', transactionId, at });
    }
  }

  runLate(): void {
    const { late } = this;
    this.late = [];
    for (const one of late) one();
  }

  get isSettled(): boolean {
    return (
      !mustFulfil(this.sale) &&
      !mustTakeParts(this.sale) &&
      !mustGiveExtras(this.sale) &&
      !mustTakeBack(this.sale)
    );
  }

  /** On the sale as it is now, whenever it is run. */
  private asking(kind: 'fulfil' | 'take_back', tried: Try): () => void {
    const { sale } = this;
    const rounds = kind === 'fulfil' ? [sale.round] : sale.roundsToTakeBack;
    return () => {
      for (const round of rounds) {
        if (kind === 'fulfil') this.account.fulfil(sale, this.purchaseId(round));
        else this.account.takeBack(this.purchaseId(round));
        if (tried === 'done')
          this.tellSale({ type: kind === 'fulfil' ? 'ConfirmFulfilment' : 'ConfirmTakenBack', round, at });
      }
    };
  }

  private purchaseId(round: number): string {
    return this.rules.rounds ? purchaseIdOf(this.orderId, round) : idFrom(this.orderId);
  }

  private recording(report: GatewayReport): PaymentCommand {
    const { orderNumber } = this.terms;
    const agreed = { orderNumber, amountRupiah: AMOUNT_RUPIAH, currency: 'IDR', merchantId: MERCHANT };
    const believed = this.rules.mismatch ? report : { ...report, ...agreed };
    return { type: 'RecordReport', at, report: believed, ourMerchantId: MERCHANT };
  }

  private applyPayment(payment: PaymentReport): void {
    const newest = { ...payment, version: this.sale.paymentVersion + 1 };
    this.tellSale({ type: 'ApplyPayment', payment: this.rules.versions ? payment : newest, at });
  }

  private book(event: SaleEvent): void {
    // As billing, books.ts: it reads these alone.
    if (!isMoneyEvent(event.type)) return;
    if (!this.rules.extraBooks && event.type === 'ExtraPaymentReturned') return;
    const isRefund = event.type === 'RefundNoted' || event.type === 'OrderRefunded';
    const before = !this.rules.refundBooks && isRefund ? { ...this.sale, refundedRupiah: 0 } : this.sale;
    this.postings.push(...salePostings(before, event, 'rw05'));
  }

  /** @returns whether it was accepted and changed something. */
  private tellPayment(command: PaymentCommand): boolean {
    const decision = paymentDecider.decide(this.payment, command);
    if (!decision.accepted) return false;
    for (const event of decision.events) this.recordPayment(event);
    return decision.events.length > 0;
  }

  /** Its events are the outbox: a stored event is published sooner or later, whatever stopped in between. */
  private recordPayment(event: PaymentEvent): void {
    this.paymentEvents.push(event);
    this.payment = paymentDecider.evolve(this.payment, event);
    const extra = extraReportOf(event);
    if (extra) this.facts.push(extra);
    if (isStateEvent(event))
      this.facts.push(reportOf(this.paymentEvents.length, stateAfter(event), event.refundedRupiah));
  }

  private extrasOf(): Extras {
    const order = {
      tell: (command: PaymentCommand) => this.tellPayment(command),
      record: (event: PaymentEvent) => this.recordPayment(event),
      report: (change: Partial<GatewayReport>) => this.recording({ ...this.vendor.report(), ...change }),
      amountRupiah: AMOUNT_RUPIAH,
    };
    const payment = () => this.payment;
    return new Extras(
      {
        ...order,
        get payment() {
          return payment();
        },
      },
      this.rules,
    );
  }

  private tellSale(command: SaleCommand): void {
    const decision = saleDecider.decide(this.sale, command);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    for (const event of decision.events) {
      this.book(event);
      this.sale = saleDecider.evolve(this.sale, event);
      for (const { kind } of saleProcess.after(event)) this.due.add(kind);
    }
  }
}
