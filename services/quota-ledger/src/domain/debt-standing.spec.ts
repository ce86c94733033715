// debt-standing.spec.ts — a debt warns, reminds, blocks and unblocks by itself, and says each of it once.
import { GB } from '@saring/kernel';
import { accessDecision } from './access-status';
import { initialState, type AccountEvent, type MeteredUsage, type QuotaAccount } from './account';
import type { AccountCommand } from './account-command';
import { debtBlockOf, nextDueOf, unpaidRupiahOf, type DebtRules } from './debt-standing';
import { noticesDue } from './notices';
import { evolve } from './quota-account';
import { decide } from './quota-account.decide';

type Past = AccountEvent | MeteredUsage;
const DAY = 86_400_000;
const at = (days: number): string => new Date(Date.UTC(2026, 10, 1) + days * DAY).toISOString();
const caused = { reason: 'uji', actor: 'operator:1' };
const RULES: DebtRules = { limitBytes: 0, limitRupiah: 0, warningPercent: 80, blocksOverdue: true };
const LIMITED: DebtRules = { ...RULES, limitBytes: 10 * GB, limitRupiah: 100_000 };

const START: readonly AccountEvent[] = [
  {
    ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
    ...{ disabled: false, blocked: false, blockReason: null, at: at(0) },
  },
  {
    ...{ type: 'QuotaGranted', grantId: 'g', source: 'operator', bytes: 100 * GB, unlimited: false },
    ...{ expiresAt: null, priority: 0, fupThresholdBytes: 0, at: at(0), ...caused },
  },
];
const debt = (debtId: string, priceRupiah: number, dueAt = at(30), givenAt = at(0)): AccountEvent => ({
  ...{ type: 'DebtGiven', debtId, bytes: GB, unlimited: false, priceRupiah, dueAt, at: givenAt, ...caused },
});
const settled = (...debtIds: string[]): AccountEvent => ({
  ...{ type: 'DebtSettled', autoBytes: 0, at: at(31), ...caused },
  items: debtIds.map((debtId) => ({ debtId, bytes: GB })),
});
const used = (bytes: number): MeteredUsage => ({ type: 'UsageCharged', bytes, at: at(1) });

const done = (account: QuotaAccount, command: AccountCommand): QuotaAccount => {
  const decision = decide(account, command);
  return decision.accepted ? decision.events.reduce<QuotaAccount>(evolve, account) : account;
};
/** As the reactions do: the standing, the status, then the notices. */
const look = (account: QuotaAccount, now: string, rules = RULES) => {
  const standing = done(account, { type: 'RecordDebtStanding', rules, at: now });
  const recorded = done(standing, { type: 'RecordAccessStatus', basisRevision: 0, at: now });
  const notices = noticesDue(recorded, now);
  return {
    account: notices ? evolve(recorded, notices) : recorded,
    told: notices?.notices.map(({ kind }) => kind) ?? [],
    status: accessDecision(recorded, now).status,
  };
};
/** What is told at each time. */
const story = (rules: DebtRules, ...steps: readonly { days: number; past?: readonly Past[] }[]) => {
  let account = START.reduce<QuotaAccount>(evolve, initialState());
  return steps.map(({ days, past = [] }) => {
    const seen = look(past.reduce<QuotaAccount>(evolve, account), at(days), rules);
    account = seen.account;
    return [seen.status, ...seen.told];
  });
};

