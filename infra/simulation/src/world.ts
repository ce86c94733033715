// world.ts — a simulated neighbourhood: people, routers, orders and bills around the product's own decisions and projections,
// with one clock and one bus that delays, repeats, reorders and loses what it carries.
import type { Posting } from '../../../services/billing/src/books/domain/postings';
import { SimulatedBills } from './bills';
import { SimulatedClock } from './clock';
import { SimulatedLedger } from './ledger';
import { SimulatedOrder, type Purpose, type Try } from './order';
import { SimulatedRouter } from './routers';
import { mustEqual, Violation, type Rules } from './rules';
import { StatementBook } from './statement';
import type { Step } from './steps';

const PEOPLE = 12;
const ROUTERS = 2;
/** Who has a subscription: one in so many. */
const SUBSCRIBER_SHARE = 3;
/** Orders that are still played with; of older ones no money moves any more. */
const ORDERS_KEPT = 60;
const ROUNDS_MOST = 10;
const MOST_BYTES = 300_000;
const PURPOSES: readonly Purpose[] = ['package', 'package', 'settlement', 'bills'];
const TRIES: readonly Try[] = ['done', 'done', 'failed', 'unheard'];
const WAYS = ['done', 'done', 'request lost', 'answer lost', 'late'] as const;

/** One out of a list, by any number. */
const pick = <T>(from: readonly T[], number: number): T | undefined =>
  from[number % Math.max(1, from.length)];

export class Neighbourhood {
  private readonly clock = new SimulatedClock();
  private readonly statement = new StatementBook();
  private readonly ledger: SimulatedLedger;
  private readonly routers: readonly SimulatedRouter[];
  private readonly bills: readonly SimulatedBills[];
  private orders: SimulatedOrder[] = [];
  private placed = 0;
  /** Messages under way. */
  private bus: (() => void)[] = [];
  private readonly books = new Map<string, number>();
  private readonly movedBytes = Array.from({ length: PEOPLE }, () => 0);
  /** Of rows that are over: what routers showed. */
  private readonly shownBytes = Array.from({ length: PEOPLE }, () => 0);
  /** Of orders that are over: what vendors hold of them, for bills and in all. */
  private readonly keptRupiah = { all: 0, bills: Array.from({ length: PEOPLE }, () => 0) };

  constructor(private readonly rules: Rules) {
    const send = (message: () => void): void => void this.bus.push(message);
    const post = (postings: readonly Posting[]): void => this.book(postings);
    this.ledger = new SimulatedLedger(PEOPLE, this.clock, rules, this.statement, send);
    this.routers = Array.from({ length: ROUTERS }, (_, index) => this.newRouter(`r${index}`));
    this.bills = this.movedBytes.map(
      (_, person) =>
        new SimulatedBills(
          person,
          this.clock,
          rules,
          this.ledger,
          send,
          post,
          person % SUBSCRIBER_SHARE === 0,
        ),
    );
  }

  private newRouter(name: string): SimulatedRouter {
    return new SimulatedRouter(
      name,
      this.clock,
      this.rules,
      (event, revision) => this.ledger.storeUsage(name, event, revision),
      (person, bytes) => void (this.shownBytes[person] = this.shownBytes[person]! + bytes),
    );
  }

  /** @throws Violation where an invariant does not hold after it. */
  async take(step: Step): Promise<void> {
    if (step.do === 'quiet') return this.comeToRest();
    this.run(step);
  }

  private run({ do: what, which, choice }: Step): void {
    const person = which % PEOPLE;
    const router = this.routers[which % ROUTERS]!;
    switch (what) {
      case 'wait':
        this.clock.seconds += choice;
        return;
      case 'use':
        return this.use(person, this.routers[choice % ROUTERS]!, 1 + (choice % MOST_BYTES));
      case 'poll':
        router.poll();
        return this.checkCharged(person);
      case 'read':
        return router.read();
      case 'publish':
        router.publish(choice);
        return this.checkCharged(person);
      case 'redeliver':
        router.deliverAgain();
        return this.checkCharged(person);
      case 'crashMeter':
        router.crash();
        return this.checkCharged(person);
      case 'reboot':
        return router.reboot();
      case 'leave':
        return router.leave(person);
      case 'deliver':
        return this.deliver(which, choice);
      case 'project':
        return this.ledger.project(choice % 50);
      case 'crashLedger':
        return this.ledger.crash();
      case 'status':
        return this.ledger.recordStatus(person);
      case 'apply':
        return this.ledger.apply();
      case 'expire':
        return this.ledger.expire();
      case 'owe':
        return this.ledger.owe(
          person,
          `debt-${this.clock.seconds}-${choice}`,
          1 + choice,
          (choice % 2) * 10_000,
        );
      default:
        return this.runMoney(what, which, choice);
    }
  }

  private runMoney(what: Step['do'], which: number, choice: number): void {
    const person = which % PEOPLE;
    const bills = this.bills[person]!;
    switch (what) {
      case 'order':
        return this.place(person, choice);
      case 'bills':
        return bills.look();
      case 'cash':
        return bills.payInHand(10_000 + (choice % 9) * 10_000);
      case 'cashBack':
        return bills.payOut(1 + (choice % 60_000));
      case 'give':
        return bills.give(choice % 4 > 0);
      case 'hold':
        return bills.hold(pick(WAYS, choice) ?? 'done');
      case 'crashBilling':
        for (const one of this.orders) one.crashBilling();
        return;
      default:
        return this.runOrder(pick(this.orders, which), what, choice);
    }
  }

