// debt-money.property.spec.ts — debts against their money, on random histories of items, packages, payments by money,
// repeats and take-backs: an item costs its price, neither more nor less, and each rule left out is found.
import fc from 'fast-check';
import type { Decision } from '@saring/event-sourcing';
import { balanceOf } from './access-status';
import { initialState, type AccountEvent, type QuotaAccount } from './account';
import type { AccountCommand } from './account-command';
import { debtBlockOf, unpaidRupiahOf, type DebtRules } from './debt-standing';
import { recordOf, type PurchaseRecord } from './purchase';
import { PurchaseChanges, purchaseKey } from './purchase-changes';
import { evolve } from './quota-account';
import { decide } from './quota-account.decide';

type Fulfil = Extract<AccountCommand, { type: 'FulfilPurchase' }>;
type Step =
  | { do: 'owe'; bytes: number; priceRupiah: number; days: number }
  | { do: 'buy'; bytes: number; names: boolean }
  | { do: 'pay'; item: number; isTwice: boolean }
  | { do: 'takeBack'; back: number }
  | { do: 'reset' | 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('owe' as const),
    bytes: fc.integer({ min: 1, max: 7 }),
    priceRupiah: fc.constantFrom(0, 1_000, 50_001),
    days: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constant('buy' as const), bytes: fc.integer({ min: 1, max: 9 }), names: fc.boolean() }),
  fc.record({
    do: fc.constant('pay' as const),
    item: fc.integer({ min: 0, max: 4 }),
    isTwice: fc.boolean(),
  }),
  fc.record({ do: fc.constant('takeBack' as const), back: fc.integer({ min: 0, max: 4 }) }),
  fc.constantFrom<Step>({ do: 'reset' }, { do: 'wait' }),
);

/** Each left out must be found. */
type Rules = {
  /** A purchase settles only the items that its order names. */
  readonly onlyNamed: boolean;
  /** A purchase that was given is not given again. */
  readonly givenOnce: boolean;
  /** Money for what is no longer owed buys quota. */
  readonly restIsQuota: boolean;
  /** Money that goes back makes its item owed again. */
  readonly owedAgain: boolean;
  /** A reset forgives usage, not items. */
  readonly resetKeepsItems: boolean;
  /** The standing is recorded when a debt moves. */
  readonly standingFollows: boolean;
};
const ALL_RULES: Rules = {
  onlyNamed: true,
  givenOnce: true,
  restIsQuota: true,
  owedAgain: true,
  resetKeepsItems: true,
  standingFollows: true,
};
const DEBT_RULES: DebtRules = { limitBytes: 0, limitRupiah: 60_000, warningPercent: 80, blocksOverdue: true };

type Item = {
  readonly debtId: string;
  readonly sizeBytes: number;
  unpaidBytes: number;
  readonly dueDay: number;
};
type Paid = { readonly purchaseId: string; readonly items: Map<string, number>; isBack: boolean };

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

/** What anyone would write into a notebook, beside the account. */
class World {
  account: QuotaAccount = initialState();
  readonly items: Item[] = [];
  readonly prices = new Map<string, number>();
  /** Bytes by grant: of debts, and of purchases less what they settled. */
  private readonly granted = new Map<string, number>();
  private readonly paid: Paid[] = [];
  private readonly purchases = new PurchaseChanges();
  private number = 0;
  private day = 0;

  constructor(private readonly rules: Rules) {}

  run(one: Step): void {
    switch (one.do) {
      case 'owe':
        this.owe(one.bytes, one.priceRupiah, one.days);
        break;
      case 'buy':
        this.buy(one.bytes, one.names);
        break;
      case 'pay':
        this.pay(one.item, one.isTwice);
        break;
      case 'takeBack':
        this.takeBack(one.back);
        break;
      case 'reset': {
        const at = dayOf(this.day);
        const isKept = this.rules.resetKeepsItems;
        this.command({ type: 'ResetQuota', keepGrants: true, unreadRouterIds: [], at, ...caused });
        if (!isKept) this.account = { ...this.account, debts: [] };
        break;
      }
      case 'wait':
        this.day += 1;
    }
    const rules = DEBT_RULES;
    if (this.rules.standingFollows) this.command({ type: 'RecordDebtStanding', rules, at: dayOf(this.day) });
  }

  private owe(bytes: number, priceRupiah: number, days: number): void {
    const debtId = this.nextId();
    const dueDay = this.day + days;
    const debt = { debtId, bytes, unlimited: false, priceRupiah, dueAt: dayOf(dueDay), fupThresholdBytes: 0 };
    this.command({ type: 'GiveDebt', ...debt, expiresAt: null, at: dayOf(this.day), ...caused });
    this.items.push({ debtId, sizeBytes: bytes, unpaidBytes: bytes, dueDay });
    this.prices.set(debtId, priceRupiah);
    this.granted.set(debtId, bytes);
  }

  /** A package whose order names items without a price, or none. */
  private buy(bytes: number, names: boolean): void {
    const free = this.items.filter(({ debtId }) => names && this.prices.get(debtId) === 0);
    const named = free.map(({ debtId, unpaidBytes }) => ({ debtId, bytes: unpaidBytes }));
    const items = this.rules.onlyNamed
      ? named
      : this.items.map(({ debtId, unpaidBytes }) => ({ debtId, bytes: unpaidBytes }));
    const purchaseId = this.nextId();
    this.fulfil(purchaseId, { bytes, items });
    this.note(purchaseId, named, bytes);
  }