describe('a due date', () => {
  it('is reminded of 3 days, 1 day and 3 hours before, each once, and blocks once it is over', () =>
    expect(
      story(
        RULES,
        { days: 0, past: [debt('d', 50_000)] },
        { days: 26.9 },
        { days: 27 },
        { days: 28 },
        { days: 29 },
        { days: 29.5 },
        { days: 29.9 },
        { days: 29.99 },
        { days: 30 },
        { days: 30.5 },
        { days: 31, past: [settled('d')] },
        { days: 32 },
      ),
    ).toEqual([
      ['active'],
      ['active'],
      ['active', 'debt_due_3d'],
      ['active'],
      ['active', 'debt_due_1d'],
      ['active'],
      ['active', 'debt_due_3h'],
      ['active'],
      ['blocked', 'debt_overdue'],
      ['blocked'],
      ['active', 'debt_unblocked'],
      ['active'],
    ]));
  it('is told by the debt itself where it is near already, and then by the next reminder', () =>
    expect(
      story(RULES, { days: 28, past: [debt('d', 1, at(30), at(28))] }, { days: 28.5 }, { days: 29.1 }),
    ).toEqual([['active'], ['active'], ['active', 'debt_due_1d']]));
  it('that several items share is one reminder', () =>
    expect(story(RULES, { days: 28, past: [debt('a', 1), debt('b', 1)] })).toEqual([
      ['active', 'debt_due_3d'],
    ]));
  it('blocks nobody where that is switched off, and is told all the same', () =>
    expect(
      story(
        { ...RULES, blocksOverdue: false },
        { days: 30, past: [debt('d', 1)] },
        { days: 31, past: [settled('d')] },
      ),
    ).toEqual([['active', 'debt_overdue'], ['active']]));
  it('keeps blocking until the last overdue item is settled', () =>
    expect(
      story(
        RULES,
        { days: 30, past: [debt('a', 1), debt('b', 1)] },
        { days: 31, past: [settled('a')] },
        { days: 32, past: [settled('b')] },
      ),
    ).toEqual([['blocked', 'debt_overdue'], ['blocked'], ['active', 'debt_unblocked']]));
  it('is no news a second time after a reset, or after sixty notices of quotas', () => {
    const reset: AccountEvent = {
      ...{ type: 'QuotaReset', keepGrants: true, unreadRouterIds: [], at: at(27), ...caused },
    };
    const many: AccountEvent = {
      ...{ type: 'NoticesDecided', notices: [], at: at(27) },
      causes: Array.from({ length: 60 }, (_, index) => `low20:${index}`),
    };
    expect(
      story(
        RULES,
        { days: 27, past: [debt('d', 1)] },
        { days: 27.5, past: [reset] },
        { days: 28, past: [many] },
      ),
    ).toEqual([['active', 'debt_due_3d'], ['active'], ['active']]);
  });
  it('of an old item that says no time never comes', () =>
    expect(story(RULES, { days: 99, past: [debt('d', 1, '2026-W48')] })).toEqual([['active']]));
});

describe('the limit', () => {
  it('of rupiah warns at 80 %, blocks at it, and is over by itself', () =>
    expect(
      story(
        LIMITED,
        { days: 0, past: [debt('a', 79_999)] },
        { days: 1, past: [debt('b', 1)] },
        { days: 2, past: [debt('c', 20_000)] },
        { days: 3 },
        { days: 4, past: [settled('b')] },
        { days: 5, past: [settled('a', 'c')] },
        { days: 6, past: [debt('d', 80_000)] },
      ),
    ).toEqual([
      ['active'],
      ['active', 'debt_near_limit'],
      ['blocked', 'debt_at_limit'],
      ['blocked'],
      ['active', 'debt_unblocked'],
      ['active'],
      ['active', 'debt_near_limit'],
    ]));
  it('says after a part payment that access is open again, and warns where another block stays', () => {
    const block: AccountEvent = {
      ...START[0],
      version: 2,
      blocked: true,
      blockReason: 'abuse',
    } as AccountEvent;
    const toLimit = { days: 1, past: [debt('a', 90_000), debt('b', 10_000)] };
    expect(story(LIMITED, toLimit, { days: 2, past: [settled('b')] }).at(-1)).toEqual([
      'active',
      'debt_unblocked',
    ]);
    expect(story(LIMITED, toLimit, { days: 2, past: [block, settled('b')] }).at(-1)).toEqual([
      'blocked',
      'debt_near_limit',
    ]);
  });
  it('of bytes counts what was used beyond the grants, too', () =>
    expect(
      story(
        LIMITED,
        { days: 0, past: [used(107 * GB)] },
        { days: 1, past: [used(GB)] },
        { days: 2, past: [debt('d', 0), debt('e', 0)] },
      ).map(([status, ...told]) => [status, told.filter((kind) => kind.startsWith('debt_'))]),
    ).toEqual([
      ['exhausted', []],
      ['exhausted', ['debt_near_limit']],
      ['blocked', ['debt_at_limit']],
    ]));
  it('blocks also while something is overdue that does not', () => {
    const rules = { ...LIMITED, blocksOverdue: false };
    const dues = [debt('a', 60_000, at(2)), debt('b', 60_000, at(30))];
    expect(
      story(
        rules,
        { days: 0, past: dues.slice(0, 1) },
        { days: 3 },
        { days: 4, past: dues.slice(1) },
        { days: 5, past: [settled('b')] },
      ),
    ).toEqual([
      ['active'],
      ['active', 'debt_overdue'],
      ['blocked', 'debt_at_limit'],
      ['active', 'debt_overdue'],
    ]);
    const account = [...START, ...dues].reduce<QuotaAccount>(evolve, initialState());
    expect(debtBlockOf(look(account, at(3), rules).account)).toBe('limit');
  });
  it('is none where it is 0', () =>
    expect(story(RULES, { days: 0, past: [debt('d', 10_000_000)] })).toEqual([['active']]));
});

