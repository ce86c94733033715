// money-vendor.ts — one order as the vendor of the money model holds it, and how it moves.
import type {
  GatewayReport,
  ReportedRefund,
  Standing,
} from '../../../payment/src/orders/domain/gateway-report';
import type { Rules } from './money-account';

export const MERCHANT = 'G1';
export const AMOUNT_RUPIAH = 50_000;

/** The vendor's steps with an order, one at a time. */
const STEPS: Partial<Record<Standing, readonly Standing[]>> = {
  pending: ['paid', 'denied', 'expired', 'cancelled'],
  denied: ['paid'],
  paid: ['denied', 'reversed'],
  reversed: ['paid'],
  expired: ['paid'],
};

const SNAP_STEPS: Partial<Record<Standing, readonly Standing[]>> = { paid: ['reversed'] };

export class VendorOrder {
  standing: Standing = 'pending';
  /** Counts its transactions. */
  private tries = 1;
  private refunds: ReportedRefund[] = [];
  private refundsAsked = 0;
  private paidOnce = false;

  constructor(
    private readonly orderNumber: string,
    private readonly isSnap: boolean,
    private readonly rules: Rules,
  ) {}

  get isPaid(): boolean {
    return this.standing === 'paid';
  }

  get heldRupiah(): number {
    const back = this.refunds.reduce((sum, one) => sum + (one.confirmed ? one.amountRupiah : 0), 0);
    return this.isPaid ? AMOUNT_RUPIAH - back : 0;
  }

  /** @param beforeAnew called before it is paid anew after a part of it went back. */
  move(choice: number, beforeAnew: () => void): void {
    if (this.bankDecides(choice % 2 === 0)) return;
    // A paid order of Snap is asked about by the transaction that paid: others are extra payments (`payAgain`).
    const next = (this.isSnap && this.paidOnce ? SNAP_STEPS : STEPS)[this.standing] ?? [];
    const standing = next[choice % Math.max(next.length, 1)];
    if (!standing) return;
    if (standing === 'paid' && this.refunds.length > 0) beforeAnew();
    // A new try is a transaction of its own, with refunds of its own.
    if (this.standing !== 'pending' && standing === 'paid') {
      this.tries += 1;
      this.refunds = [];
    }
    this.standing = standing;
    if (standing === 'paid') this.paidOnce = true;
  }

  /** In the vendor's own dashboard: a part, or all that is left. */
  refund(isWhole: boolean, waits: boolean): void {
    const isWaiting = this.refunds.some(({ confirmed }) => !confirmed);
    if (!this.isPaid || isWaiting || this.refunds.length > 1) return;
    const amountRupiah = isWhole ? this.heldRupiah : AMOUNT_RUPIAH / 5;
    const key = `k-${(this.refundsAsked += 1)}`;
    this.refunds.push({ key, amountRupiah, confirmed: !waits });
    if (this.heldRupiah === 0) this.standing = 'refunded';
  }

  /** The bank confirms the refund that waits for it, or refuses it. @returns whether one waited. */
  bankDecides(isConfirmed: boolean): boolean {
    const waiting = this.refunds.find(({ confirmed }) => !confirmed);
    if (!waiting) return false;
    const others = this.refunds.filter((refund) => refund !== waiting);
    this.refunds = isConfirmed ? [...others, { ...waiting, confirmed: true }] : others;
    if (this.heldRupiah === 0) this.standing = 'refunded';
    return true;
  }

  report(): GatewayReport {
    const isPart = this.isPaid && this.refunds.length > 0;
    return {
      standing: isPart ? 'refunded' : this.standing,
      orderNumber: this.orderNumber,
      amountRupiah: AMOUNT_RUPIAH,
      currency: 'IDR',
      merchantId: MERCHANT,
      transactionId: `t-${this.tries}`,
      paymentType: 'bank_transfer',
      settledAt: null,
      refunds: this.refunds.map((refund) =>
        this.rules.confirmation ? refund : { ...refund, confirmed: true },
      ),
    };
  }
}
