// callbacks.ts — the vendor's callbacks: posted as a form, again and again until the merchant answers 200.
import type { DuitkuOrder, DuitkuVendor } from './vendor';

const ANSWER_LIMIT_MS = 10_000;
const MOST_TRIES = 6;

export class Callbacks {
  /** What the merchant answered, oldest first; 0: nothing. */
  readonly deliveries: { orderId: string; status: number; answer: string }[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  /** @param retryMilliseconds between two tries. */
  constructor(
    private readonly vendor: DuitkuVendor,
    private readonly retryMilliseconds: number,
  ) {}

  /** @param change fields that differ from what is true. */
  send(order: DuitkuOrder, change: Record<string, string> = {}, tries = 0): void {
    if (this.closed) return;
    void this.post(order, change).then((isTaken) => {
      if (isTaken || this.closed || tries + 1 >= MOST_TRIES) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.send(order, change, tries + 1);
      }, this.retryMilliseconds);
      this.timers.add(timer);
    });
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async post(order: DuitkuOrder, change: Record<string, string>): Promise<boolean> {
    try {
      const response = await fetch(order.callbackUrl, {
        method: 'POST',
        body: this.vendor.callbackOf(order, change),
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      const answer = (await response.text()).slice(0, 100);
      this.deliveries.push({ orderId: order.merchantOrderId, status: response.status, answer });
      return response.status === 200;
    } catch {
      this.deliveries.push({ orderId: order.merchantOrderId, status: 0, answer: '' });
      return false;
    }
  }
}
