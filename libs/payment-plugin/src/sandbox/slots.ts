// slots.ts — how many calls run at once; the next ones wait in turn, and too many are refused.

type Slot = { readonly free: () => void };

export class Slots {
  private used = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  /** Null: too many wait already. */
  async take(): Promise<Slot | null> {
    if (this.used >= this.most) {
      if (this.waiting.length >= this.mostWaiting) return null;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.used += 1;
    return { free: () => this.free() };
  }

  /** The slot goes to who has waited longest. */
  private free(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.used -= 1;
  }
}
