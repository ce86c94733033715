// handler-threads.ts — a router's few API threads: commands beyond them wait their turn, in order.
export class HandlerThreads {
  /** Undefined: any number at once. */
  limit: number | undefined;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  /** Resolves when a thread is free; the answer gives it back. */
  async take(): Promise<() => void> {
    while (this.limit !== undefined && this.busy >= this.limit)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.busy += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.busy -= 1;
      this.waiting.shift()?.();
    };
  }
}
