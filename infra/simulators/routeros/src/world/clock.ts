// clock.ts — the time of the simulated world: the real one, or one that a test moves by hand.
const TICK_MS = 100;
/** A long wait is cut into steps of this size while bytes flow, so that limits and time-outs keep their order. */
const STEP_MS = 1_000;

export class WorldClock {
  private currentMs: number;
  private timer: NodeJS.Timeout | undefined;
  private lastTickMs = 0;
  private readonly steps: ((elapsedMs: number) => void)[] = [];

  constructor(
    private readonly mode: 'real' | 'manual',
    startAtMs: number = Date.now(),
  ) {
    this.currentMs = startAtMs;
  }

  /** Milliseconds since 1970 in the simulated world. */
  get nowMs(): number {
    return this.currentMs;
  }

  onStep(step: (elapsedMs: number) => void): void {
    this.steps.push(step);
  }

  start(): void {
    if (this.mode === 'manual') return;
    this.lastTickMs = performance.now();
    this.timer = setInterval(() => {
      const elapsedMs = Math.floor(performance.now() - this.lastTickMs);
      this.lastTickMs += elapsedMs;
      this.step(elapsedMs);
    }, TICK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Moves the world on, in steps; a clock that runs by itself may be pushed too. */
  advance(seconds: number): void {
    let leftMs = Math.round(seconds * 1_000);
    while (leftMs > 0) {
      const stepMs = Math.min(leftMs, STEP_MS);
      this.step(stepMs);
      leftMs -= stepMs;
    }
  }

  /** Moves the world on at once, for waits of weeks in which nothing flows. */
  leap(seconds: number): void {
    this.step(Math.round(seconds * 1_000));
  }

  private step(elapsedMs: number): void {
    this.currentMs += elapsedMs;
    for (const step of this.steps) step(elapsedMs);
  }
}
