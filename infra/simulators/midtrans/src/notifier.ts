// notifier.ts — sends notices to the merchant, with the vendor's retries.
import type { Behaviour } from './behaviour';
import type { Body } from './order';

const ANSWER_LIMIT_MS = 15_000;
const MAX_REDIRECTS = 5;
const RETRY_MINUTES = [2, 10, 30, 90, 210];
const RETRIES_BY_CODE: Record<number, number> = { 500: 1, 503: 4, 400: 2, 404: 2, 301: 0, 302: 0, 303: 0 };
const MAX_DELIVERIES = 2_000;
/** The longest that a timer of Node waits; beyond it, it would not wait at all. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** One attempt to deliver; `status` is the merchant's answer, 0 when there was none. */
interface Delivery {
  at: string;
  orderId: string;
  status: number;
  notice: Body;
}

export class Notifier {
  notifyUrl: string | undefined;
  deliveries: Delivery[] = [];
  /** Notices that were not taken and will be sent again. */
  retriesDue = 0;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly held = new Map<string, Body[]>();
  private readonly lines = new Map<string, Promise<void>>();
  private closed = false;

  /** `minuteMilliseconds`: how long a minute of the retry schedule is. */
  constructor(private readonly minuteMilliseconds: number) {}

  /** Sends, sends twice, holds back or loses a notice, as the behaviour says. */
  tell(orderId: string, notice: Body, behaviour: Behaviour): void {
    switch (behaviour.notices ?? 'normal') {
      case 'lost':
        return;
      case 'duplicate':
        this.send(orderId, notice);
        return this.send(orderId, notice);
      case 'delayed':
        this.hold(orderId, notice);
        if (behaviour.noticeDelayMilliseconds !== undefined)
          this.later(behaviour.noticeDelayMilliseconds, () => this.release(orderId));
        return;
      case 'reordered':
        // A pair changes places: the second goes first.
        if (!this.held.has(orderId)) return this.hold(orderId, notice);
        this.send(orderId, notice);
        return this.release(orderId);
      default:
        return this.send(orderId, notice);
    }
  }

  /** Sends what was held back, oldest first. */
  release(orderId: string): void {
    const notices = this.held.get(orderId) ?? [];
    this.held.delete(orderId);
    for (const notice of notices) this.send(orderId, notice);
  }

  /** Sends one notice after those before it of the same order. */
  send(orderId: string, notice: Body): void {
    const before = this.lines.get(orderId) ?? Promise.resolve();
    const line = before.then(() => this.attempt(orderId, notice, 0));
    this.lines.set(orderId, line);
    void line.then(() => this.lines.get(orderId) === line && this.lines.delete(orderId));
  }

  /** Runs once after a while, unless the simulator is closed first. */
  later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        work();
      },
      Math.min(milliseconds, MAX_WAIT_MS),
    );
    this.timers.add(timer);
  }

  /** Forgets everything held back or yet to come. */
  clear(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.held.clear();
    this.deliveries = [];
    this.retriesDue = 0;
  }

  close(): void {
    this.closed = true;
    this.clear();
  }

  private hold(orderId: string, notice: Body): void {
    this.held.set(orderId, [...(this.held.get(orderId) ?? []), notice]);
  }

  private async attempt(orderId: string, notice: Body, retries: number): Promise<void> {
    if (this.notifyUrl === undefined || this.closed) return;
    const status = await this.post(this.notifyUrl, notice);
    const delivery = { at: new Date().toISOString(), orderId, status, notice };
    this.deliveries = [...this.deliveries, delivery].slice(-MAX_DELIVERIES);
    const allowed = status >= 200 && status < 300 ? 0 : (RETRIES_BY_CODE[status] ?? RETRY_MINUTES.length);
    const minutes = retries < allowed ? RETRY_MINUTES[retries] : undefined;
    if (minutes === undefined || this.closed) return;
    this.retriesDue += 1;
    this.later(minutes * this.minuteMilliseconds, () => {
      this.retriesDue -= 1;
      void this.attempt(orderId, notice, retries + 1);
    });
  }

  /** The status of the merchant's answer; 0 without an answer in time. */
  private async post(first: string, notice: Body): Promise<number> {
    let url = first;
    for (let hop = 0; ; hop += 1) {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(notice),
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      }).catch(() => undefined);
      await answer?.body?.cancel();
      const next = answer?.headers.get('location');
      const follows = answer?.status === 307 || answer?.status === 308;
      if (!follows || !next || hop === MAX_REDIRECTS) return answer?.status ?? 0;
      url = new URL(next, url).href;
    }
  }
}
