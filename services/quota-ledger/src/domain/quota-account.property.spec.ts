// The account's fold against a plain reference that burns byte by byte, on random histories of grants, usage in and
// out of time, expiries, settlements, corrections, held usage, resets, debt items, purchases and what takes them back.
import fc from 'fast-check';
import { balanceOf, bookBalance } from './access-status';
import { initialState, type AccountEvent, type MeteredUsage, type QuotaAccount } from './account';
import { chargeUsage, copyOfAccount } from './charge-usage';
import { evolve } from './quota-account';
import { PurchaseChanges, purchaseKey } from './purchase-changes';
import { recordOf, type PurchaseRecord } from './purchase';
import type { AccountCommand } from './account-command';
import { decide } from './quota-account.decide';
import { purchaseIn } from './purchase-history';
import { Reference } from './spec/reference';

type Step =
  | { do: 'grant'; bytes: number; days: number | null; priority: number; bonus: boolean }
  | { do: 'extend'; days: number }
  | { do: 'use'; bytes: number; late: number }
  | { do: 'hold'; bytes: number }
  | { do: 'accept' }
  | { do: 'wait'; days: number }
  | { do: 'settle' }
  | { do: 'correct'; bytes: number }
  | { do: 'reset'; keep: boolean }
  | { do: 'owe'; bytes: number }
  /** Naming all items that are owed, or none of them. */
  | { do: 'buy'; bytes: number; days: number | null; pays: boolean }
  /** Addresses the first items ever given and some auto debt: not all of it need still be owed. */
  | { do: 'buySettlement'; items: number; auto: number }
  | { do: 'repeat' | 'revoke' | 'takeBack'; back: number }
  | { do: 'reduce'; back: number; bytes: number };

const bytes = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      bytes,
      days: fc.option(fc.integer({ min: 1, max: 6 })),
      priority: fc.integer({ min: 0, max: 1 }),
      bonus: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('use' as const), bytes, late: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), bytes }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>(
      { do: 'accept' },
      { do: 'settle' },
      { do: 'reset', keep: true },
      { do: 'reset', keep: false },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('extend' as const), days: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('correct' as const), bytes: fc.integer({ min: -6, max: 6 }) }),
  },
);

const money: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('owe' as const), bytes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      bytes,
      days: fc.option(fc.integer({ min: 1, max: 6 })),
      pays: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('buySettlement' as const),
      items: fc.integer({ min: 0, max: 3 }),
      auto: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('repeat' as const, 'revoke' as const, 'revoke' as const, 'takeBack' as const),
      back: fc.integer({ min: 0, max: 3 }),
    }),
  },
);

const moneyBack: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('reduce' as const),
  back: fc.integer({ min: 0, max: 3 }),
  bytes,
});

const idOf = (number: number): string => String(number).padStart(4, '0');
const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

class Both {
  account: QuotaAccount = initialState();
  readonly reference = new Reference();
  private readonly own: AccountEvent[] = [];
  private readonly purchases = new PurchaseChanges();
  private number = 0;

  /** As the row beside the account says; the account's whole history must say the same. */
  private recordOf(purchaseId: string): PurchaseRecord {
    const record = recordOf(this.purchases.entries.get(purchaseKey('', purchaseId))?.entry);
    expect(record).toEqual(purchaseIn(this.own, purchaseId));
    return record;
  }

  private apply(...events: readonly (AccountEvent | MeteredUsage)[]): void {
    for (const event of events) {
      const before = this.account;
      this.account = evolve(before, event);
      if (event.type === 'UsageCharged') this.expectSameInPlace(before, event.bytes, event.at);
    }
  }

  private expectSameInPlace(before: QuotaAccount, bytes: number, at: string): void {
    const [untouched, charged] = [copyOfAccount(before), copyOfAccount(before)];
    expect(chargeUsage(charged, bytes, at)).toBe(bookBalance(before) - bookBalance(this.account));
    expect(charged).toEqual(this.account);
    expect(before).toEqual(untouched);
  }

