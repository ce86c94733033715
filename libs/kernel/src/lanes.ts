// lanes.ts — work side by side, a bounded amount at a time, and in order where it is about the same thing.

/** Work of one key runs in the order in which it was added, work of different keys side by side. */
export class Lanes {
  private readonly newest = new Map<string, Promise<void>>();
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | null = null;

  /** @param most how much runs, or waits for its key, at a time. */
  constructor(private readonly most: number) {}

  /** How much more runs without waiting for room. */
  get free(): number {
    return this.most - this.running.size;
  }

  /** Resolves once there is room for more. @throws what earlier work threw, once. */
  async add(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.newest.get(key);
    const mine: Promise<void> = (before ? before.then(work) : work())
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => {
        this.running.delete(mine);
        if (this.newest.get(key) === mine) this.newest.delete(key);
      });
    this.running.add(mine);
    this.newest.set(key, mine);
    while (this.running.size >= this.most) await Promise.race(this.running);
    this.rethrow();
  }

  /** Resolves once all that was added has ended. @throws what it threw, once. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
    this.rethrow();
  }

  private rethrow(): void {
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure.error;
  }
}