  private runOrder(order: SimulatedOrder | undefined, what: Step['do'], choice: number): void {
    switch (what) {
      case 'pay':
        return order?.pay();
      case 'mishap':
        return order?.mishap(choice);
      case 'refund':
        return order?.refund(choice % 2 === 0, choice % 3 === 0, choice % 5 < 3);
      case 'notice':
        // One in three is lost; whoever hears one asks.
        return choice % 3 > 0 ? order?.ask() : undefined;
      case 'ask':
        return this.rules.asksAgain ? order?.ask() : undefined;
      case 'look':
        return this.rules.asksAgain ? order?.look() : undefined;
      case 'end':
        return order?.end(choice % 2 === 0);
      case 'emit':
        return order?.publish();
      case 'crashPayment':
        return order?.crashPayment();
      case 'work':
        return order?.work(pick(TRIES, choice) ?? 'done');
      default:
        return;
    }
  }

  private use(person: number, router: SimulatedRouter, bytes: number): void {
    if (!this.ledger.isOpen(person)) return;
    this.movedBytes[person] = this.movedBytes[person]! + bytes;
    router.move(person, bytes);
  }

  /** One message of the bus, in any order: most arrive once, some again and again. */
  private deliver(which: number, choice: number): void {
    const at = which % Math.max(1, this.bus.length);
    const message = this.bus[at];
    if (!message) return;
    if (choice % 4 > 0) {
      this.bus[at] = this.bus[this.bus.length - 1]!;
      this.bus.pop();
    }
    message();
  }

  private place(person: number, choice: number): void {
    const purpose = pick(PURPOSES, choice) ?? 'package';
    const { debts, autoDebtBytes } = this.ledger.account(person);
    if (purpose === 'settlement' && debts.length === 0 && autoDebtBytes === 0) return;
    this.placed += 1;
    const { clock, rules, ledger } = this;
    this.orders.push(
      new SimulatedOrder(`o${this.placed}`, person, purpose, choice >> 4, {
        ...{ clock, rules, ledger, bills: this.bills[person]! },
        send: (message) => void this.bus.push(message),
        post: (postings) => this.book(postings),
      }),
    );
  }

  private book(postings: readonly Posting[]): void {
    let sum = 0;
    for (const { account, amountRupiah } of postings) {
      sum += amountRupiah;
      this.books.set(account, (this.books.get(account) ?? 0) + amountRupiah);
    }
    mustEqual('double entry adds up to nothing', 'the sum of what one event posts', sum, 0);
  }

  private checkCharged(person: number): void {
    const chargedBytes = this.ledger.chargedBytes(person);
    const moved = this.movedBytes[person]!;
    if (chargedBytes > moved)
      throw new Violation(
        'charged = moved less lost',
        `${chargedBytes} of ${moved} bytes of person ${person}`,
      );
  }

  /** Everything under way arrives, what was lost is asked for again, what is due is done: then all must be true. */
  private async comeToRest(): Promise<void> {
    for (const router of this.routers) router.settleAll();
    for (let round = 0; round < ROUNDS_MOST; round += 1) {
      for (const order of this.orders) {
        order.publish();
        order.settle();
      }
      for (const one of this.bills) one.settle();
      this.ledger.project(Infinity);
      this.ledger.expire();
      for (let person = 0; person < PEOPLE; person += 1) this.ledger.recordStatus(person);
      if (this.bus.length === 0) break;
      // The newest first, so that what is old comes last.
      for (const message of this.bus.splice(0).reverse()) message();
    }
    for (const order of this.orders) order.hearAgain();
    this.ledger.apply();
    await this.check();
    this.forgetOldOrders();
  }

  private async check(): Promise<void> {
    for (const order of this.orders) order.check();
    const held = { all: this.keptRupiah.all, bills: [...this.keptRupiah.bills] };
    for (const order of this.orders) this.addHeld(held, order);
    for (const [person, one] of this.bills.entries()) one.check(held.bills[person]!);
    for (let person = 0; person < PEOPLE; person += 1) {
      const shown = this.routers.reduce(
        (sum, one) => sum + one.shownBytesOf(person),
        this.shownBytes[person]!,
      );
      const charged = this.ledger.account(person).usedBytes;
      mustEqual('charged = moved less lost', `what is charged to person ${person}`, charged, shown);
    }
    await this.ledger.check();
    const inBooks = (account: string): number => this.books.get(account) ?? 0;
    const balances = this.bills.reduce((sum, { balanceRupiah }) => sum + balanceRupiah, 0);
    const cash = this.bills.reduce((sum, { cashRupiah }) => sum + cashRupiah, 0);
    mustEqual('books = what is held', 'what lies at gateways', inBooks('gateway'), held.all);
    mustEqual(
      'books = what is held',
      'the balance of subscribers',
      -inBooks('subscriber_balances'),
      balances,
    );
    mustEqual('books = what is held', 'cash', inBooks('cash'), cash);
  }

  private addHeld(held: { all: number; readonly bills: number[] }, order: SimulatedOrder): void {
    const { person } = order;
    held.all += order.heldRupiah;
    // A receipt stays whole until all of it goes back.
    if (order.isBills && order.vendor.isPaid) held.bills[person] = held.bills[person]! + order.heldRupiah;
  }

  private forgetOldOrders(): void {
    const over = this.orders
      .filter((one) => one.isSettled)
      .slice(0, Math.max(0, this.orders.length - ORDERS_KEPT));
    for (const order of over) this.addHeld(this.keptRupiah, order);
    this.orders = this.orders.filter((one) => !over.includes(one));
  }
}