  private fulfil(number: number, more: Partial<Extract<AccountCommand, { type: 'FulfilPurchase' }>>): void {
    const at = dayOf(this.reference.day);
    const purchaseId = idOf(number);
    const command: AccountCommand = {
      type: 'FulfilPurchase',
      purchaseId,
      earlier: this.recordOf(purchaseId),
      bytes: 0,
      unlimited: false,
      expiresAt: null,
      priority: 0,
      fupThresholdBytes: 0,
      items: [],
      autoDebtBytes: 0,
      isSettlement: false,
      at,
      reason: 'uji',
      actor: 'o',
      ...more,
    };
    this.command(command);
  }

  private command(command: AccountCommand): boolean {
    const decision = decide(this.account, command);
    if (decision.accepted)
      for (const event of decision.events) {
        this.purchases.note('', this.account, event);
        this.apply(event);
        this.own.push(event);
      }
    return decision.accepted;
  }

  run(one: Step): void {
    const { reference } = this;
    const at = dayOf(reference.day);
    const caused = { at, reason: 'uji', actor: 'o' };
    switch (one.do) {
      case 'grant': {
        const number = (this.number += 1);
        const until = one.days === null ? Infinity : reference.day + one.days;
        const grantId = idOf(number);
        const expiresAt = one.days === null ? null : dayOf(until);
        this.command({
          type: 'GrantQuota',
          grantId,
          source: one.bonus ? 'bonus' : 'operator',
          bytes: one.bytes,
          unlimited: false,
          expiresAt,
          priority: one.priority,
          fupThresholdBytes: 0,
          ...caused,
        });
        const paid = Math.min(reference.debt, one.bytes);
        reference.debt -= paid;
        reference.grants.push({
          size: one.bytes,
          left: one.bytes - paid,
          until,
          priority: one.priority,
          number,
          bonus: one.bonus,
        });
        break;
      }
      case 'use': {
        const seen = Math.max(0, reference.day - one.late);
        this.apply({ type: 'UsageCharged', bytes: one.bytes, at: dayOf(seen) });
        reference.use(one.bytes, seen);
        break;
      }
      case 'extend': {
        const live = reference.grants.filter((grant) => reference.day < grant.until && grant.left > 0);
        const isDone = this.command({ type: 'ExtendGrants', seconds: one.days * 86_400, ...caused });
        expect(isDone).toBe(live.some((grant) => grant.until !== Infinity));
        reference.extend(one.days);
        break;
      }
      case 'hold':
        this.apply({ type: 'UsageHeld', anomalyId: String((this.number += 1)), bytes: one.bytes, at });
        reference.held.push(one.bytes);
        break;
      case 'accept': {
        const [anomaly] = this.account.held;
        if (anomaly)
          this.command({ type: 'DecideHeldUsage', anomalyId: anomaly.anomalyId, accept: true, ...caused });
        const count = reference.held.shift();
        if (count !== undefined) reference.use(count, reference.day);
        break;
      }
      case 'wait':
        reference.day += one.days;
        this.command({ type: 'ExpireGrants', at: dayOf(reference.day) });
        break;
      case 'settle':
        this.command({ type: 'SettleDebt', debtId: null, bytes: null, ...caused });
        reference.debt = 0;
        for (const item of reference.items) item.unpaid = 0;
        break;
      case 'correct':
        if (!this.command({ type: 'CorrectQuota', usedDeltaBytes: one.bytes, ...caused })) break;
        if (one.bytes > 0) reference.use(one.bytes, reference.day);
        else reference.giveBack(-one.bytes);
        break;
      case 'reset':
        this.command({ type: 'ResetQuota', keepGrants: one.keep, unreadRouterIds: [], ...caused });
        Object.assign(reference, { used: 0, debt: 0, held: [] });
        for (const purchase of reference.purchases) purchase.auto = 0;
        reference.grants = one.keep
          ? reference.grants.map((grant) =>
              reference.day < grant.until ? { ...grant, left: grant.size } : grant,
            )
          : [];
        break;
      case 'owe': {
        const number = (this.number += 1);
        this.command({
          type: 'GiveDebt',
          debtId: idOf(number),
          bytes: one.bytes,
          unlimited: false,
          priceRupiah: 0,
          dueAt: dayOf(reference.day + 1),
          expiresAt: null,
          fupThresholdBytes: 0,
          ...caused,
        });
        reference.owe(number, one.bytes);
        break;
      }
      default:
        this.runMoney(one);
    }
  }

