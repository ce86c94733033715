// guarded-gateway.ts — a gateway with its circuit breaker: while it is open no caller waits for a silent gateway.
import {
  afterFailure,
  afterSuccess,
  closedBreaker,
  isOpenAt,
  isProbingAt,
  sleep,
  type Breaker,
  type Clock,
  type GatewayName,
} from '@saring/kernel';
import { breakerOpen, gatewayAnswers } from '../metrics';
import { GATEWAY_BREAKER } from './breaker';
import {
  FEE_MILLISECONDS,
  type ChargeOutcome,
  type ChargeRequest,
  type EndOutcome,
  type FeeQuestion,
  type Gateway,
  type MethodOffer,
  type ProbeOutcome,
  type QrPicture,
  type Refundable,
  type RefundOutcome,
  type RefundRequest,
  type StatusOutcome,
  type Unavailable,
} from './gateway';

/**
 * While the breaker is open a buyer's charge is let through so often: orders that always fail must not close the shop
 * for those that would not.
 */
const BUYER_PROBE_MILLISECONDS = 5_000;
/** An operator waits for a test no longer than this, whatever time-out is set for orders. */
const TEST_MILLISECONDS = 10_000;
export const BREAKER_OPEN = 'breaker open';
const LEFT_ALONE: Unavailable = { outcome: 'unavailable', reason: BREAKER_OPEN };

export class GuardedGateway implements Gateway {
  private breaker: Breaker = closedBreaker;
  private hasProbe = false;
  /** Orders that failed since the last answer: one that always fails is one failure. */
  private readonly failing = new Set<string>();
  private buyerProbeAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly inner: Gateway,
    private readonly clock: Clock,
  ) {}

  get name(): GatewayName {
    return this.inner.name;
  }

  /** As metrics name it. */
  get label(): string {
    return this.inner.label ?? this.inner.name;
  }

  get offers(): readonly MethodOffer[] {
    return this.inner.offers;
  }

  get isBreakerOpen(): boolean {
    return isOpenAt(this.breaker, this.clock.monotonicMilliseconds());
  }

  /** Whether a buyer is turned away without asking. */
  get isClosedToBuyers(): boolean {
    return this.isBreakerOpen && !this.isBuyerProbeDue;
  }

  /**
   * An operator's test: it asks also while the breaker is open. An answer closes the breaker; a failure does not make
   * buyers wait longer.
   */
  async probe(): Promise<ProbeOutcome> {
    const ended = new AbortController();
    const tooLate = sleep(TEST_MILLISECONDS, ended.signal).then((): ProbeOutcome => ({
      outcome: 'failed',
      fault: 'timed_out',
      reason: '',
    }));
    const answer = await Promise.race([this.inner.probe(), tooLate]);
    ended.abort();
    if (answer.outcome !== 'accepted') return answer;
    this.breaker = afterSuccess();
    this.failing.clear();
    breakerOpen.set({ gateway: this.label }, 0);
    return answer;
  }

  /**
   * What it keeps of one payment, as it says itself. Never believed beyond limits: a whole number from 0 to the amount, said
   * within FEE_MILLISECONDS; null: as its offer says.
   */
  async ownFee(asked: FeeQuestion): Promise<number | null> {
    if (!this.inner.ownFee || this.isBreakerOpen) return null;
    const ended = new AbortController();
    const tooLate = sleep(FEE_MILLISECONDS, ended.signal).then(() => null);
    const fee = await Promise.race([this.inner.ownFee(asked), tooLate]);
    ended.abort();
    const isBelieved = fee !== null && Number.isSafeInteger(fee) && fee >= 0 && fee <= asked.amountRupiah;
    return isBelieved ? fee : null;
  }

  async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    const isBuyerProbe = this.isBreakerOpen && this.isBuyerProbeDue;
    if (isBuyerProbe) this.buyerProbeAt = this.clock.monotonicMilliseconds();
    const ask = () => this.inner.charge(request);
    if (isBuyerProbe) return this.observed(request.terms.orderNumber, ask);
    const outcome = await this.guarded(request.terms.orderNumber, ask);
    return outcome === LEFT_ALONE ? { ...LEFT_ALONE, isUntaken: true } : outcome;
  }

  status(orderNumber: string): Promise<StatusOutcome> {
    return this.guarded(orderNumber, () => this.inner.status(orderNumber));
  }

  transactionStatus(orderNumber: string, transactionId: string, isOurs: boolean): Promise<StatusOutcome> {
    return this.guarded(orderNumber, () => this.inner.transactionStatus(orderNumber, transactionId, isOurs));
  }

  qrPicture(url: string): Promise<QrPicture | null> {
    return this.inner.qrPicture(url);
  }

  cancel(orderNumber: string): Promise<EndOutcome> {
    return this.guarded(orderNumber, () => this.inner.cancel(orderNumber));
  }

  expire(orderNumber: string): Promise<EndOutcome> {
    return this.guarded(orderNumber, () => this.inner.expire(orderNumber));
  }

  refund(request: RefundRequest): Promise<RefundOutcome> {
    return this.guarded(request.orderNumber, () => this.inner.refund(request));
  }

  refundable(paymentType: string): Refundable {
    return this.inner.refundable(paymentType);
  }

  private get isBuyerProbeDue(): boolean {
    return this.clock.monotonicMilliseconds() - this.buyerProbeAt >= BUYER_PROBE_MILLISECONDS;
  }

  private async guarded<T extends { readonly outcome: string }>(
    orderNumber: string,
    ask: () => Promise<T>,
  ): Promise<T | Unavailable> {
    const isProbe = isProbingAt(this.breaker, this.clock.monotonicMilliseconds(), GATEWAY_BREAKER);
    if (this.isBreakerOpen || (isProbe && this.hasProbe)) return LEFT_ALONE;
    this.hasProbe ||= isProbe;
    return this.observed(orderNumber, ask).finally(() => {
      if (isProbe) this.hasProbe = false;
    });
  }

  private async observed<T extends { readonly outcome: string }>(
    orderNumber: string,
    ask: () => Promise<T>,
  ): Promise<T> {
    const answer = await ask();
    gatewayAnswers.inc({ gateway: this.label, outcome: answer.outcome });
    const isFailure = answer.outcome === 'unavailable' || answer.outcome === 'unknown';
    if (!isFailure) {
      this.breaker = afterSuccess();
      this.failing.clear();
    } else if (!this.failing.has(orderNumber) || this.breaker.openUntilMilliseconds > 0) {
      this.failing.add(orderNumber);
      const wasOpen = this.breaker.openUntilMilliseconds > 0;
      this.breaker = afterFailure(this.breaker, this.clock.monotonicMilliseconds(), GATEWAY_BREAKER);
      if (!wasOpen) this.buyerProbeAt = this.clock.monotonicMilliseconds();
    }
    breakerOpen.set({ gateway: this.label }, this.breaker.openUntilMilliseconds > 0 ? 1 : 0);
    return answer;
  }
}
