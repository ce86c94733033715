// pacer.ts — limits writes to a router per second, with a small burst for an account that has just changed.
import { sleep, type Clock } from '@saring/kernel';

const BURST_SECONDS = 0.25;

export class Pacer {
  private allowance: number;
  private lastMilliseconds: number;

  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {
    this.allowance = this.most;
    this.lastMilliseconds = clock.monotonicMilliseconds();
  }

  /** Resolves when the next write may go. */
  async take(): Promise<void> {
    for (;;) {
      const now = this.clock.monotonicMilliseconds();
      this.allowance = Math.min(
        this.most,
        this.allowance + ((now - this.lastMilliseconds) / 1_000) * this.perSecond,
      );
      this.lastMilliseconds = now;
      if (this.allowance >= 1) break;
      const waitMilliseconds = Math.ceil(((1 - this.allowance) / this.perSecond) * 1_000);
      await sleep(waitMilliseconds);
    }
    this.allowance -= 1;
  }

  private get most(): number {
    return Math.max(1, this.perSecond * BURST_SECONDS);
  }
}