  private runMoney(
    one: Extract<Step, { do: 'buy' | 'buySettlement' | 'repeat' | 'revoke' | 'takeBack' | 'reduce' }>,
  ): void {
    const { reference } = this;
    const at = dayOf(reference.day);
    switch (one.do) {
      case 'buy': {
        const number = (this.number += 1);
        const until = one.days === null ? Infinity : reference.day + one.days;
        const expiresAt = one.days === null ? null : dayOf(until);
        const owed = one.pays ? this.account.debts : [];
        const items = owed.map(({ debtId, unpaidBytes }) => ({ debtId, bytes: unpaidBytes }));
        this.fulfil(number, { bytes: one.bytes, expiresAt, items });
        reference.buy(number, one.bytes, until, one.pays);
        break;
      }
      case 'buySettlement': {
        const number = (this.number += 1);
        const parts = reference.items.slice(0, one.items);
        const items = parts.map((part) => ({ debtId: idOf(part.number), bytes: part.size }));
        this.fulfil(number, { isSettlement: true, items, autoDebtBytes: one.auto });
        reference.settle(number, parts, one.auto);
        break;
      }
      case 'repeat': {
        const [purchase] = reference.purchases.slice(-1 - one.back);
        if (purchase) this.fulfil(purchase.number, { bytes: 5 });
        break;
      }
      case 'takeBack': {
        const live = reference.grants.filter((grant) => reference.day < grant.until);
        const [grant] = live.slice(-1 - one.back);
        if (!grant) break;
        this.command({ type: 'RevokeGrant', grantId: idOf(grant.number), at, reason: 'uji', actor: 'o' });
        reference.takeOut(grant.number);
        break;
      }
      case 'reduce': {
        const [purchase] = reference.purchases.slice(-1 - one.back);
        if (!purchase) break;
        const purchaseId = idOf(purchase.number);
        const earlier = this.recordOf(purchaseId);
        this.command({
          ...{ type: 'ReducePurchase', purchaseId, earlier, bytes: one.bytes, at, reason: 'uji', actor: 'o' },
        });
        reference.reduce(purchase.number, one.bytes);
        break;
      }
      case 'revoke': {
        const [purchase] = reference.purchases.slice(-1 - one.back);
        if (!purchase) break;
        const purchaseId = idOf(purchase.number);
        const earlier = this.recordOf(purchaseId);
        this.command({ type: 'RevokePurchase', purchaseId, earlier, at, reason: 'uji', actor: 'o' });
        reference.revoke(purchase.number);
        break;
      }
    }
  }
}

it('agrees with the plain reference after every step', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          { weight: 6, arbitrary: step },
          { weight: 3, arbitrary: money },
          { weight: 1, arbitrary: moneyBack },
        ),
        { maxLength: 40 },
      ),
      (steps) => {
        const both = new Both();
        for (const one of steps) {
          both.run(one);
          const { account, reference } = both;
          const live = reference.grants.filter((grant) => reference.day < grant.until);
          const left = live.reduce((sum, grant) => sum + grant.left, 0);
          expect(account.usedBytes).toBe(reference.used);
          expect(account.autoDebtBytes).toBe(reference.debt);
          expect(account.debts.map((debt) => [debt.debtId, debt.unpaidBytes])).toEqual(
            reference.items.filter((item) => item.unpaid > 0).map((item) => [idOf(item.number), item.unpaid]),
          );
          expect(balanceOf(account, dayOf(reference.day))).toMatchObject({
            remainingBytes: left - reference.debt,
            grantedBytes: live.reduce((sum, grant) => sum + grant.size, 0),
          });
        }
      },
    ),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 1_500) },
  ));
