// person.ts — somebody with a phone: gets in by a code, moves bytes, buys when it pleases, and tries again what failed.
import { randomUUID } from 'node:crypto';
import { Browser } from '../../../services/all-in-one/src/testing/browser';
import type { Numbers } from './numbers';
import { breathe, type Bank, type Inbox, type Neighbourhood } from './simulated';

const LOGIN_TRIES = 400;
const ORDER_TRIES = 60;
const CODE_LOOKS = 40;
const MEGABYTE = 1_048_576;
const NO_SESSION = 401;
/** How the bank tells of one order; where its word does not come, the status says it when it is asked. */
const BANKS_WAYS: readonly object[] = [
  ...[{}, {}, {}, {}, { notices: 'duplicate' }, { notices: 'duplicate' }, { statusLags: 1 }],
  ...[{ notices: 'reordered' }, { notices: 'lost' }, { notices: 'delayed', noticeDelayMilliseconds: 3_000 }],
];

export type Street = {
  readonly neighbourhood: Neighbourhood;
  readonly bank: Bank;
  readonly inbox: Inbox;
  readonly phonesPort: number;
  readonly routers: number;
  /** True while nobody is to move anything, as before a router that will lose its counters. */
  isHushed(): boolean;
  isOver(): boolean;
};

const numberOf = (phone: number): string => `0812345${String(60_000 + phone)}`;
export const internationalOf = (phone: number): string => `+62${numberOf(phone).slice(1)}`;

export class Person {
  private browser: Browser;
  private isIn = false;
  private readonly ordered = new Set<string>();
  readonly did = { logins: 0, moves: 0, orders: 0, paid: 0 };
  /** What was asked of a product that was whole, and not answered, or by a failure. */
  readonly refusals: string[] = [];

  constructor(
    readonly phone: number,
    private readonly street: Street,
    private readonly moving: Numbers,
    private readonly shopping: Numbers,
  ) {
    this.browser = this.newBrowser();
  }

  /** On the WiFi and logged in, whatever it takes. @throws Error after very many tries. */
  async arrive(): Promise<void> {
    await this.street.neighbourhood.phone(this.phone, 'join', { router: this.phone % this.street.routers });
    await this.logIn();
  }

  /** Until the day is over: the phone moves bytes whatever its owner does at the shop meanwhile. */
  async live(): Promise<void> {
    await Promise.all([this.repeat(() => this.move()), this.repeat(() => this.goShopping())]);
  }

  private async repeat(what: () => Promise<unknown>): Promise<void> {
    while (!this.street.isOver()) {
      await breathe();
      await what();
    }
  }

  private async goShopping(): Promise<unknown> {
    return this.shopping.chance(40) ? this.buy() : this.look();
  }

  /** Buys one package and pays it. @returns whether the bank took the money. */
  async buy(): Promise<boolean> {
    const pays = this.shopping.chance(85);
    const behaviour = this.shopping.pick(BANKS_WAYS);
    const orderNumber = await this.order();
    if (orderNumber === null) return false;
    this.ordered.add(orderNumber);
    this.did.orders = this.ordered.size;
    if (!pays) return false;
    await this.street.bank.behave(orderNumber, behaviour);
    const isTaken = await this.street.bank.pay(orderNumber);
    if (isTaken) this.did.paid += 1;
    return isTaken;
  }

  private async move(): Promise<void> {
    const [bytesIn, bytesOut] = [this.moving.below(MEGABYTE), this.moving.below(8 * MEGABYTE)];
    if (this.street.isHushed()) return;
    await this.street.neighbourhood.phone(this.phone, 'transfer', { bytesIn, bytesOut });
    this.did.moves += 1;
  }

  private async look(): Promise<void> {
    const status = await this.ask(() => this.browser.get('/api/v1/me/quota'));
    if (status === NO_SESSION) await this.logIn();
  }

  /** One key for all tries: whatever is answered or lost, it is one order. */
  private async order(): Promise<string | null> {
    const key = randomUUID();
    for (let tries = 0; tries < ORDER_TRIES && !this.street.isOver(); tries += 1) {
      try {
        const packages = await this.browser.get<{ items?: { packageId: string }[] }>('/api/v1/packages');
        const packageId = packages.body.items?.[0]?.packageId;
        if (packageId !== undefined) {
          const answer = await this.browser.post<{ orderNumber?: string }>(
            '/api/v1/orders',
            { packageId, method: 'qris' },
            { 'idempotency-key': key },
          );
          if (answer.status === 201) return answer.body.orderNumber ?? null;
          if (answer.status >= 500)
            this.refusals.push(`order: ${answer.status} ${JSON.stringify(answer.body)}`);
          if (answer.status === NO_SESSION) await this.logIn();
          else if (answer.status < 500 && answer.status !== 429) return null;
        }
      } catch (error) {
        // No answer is no answer: the same is asked again.
        if (!(error instanceof Error)) throw error;
        this.refusals.push(`order: ${error.message}`);
      }
      await breathe();
    }
    return null;
  }

  /** @returns the status, or 0 without an answer. */
  private async ask(question: () => Promise<{ status: number }>): Promise<number> {
    try {
      const { status } = await question();
      if (status >= 500) this.refusals.push(`look: ${status}`);
      return status;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.refusals.push(`look: ${error.message}`);
      return 0;
    }
  }

  private async logIn(): Promise<void> {
    this.isIn = false;
    this.browser = this.newBrowser();
    for (let tries = 0; tries < LOGIN_TRIES && !this.isIn; tries += 1) {
      if (this.street.isOver() && this.did.logins > 0) return;
      try {
        this.isIn = await this.tryCode();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
      }
      await breathe();
    }
    if (!this.isIn) throw new Error(`phone ${this.phone} never got in`);
    this.did.logins += 1;
  }

  private async tryCode(): Promise<boolean> {
    const phone = numberOf(this.phone);
    const before = await this.street.inbox.codes(internationalOf(this.phone).slice(1));
    const asked = await this.browser.post<{ challengeId?: string }>('/api/v1/auth/otp', { phone });
    const { challengeId } = asked.body;
    if (asked.status !== 202 || challengeId === undefined) return false;
    for (let looks = 0; looks < CODE_LOOKS; looks += 1) {
      const codes = await this.street.inbox.codes(internationalOf(this.phone).slice(1));
      // An open challenge may have had its code in a message before.
      const fresh = codes.length > before.length || looks > CODE_LOOKS / 4;
      const code = fresh ? codes[0] : undefined;
      if (code !== undefined) {
        const verified = await this.browser.post('/api/v1/auth/otp/verify', { challengeId, code });
        if (verified.status === 200) return true;
        if (verified.status < 500) return false;
      }
      await breathe();
    }
    return false;
  }

  private newBrowser(): Browser {
    return new Browser(
      `portal.phone${this.phone}.localhost:${this.street.phonesPort}`,
      this.street.phonesPort,
    );
  }
}
