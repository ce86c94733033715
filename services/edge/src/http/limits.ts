import { Injectable, Inject } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { RateLimiter, type RateLimit } from './rate-limits';

/** The limits of this replica. */
@Injectable()
export class Limits {
  private readonly limiter: RateLimiter;

  constructor(@Inject(CLOCK) clock: Clock) {
    this.limiter = new RateLimiter(() => clock.monotonicMilliseconds());
  }

  /** @throws RefusalError REQUEST.TOO_MANY with `retryInSeconds`. */
  take(limit: RateLimit, ...key: readonly string[]): void {
    const retryInSeconds = this.limiter.take(limit, key.join('|'));
    if (retryInSeconds > 0) throw new RefusalError('REQUEST.TOO_MANY', { retryInSeconds });
  }

  /** As `take`, for what is left out where there is too much of it. */
  mayTake(limit: RateLimit, ...key: readonly string[]): boolean {
    return this.limiter.take(limit, key.join('|')) === 0;
  }
}