  /** An order for an item as it is now; a second one for the same item may be paid, too. */
  private pay(index: number, isTwice: boolean): void {
    const item = this.items[index];
    if (!item || item.unpaidBytes === 0) return;
    const addressedBytes = item.unpaidBytes;
    const items = [{ debtId: item.debtId, bytes: addressedBytes }];
    for (const purchaseId of isTwice ? [this.nextId(), this.nextId()] : [this.nextId()]) {
      this.fulfil(purchaseId, { isSettlement: true, items });
      // The answer was lost: the same purchase is asked for again.
      this.fulfil(purchaseId, { isSettlement: true, items });
      this.note(purchaseId, items, addressedBytes);
    }
  }

  private note(
    purchaseId: string,
    items: readonly { debtId: string; bytes: number }[],
    boughtBytes: number,
  ): void {
    const paid: Paid = { purchaseId, items: new Map(), isBack: false };
    let rest = boughtBytes;
    let settledBytes = 0;
    for (const item of this.items) {
      const named = items.find(({ debtId }) => debtId === item.debtId);
      const settled = Math.min(item.unpaidBytes, named?.bytes ?? 0, rest);
      rest -= settled;
      item.unpaidBytes -= settled;
      settledBytes += settled;
      paid.items.set(item.debtId, settled);
    }
    this.granted.set(purchaseId, boughtBytes - settledBytes);
    this.paid.push(paid);
  }

  private takeBack(back: number): void {
    const [paid] = this.paid.slice(-1 - back);
    if (!paid) return;
    const { purchaseId } = paid;
    const known = this.recordOf(purchaseId);
    const earlier = this.rules.owedAgain || known.state !== 'fulfilled' ? known : { ...known, debts: [] };
    this.command({ type: 'RevokePurchase', purchaseId, earlier, at: dayOf(this.day), ...caused });
    if (paid.isBack) return;
    paid.isBack = true;
    this.granted.delete(purchaseId);
    for (const item of this.items) item.unpaidBytes += paid.items.get(item.debtId) ?? 0;
  }

  private fulfil(purchaseId: string, more: Partial<Fulfil>): void {
    const command: Fulfil = {
      type: 'FulfilPurchase',
      purchaseId,
      earlier: this.rules.givenOnce ? this.recordOf(purchaseId) : { state: 'unknown' },
      ...{ bytes: 0, unlimited: false, expiresAt: null, priority: 0, fupThresholdBytes: 0 },
      ...{ items: [], autoDebtBytes: 0, isSettlement: false, at: dayOf(this.day), ...caused },
      ...more,
    };
    this.command(command);
  }

  private command(command: AccountCommand): void {
    const decision = this.changed(command, decide(this.account, command));
    if (!decision.accepted) return;
    for (const event of decision.events) {
      this.purchases.note('', this.account, event);
      this.account = evolve(this.account, event);
    }
  }

  private changed<R extends string>(
    command: AccountCommand,
    decision: Decision<AccountEvent, R>,
  ): Decision<AccountEvent, R> {
    if (this.rules.restIsQuota || !decision.accepted) return decision;
    const isSettlement = command.type === 'FulfilPurchase' && command.isSettlement;
    const events = decision.events.filter(({ type }) => !isSettlement || type !== 'QuotaGranted');
    return { ...decision, events };
  }

  private recordOf(purchaseId: string): PurchaseRecord {
    return recordOf(this.purchases.entries.get(purchaseKey('', purchaseId))?.entry);
  }

  private nextId(): string {
    return String((this.number += 1)).padStart(4, '0');
  }

  /** What the notebook says of the account. */
  check(): void {
    const owed = this.items.filter(({ unpaidBytes }) => unpaidBytes > 0);
    expect(this.account.debts.map(({ debtId, unpaidBytes }) => [debtId, unpaidBytes])).toEqual(
      owed.map(({ debtId, unpaidBytes }) => [debtId, unpaidBytes]),
    );
    const grantedBytes = [...this.granted.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(balanceOf(this.account, dayOf(this.day)).grantedBytes).toBe(grantedBytes);
    const owedRupiah = owed.reduce((sum, { debtId, unpaidBytes, sizeBytes }) => {
      const price = this.prices.get(debtId) ?? 0;
      return sum + Math.ceil((price * unpaidBytes) / sizeBytes);
    }, 0);
    expect(this.account.debts.reduce((sum, debt) => sum + unpaidRupiahOf(debt), 0)).toBe(owedRupiah);
    const isOverdue = owed.some(({ dueDay }) => dueDay <= this.day);
    const block = isOverdue ? 'overdue' : owedRupiah >= DEBT_RULES.limitRupiah ? 'limit' : null;
    expect(debtBlockOf(this.account)).toBe(block);
  }
}
const caused = { reason: 'uji', actor: 'o' };

const history = (rules: Rules) =>
  fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const world = new World(rules);
    for (const one of steps) {
      world.run(one);
      world.check();
    }
  });
const numRuns = Number(process.env['SEARCH_RUNS'] ?? 1_500);

it('what is owed is what was not paid, in bytes and rupiah, and blocks accordingly', () =>
  fc.assert(history(ALL_RULES), { numRuns }));

it.each(Object.keys(ALL_RULES) as (keyof Rules)[])('finds a ledger without the rule %s', (rule) => {
  const { failed } = fc.check(history({ ...ALL_RULES, [rule]: false }), { numRuns });
  expect(failed).toBe(true);
});
