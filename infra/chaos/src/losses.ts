// losses.ts — what a router loses by itself: bytes that it counted and forgot before anybody could read them.
import { comesTrue } from './patience';

const HUSH_MILLISECONDS = 8_000;
const READ_EVERY_MILLISECONDS = 500;

/** What the checker read last: moved bytes by phone, charged bytes by phone. */
type Reading = {
  readonly moved: ReadonlyMap<number, number>;
  readonly charged: ReadonlyMap<number, number>;
};

export class Losses {
  /** By phone, the most that routers lost so far. */
  private readonly atMost = new Map<number, number>();
  private lastCharged: ReadonlyMap<number, number> = new Map();
  isHushed = false;

  constructor(
    private readonly read: () => Promise<Reading>,
    private readonly readMoved: () => Promise<ReadonlyMap<number, number>>,
  ) {}

  of(phone: number): number {
    return this.atMost.get(phone) ?? 0;
  }

  /**
   * Around something by which a router forgets its counters. Lost is at the most what had moved by then and was not
   * charged before: what was charged is a lower bound however old it is. Hushed, all is charged first where it can be.
   */
  async around(hushed: boolean, happen: () => Promise<void>): Promise<void> {
    this.isHushed = hushed;
    try {
      if (hushed) await comesTrue(() => this.isAllCharged(), HUSH_MILLISECONDS, READ_EVERY_MILLISECONDS);
      else await this.isAllCharged();
    } catch (error) {
      // While the database is away the last reading stands.
      if (!(error instanceof Error)) throw error;
    }
    try {
      await happen();
      for (const [phone, bytes] of await this.readMoved()) {
        const lost = bytes - (this.lastCharged.get(phone) ?? 0);
        this.atMost.set(phone, Math.max(this.of(phone), lost));
      }
    } finally {
      this.isHushed = false;
    }
  }

  private async isAllCharged(): Promise<boolean> {
    const { moved, charged } = await this.read();
    this.lastCharged = charged;
    return [...moved].every(([phone, bytes]) => charged.get(phone) === bytes);
  }
}
