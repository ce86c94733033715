// money-extras.ts — transactions beside the one that paid an order of the money model: what the vendor holds of each, and
// what is done with its money.
import { stateOf } from '../../../payment/src/orders/domain/extra-payment';
import { extraOf } from '../../../payment/src/orders/domain/extra-payment.decide';
import type { GatewayReport, ReportedRefund } from '../../../payment/src/orders/domain/gateway-report';
import type { PaymentEvent, PaymentOrder } from '../../../payment/src/orders/domain/payment-order';
import type { PaymentCommand } from '../../../payment/src/orders/domain/payment-order.decide';
import type { Rules } from './money-account';

const at = '2026-11-21T04:00:00.000Z';

/** At the vendor, which knows nothing of what we do with the money. */
type VendorTransaction = { readonly transactionId: string; isReversed: boolean; refunds: ReportedRefund[] };
/** What the model needs of its order. */
type ExtrasOrder = {
  readonly payment: PaymentOrder;
  /** @returns whether it was accepted and changed something. */
  readonly tell: (command: PaymentCommand) => boolean;
  readonly record: (event: PaymentEvent) => void;
  readonly report: (change: Partial<GatewayReport>) => PaymentCommand;
  readonly amountRupiah: number;
};

export class Extras {
  /** What operators have handed out of the bank's account. */
  paidOutRupiah = 0;
  private readonly transactions: VendorTransaction[] = [];
  private readonly bought = new Set<string>();
  private readonly paidOut = new Set<string>();
  private refundsAsked = 0;

  constructor(
    private readonly order: ExtrasOrder,
    private readonly rules: Rules,
  ) {}

  get count(): number {
    return this.transactions.length;
  }

  /** The vendor's balance of them. */
  get heldRupiah(): number {
    return this.transactions.reduce((sum, one) => sum + this.heldOf(one), 0);
  }

  /** Of it: what still belongs to the payer. */
  get owedRupiah(): number {
    return this.transactions
      .filter(({ transactionId: id }) => !this.bought.has(id) && !this.paidOut.has(id))
      .reduce((sum, one) => sum + this.heldOf(one), 0);
  }

  get transactionIds(): readonly string[] {
    return this.transactions.map(({ transactionId }) => transactionId);
  }

  /** Those whose money bought the same once more and is still there. */
  get spent(): number {
    return this.transactions.filter((one) => this.bought.has(one.transactionId) && this.heldOf(one) > 0)
      .length;
  }

  /** The payer pays the page of Snap once more. */
  pay(): void {
    const transactionId = `again-${this.count}`;
    this.order.tell(this.order.report({ standing: 'paid', transactionId, refunds: [] }));
    if (extraOf(this.order.payment, transactionId))
      this.transactions.push({ transactionId, isReversed: false, refunds: [] });
  }

  /** A person or a bank does something with one of them. */
  act(choice: number): void {
    const one = this.transactions[choice % Math.max(this.count, 1)];
    if (!one) return;
    const { transactionId } = one;
    switch (Math.floor(choice / 2) % 6) {
      case 0:
        if (this.order.tell({ type: 'UseExtraPayment', at, transactionId, by: 'purchase' }))
          this.bought.add(transactionId);
        return;
      case 1:
        return this.askRefund(one, choice % 2 === 0);
      case 2:
        return this.payOut(one);
      case 3:
        return this.refundAtVendor(one, `dashboard-${one.refunds.length}`, this.order.amountRupiah / 5);
      case 4:
        one.isReversed = true;
        return;
      default:
        return this.poll(one);
    }
  }

  /** Each is asked about by its own id; a refund that the vendor does not know is asked for again. */
  pollAll(): void {
    for (const one of this.transactions) {
      this.poll(one);
      this.poll(one);
    }
  }

  /** @param isDone the vendor has done it; its answer is lost in any case. */
  private askRefund(one: VendorTransaction, isDone: boolean): void {
    const { transactionId } = one;
    const key = `x-${(this.refundsAsked += 1)}`;
    const isAsked = this.order.tell({ type: 'RequestExtraRefund', at, transactionId, key, wholeOnly: false });
    if (isAsked && isDone) this.refundAtVendor(one, key, this.heldOf(one));
  }

  private payOut({ transactionId }: VendorTransaction): void {
    const isTaken = this.order.tell({ type: 'UseExtraPayment', at, transactionId, by: 'payout' });
    // Without the rule what was spent is handed out as well.
    if (!isTaken && this.rules.spentOnce) return;
    if (!isTaken) this.order.record({ type: 'ExtraPaymentReturned', at, transactionId, by: 'payout' });
    this.paidOutRupiah += this.leftOf(transactionId);
    this.paidOut.add(transactionId);
  }

  private refundAtVendor(one: VendorTransaction, key: string, amountRupiah: number): void {
    if (one.isReversed || amountRupiah <= 0 || amountRupiah > this.heldOf(one)) return;
    one.refunds.push({ key, amountRupiah, confirmed: true });
  }

  private poll(one: VendorTransaction): void {
    if (!this.rules.watchExtras) return;
    const { transactionId, isReversed, refunds } = one;
    const standing = isReversed ? 'reversed' : refunds.length > 0 ? 'refunded' : 'paid';
    this.order.tell(this.order.report({ standing, transactionId, refunds: [...refunds] }));
    const extra = extraOf(this.order.payment, transactionId);
    if (!extra || stateOf(extra) !== 'returning') return;
    for (const { key, amountRupiah, standing: asked } of extra.refunds) {
      if (asked !== 'requested' || refunds.some((refund) => refund.key === key)) continue;
      this.refundAtVendor(one, key, amountRupiah);
      if (!one.refunds.some((refund) => refund.key === key))
        this.order.tell({ type: 'FailExtraRefund', at, transactionId, key, reason: 'refused' });
    }
  }

  private leftOf(transactionId: string): number {
    const extra = extraOf(this.order.payment, transactionId);
    return extra ? extra.amountRupiah - extra.returnedRupiah : 0;
  }

  private heldOf({ isReversed, refunds }: VendorTransaction): number {
    const back = refunds.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
    return isReversed ? 0 : this.order.amountRupiah - back;
  }
}