describe('a block by debt', () => {
  const blocked = look([...START, debt('d', 1)].reduce<QuotaAccount>(evolve, initialState()), at(30)).account;
  const under = (more: object) =>
    accessDecision(evolve(blocked, { ...(START[0] as object), version: 2, ...more } as AccountEvent), at(31));

  it('says that it is for debt, and why', () => {
    expect(accessDecision(blocked, at(31))).toMatchObject({
      status: 'blocked',
      blockReason: 'debt',
      hardBlock: false,
    });
    expect(debtBlockOf(blocked)).toBe('overdue');
  });
  it('holds for a bill of billing by its newest decision, which no older one undoes', () => {
    const start = START.reduce<QuotaAccount>(evolve, initialState());
    const hold = (account: QuotaAccount, held: boolean, basisVersion: number) =>
      done(account, { type: 'SetBillHold', held, basisVersion, at: at(1) });
    const held = hold(start, true, 7);
    expect(accessDecision(held, at(2))).toMatchObject({
      status: 'blocked',
      blockReason: 'bill',
      hardBlock: false,
    });
    expect(accessDecision(hold(held, false, 6), at(2)).status).toBe('blocked');
    expect(accessDecision(hold(held, false, 7), at(2)).status).toBe('blocked');
    expect(accessDecision(hold(held, false, 9), at(2)).status).toBe('active');
    expect(accessDecision(hold(hold(held, false, 9), true, 8), at(2)).status).toBe('active');
    expect(accessDecision(hold(blocked, true, 7), at(31)).blockReason).toBe('debt');
  });
  it("leaves an operator's block and an inactive account their own reasons", () => {
    expect(under({ blocked: true, blockReason: 'abuse' })).toMatchObject({
      status: 'blocked',
      blockReason: 'abuse',
    });
    expect(under({ disabled: true })).toMatchObject({ status: 'inactive', blockReason: null });
  });
  it('is awaited at the next due date, and not again while it lasts', () => {
    const owing = [...START, debt('a', 1, at(9)), debt('b', 1, at(8))].reduce<QuotaAccount>(
      evolve,
      initialState(),
    );
    expect(nextDueOf(owing)).toBe(at(8));
    expect(nextDueOf(blocked)).toBeNull();
  });
  it('ends where overdue debts no longer block', () =>
    expect(look(blocked, at(31), { ...RULES, blocksOverdue: false }).status).toBe('active'));
});

it('what is left of a price is its unpaid share, rounded up', () => {
  const item = { debtId: 'd', unlimited: false, givenAt: '', dueAt: '', reason: '', priceRupiah: 50_000 };
  expect(unpaidRupiahOf({ ...item, sizeBytes: 3, unpaidBytes: 1 })).toBe(16_667);
  expect(unpaidRupiahOf({ ...item, sizeBytes: 3, unpaidBytes: 3 })).toBe(50_000);
  expect(unpaidRupiahOf({ ...item, unlimited: true, sizeBytes: 0, unpaidBytes: 0 })).toBe(50_000);
});
