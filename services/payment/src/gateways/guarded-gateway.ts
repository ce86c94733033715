// guarded-gateway.ts — a gateway with its circuit breaker: while it is open nobody waits for what does not answer.
import {
  afterFailure,
  afterSuccess,
  closedBreaker,
  isOpenAt,
  isProbingAt,
  type Breaker,
  type Clock,
  type GatewayName,
} from '@saring/kernel';
import { breakerOpen, gatewayAnswers } from '../metrics';
import { GATEWAY_BREAKER } from './breaker';
import type {
  ChargeOutcome,
  ChargeRequest,
  EndOutcome,
  Gateway,
  MethodOffer,
  Refundable,
  RefundOutcome,
  RefundRequest,
  StatusOutcome,
  Unavailable,
} from './gateway';

export const BREAKER_OPEN = 'breaker open';
const LEFT_ALONE: Unavailable = { outcome: 'unavailable', reason: BREAKER_OPEN };

export class GuardedGateway implements Gateway {
  private breaker: Breaker = closedBreaker;
  private hasProbe = false;

  constructor(
    private readonly inner: Gateway,
    private readonly clock: Clock,
  ) {}

  get name(): GatewayName {
    return this.inner.name;
  }

  get offers(): readonly MethodOffer[] {
    return this.inner.offers;
  }

  get isBreakerOpen(): boolean {
    return isOpenAt(this.breaker, this.clock.monotonicMilliseconds());
  }

  charge(request: ChargeRequest): Promise<ChargeOutcome> {
    return this.guarded(() => this.inner.charge(request));
  }

  status(orderNumber: string): Promise<StatusOutcome> {
    return this.guarded(() => this.inner.status(orderNumber));
  }

  cancel(orderNumber: string): Promise<EndOutcome> {
    return this.guarded(() => this.inner.cancel(orderNumber));
  }

  expire(orderNumber: string): Promise<EndOutcome> {
    return this.guarded(() => this.inner.expire(orderNumber));
  }

  refund(request: RefundRequest): Promise<RefundOutcome> {
    return this.guarded(() => this.inner.refund(request));
  }

  refundable(paymentType: string): Refundable {
    return this.inner.refundable(paymentType);
  }

  private async guarded<T extends { readonly outcome: string }>(
    ask: () => Promise<T>,
  ): Promise<T | Unavailable> {
    const isProbe = isProbingAt(this.breaker, this.clock.monotonicMilliseconds(), GATEWAY_BREAKER);
    if (this.isBreakerOpen || (isProbe && this.hasProbe)) return LEFT_ALONE;
    this.hasProbe ||= isProbe;
    const answer = await ask().finally(() => {
      if (isProbe) this.hasProbe = false;
    });
    gatewayAnswers.inc({ gateway: this.name, outcome: answer.outcome });
    const isFailure = answer.outcome === 'unavailable' || answer.outcome === 'unknown';
    this.breaker = isFailure
      ? afterFailure(this.breaker, this.clock.monotonicMilliseconds(), GATEWAY_BREAKER)
      : afterSuccess();
    breakerOpen.set({ gateway: this.name }, this.breaker.openUntilMilliseconds > 0 ? 1 : 0);
    return answer;
  }
}
