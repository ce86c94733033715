import { givenWith } from '@saring/event-sourcing';
import { GB } from '@saring/kernel';
import { accessStatus, balanceOf } from './access-status';
import { forgiveAutoDebt, mergeEntries, purchaseEntryOf, recordOf, type PurchaseEntry } from './purchase';
import type { AccountEvent, Debt, MeteredUsage, QuotaAccount } from './account';
import { evolve } from './quota-account';
import type { AccountCommand } from './account-command';
import { quotaAccount } from './quota-account.decide';

type Past = AccountEvent | MeteredUsage;
const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const caused = { reason: 'Paket 10 GB', actor: 'billing' };
const decider = {
  ...quotaAccount,
  evolve: evolve as (account: QuotaAccount, event: AccountEvent) => QuotaAccount,
};
const given = (...past: readonly Past[]) =>
  givenWith(decider, (actual) => expect(actual))(...(past as AccountEvent[]));

type Granted = Extract<AccountEvent, { type: 'QuotaGranted' }>;
const granted = (grantId: string, bytes: number, more: Partial<Granted> = {}): Granted => ({
  type: 'QuotaGranted',
  grantId,
  source: 'purchase',
  bytes,
  unlimited: false,
  expiresAt: at(30),
  priority: 0,
  fupThresholdBytes: 3 * GB,
  at: at(5),
  ...caused,
  ...more,
});
const settled = (
  autoBytes: number,
  items: readonly { debtId: string; bytes: number }[],
  purchaseId?: string,
): AccountEvent => ({
  type: 'DebtSettled',
  autoBytes,
  items,
  ...(purchaseId ? { purchaseId } : {}),
  at: at(5),
  ...caused,
});
const owed = (debtId: string, bytes: number, day = 1): Extract<AccountEvent, { type: 'DebtGiven' }> => ({
  type: 'DebtGiven',
  debtId,
  bytes,
  unlimited: bytes === 0,
  priceRupiah: 50_000,
  dueAt: at(30),
  at: at(day),
  ...caused,
});
const debt = (debtId: string, unpaidBytes: number, sizeBytes = unpaidBytes): Debt => ({
  debtId,
  sizeBytes,
  unpaidBytes,
  unlimited: sizeBytes === 0,
  priceRupiah: 50_000,
  givenAt: at(1),
  dueAt: at(30),
  reason: caused.reason,
});
const used = (bytes: number): MeteredUsage => ({ type: 'UsageCharged', bytes, at: at(4) });
const revoked = (autoBytes: number, debts: readonly Debt[]): AccountEvent => ({
  type: 'PurchaseRevoked',
  purchaseId: 'p',
  autoBytes,
  debts,
  bonusLast: true,
  at: at(6),
  ...caused,
});

/** The record of the purchase `p` after the events so far. */
const recordIn = (past: readonly Past[]) => {
  let account = quotaAccount.initialState();
  let entry: PurchaseEntry | undefined;
  for (const event of past) {
    if (event.type === 'QuotaReset' && entry) entry = forgiveAutoDebt(entry);
    const added = isOwn(event) ? purchaseEntryOf(account, event) : null;
    if (added?.purchaseId === 'p') entry = mergeEntries(entry, added);
    account = evolve(account, event);
  }
  return recordOf(entry);
};
const isOwn = (event: Past): event is AccountEvent => !event.type.startsWith('Usage');

const part = (debtId: string, bytes: number) => ({ debtId, bytes });

type Fulfil = Extract<AccountCommand, { type: 'FulfilPurchase' }>;
const fulfil = (past: readonly Past[], more: Partial<Fulfil> = {}) =>
  given(...past).when({
    type: 'FulfilPurchase',
    purchaseId: 'p',
    earlier: recordIn(past),
    bytes: 10 * GB,
    unlimited: false,
    expiresAt: at(30),
    priority: 0,
    fupThresholdBytes: 3 * GB,
    items: [],
    autoDebtBytes: 0,
    isSettlement: false,
    at: at(5),
    ...caused,
    ...more,
  });
const settle = (past: readonly Past[], items: Fulfil['items'], autoDebtBytes = 0) =>
  fulfil(past, { bytes: 0, isSettlement: true, items, autoDebtBytes });
const revoke = (past: readonly Past[]) =>
  given(...past).when({
    type: 'RevokePurchase',
    purchaseId: 'p',
    earlier: recordIn(past),
    at: at(6),
    ...caused,
  });

describe('a package', () => {
  it('is granted', () => fulfil([]).then(granted('p', 10 * GB)));
  it('without limit is granted and pays no debt', () =>
    fulfil([owed('d', GB)], { bytes: 0, unlimited: true, items: [part('d', GB)] }).then(
      granted('p', 0, { unlimited: true }),
    ));
  it('leaves the items that its order does not name: money settles them', () =>
    fulfil([owed('d', GB)]).then(granted('p', 10 * GB)));
  it('leaves auto debt to the grant, which pays it first', () => {
    fulfil([used(2 * GB)]).then(granted('p', 10 * GB));
    expect(balanceOf(given(used(2 * GB), granted('p', 10 * GB)).state(), at(6)).remainingBytes).toBe(8 * GB);
  });
  it('pays the items of its order, oldest first, and grants the rest', () =>
    fulfil([owed('old', 2 * GB), owed('new', 3 * GB, 2), used(4 * GB)], {
      items: [part('new', 3 * GB), part('old', 2 * GB)],
    }).then(
      settled(
        0,
        [
          { debtId: 'old', bytes: 2 * GB },
          { debtId: 'new', bytes: 3 * GB },
        ],
        'p',
      ),
      granted('p', 5 * GB),
    ));
  it('is never refused, even where debt swallows it whole', () => {
    fulfil([used(3 * GB), owed('d', 20 * GB)], { items: [part('d', 10 * GB)] }).then(
      settled(3 * GB, [{ debtId: 'd', bytes: 7 * GB }], 'p'),
    );
    fulfil([used(12 * GB)]).then(settled(10 * GB, [], 'p'));
    fulfil([owed('d', 10 * GB)], { items: [part('d', 10 * GB)] }).then(settled(0, [part('d', 10 * GB)], 'p'));
  });
  it('grants what its order would have settled and what is no longer owed', () =>
    fulfil([owed('d', 3 * GB), settled(0, [part('d', 2 * GB)])], { items: [part('d', 3 * GB)] }).then(
      settled(0, [part('d', GB)], 'p'),
      granted('p', 9 * GB),
    ));
  it('is given once, however often it is asked for, also where it settled only', () => {
    fulfil([granted('p', 10 * GB)]).thenNothing();
    fulfil([owed('d', 10 * GB), settled(0, [{ debtId: 'd', bytes: 10 * GB }], 'p')]).thenNothing();
    fulfil([granted('other', 10 * GB)]).then(granted('p', 10 * GB));
  });
  it('is refused where the order makes no sense', () => {
    fulfil([], { bytes: 0 }).thenRefused('QUOTA.BYTES_REQUIRED');
    fulfil([], { bytes: 1.5 }).thenRefused('QUOTA.BYTES_REQUIRED');
    fulfil([], { unlimited: true }).thenRefused('QUOTA.BYTES_REQUIRED');
    settle([], []).thenRefused('QUOTA.BYTES_REQUIRED');
    settle([], [{ debtId: 'd', bytes: -1 }]).thenRefused('QUOTA.BYTES_REQUIRED');
  });
});

describe('a settlement', () => {
  const owing = [used(2 * GB), owed('a', 3 * GB), owed('b', 4 * GB, 2)];
  it('settles what it addressed and nothing else', () => {
    settle(owing, [{ debtId: 'b', bytes: 4 * GB }]).then(settled(0, [{ debtId: 'b', bytes: 4 * GB }], 'p'));
    settle(owing, [{ debtId: 'a', bytes: 3 * GB }], 2 * GB).then(
      settled(2 * GB, [{ debtId: 'a', bytes: 3 * GB }], 'p'),
    );
  });
  it('leaves debt that grew since the order', () =>
    settle([...owing, used(GB)], [], 2 * GB).then(settled(2 * GB, [], 'p')));
  it('gives what is no longer owed as quota', () =>
    settle(
      [...owing, settled(2 * GB, [{ debtId: 'a', bytes: GB }])],
      [{ debtId: 'a', bytes: 3 * GB }],
      2 * GB,
    ).then(settled(0, [{ debtId: 'a', bytes: 2 * GB }], 'p'), granted('p', 3 * GB)));
  it('settles an unlimited item by naming it; when it is gone, the purchase may give it again', () => {
    settle([owed('u', 0)], [{ debtId: 'u', bytes: 0 }]).then(settled(0, [{ debtId: 'u', bytes: 0 }], 'p'));
    settle([], [{ debtId: 'u', bytes: 0 }]).then(settled(0, [], 'p'));
    fulfil([], { bytes: 0, isSettlement: true, unlimited: true, items: [{ debtId: 'u', bytes: 0 }] }).then(
      settled(0, [], 'p'),
      granted('p', 0, { unlimited: true }),
    );
  });
});

describe('a purchase taken back', () => {
  it('loses its grant; what it had burned burns the others, else it is debt', () => {
    const past = [granted('p', 10 * GB, { at: at(2) }), used(6 * GB), granted('q', 4 * GB)];
    revoke(past).then(revoked(0, []));
    const account = given(...past, revoked(0, [])).state();
    expect(account.grants.map((grant) => [grant.grantId, grant.leftBytes])).toEqual([['q', 0]]);
    expect([account.autoDebtBytes, account.usedBytes]).toEqual([2 * GB, 6 * GB]);
  });
  it('leaves who had nothing else without quota, not expired', () => {
    const approved: AccountEvent = {
      type: 'AccountTermsChanged',
      version: 1,
      role: 'subscriber',
      approval: 'approved',
      disabled: false,
      blocked: false,
      blockReason: null,
      at: at(1),
    };
    const gone = given(approved, granted('p', GB), revoked(0, [])).state();
    expect(accessStatus(gone, at(7))).toBe('exhausted');
    const before = granted('old', GB, { at: at(1), expiresAt: at(2) });
    const later = given(approved, before, granted('p', GB), revoked(0, [])).state();
    expect(accessStatus(later, at(7))).toBe('expired');
  });
  it('leaves no debt to a Komandan', () => {
    const komandan: AccountEvent = {
      type: 'AccountTermsChanged',
      version: 1,
      role: 'komandan',
      approval: 'approved',
      disabled: false,
      blocked: false,
      blockReason: null,
      at: at(1),
    };
    const account = given(komandan, granted('p', GB, { at: at(2) }), used(GB), revoked(0, [])).state();
    expect([account.grants, account.autoDebtBytes]).toEqual([[], 0]);
  });
  it('is not covered by an unlimited grant that came after the use', () => {
    const all = granted('all', 0, { unlimited: true });
    const past = [granted('p', GB, { at: at(2) }), used(GB), all];
    expect(given(...past, revoked(0, [])).state().autoDebtBytes).toBe(GB);
  });
  it('leaves owed again what it settled, as it was given', () => {
    const paid = settled(GB, [{ debtId: 'a', bytes: 3 * GB }], 'p');
    const past = [used(GB), owed('a', 3 * GB), owed('b', GB, 2), paid];
    revoke(past).then(revoked(GB, [debt('a', 3 * GB)]));
    const account = given(...past, revoked(GB, [debt('a', 3 * GB)])).state();
    expect(account.autoDebtBytes).toBe(GB);
    expect(account.debts.map((one) => [one.debtId, one.unpaidBytes])).toEqual([
      ['a', 3 * GB],
      ['b', GB],
    ]);
  });
  it('adds to what is still unpaid of an item', () => {
    const past = [owed('a', 3 * GB), settled(0, [{ debtId: 'a', bytes: GB }], 'p')];
    const back = debt('a', GB, 3 * GB);
    revoke(past).then(revoked(0, [back]));
    expect(given(...past, revoked(0, [back])).state().debts).toEqual([debt('a', 3 * GB)]);
  });
  it('leaves to a reset what the reset has forgiven', () => {
    const reset: AccountEvent = {
      type: 'QuotaReset',
      keepGrants: true,
      unreadRouterIds: [],
      at: at(5),
      ...caused,
    };
    revoke([used(GB), settled(GB, [], 'p'), reset]).then(revoked(0, []));
  });
  it('is taken back once', () => revoke([granted('p', GB), revoked(0, [])]).thenNothing());
  it('before it was given is never given', () => {
    revoke([]).then(revoked(0, []));
    fulfil([revoked(0, [])]).thenNothing();
  });
});

describe('a part of a purchase that is taken back', () => {
  const reduce = (bytes: number, past: readonly Past[]): AccountCommand => ({
    type: 'ReducePurchase',
    ...{ purchaseId: 'p', earlier: recordIn(past), bytes, at: at(6), ...caused },
  });
  const reduced = (bytes: number): AccountEvent => ({
    type: 'PurchaseReduced',
    ...{ purchaseId: 'p', bytes, at: at(6), ...caused },
  });
  const left = (...past: readonly Past[]) =>
    given(...past)
      .state()
      .grants.map(({ grantId, sizeBytes, leftBytes }) => [grantId, sizeBytes / GB, leftBytes / GB]);
  const bonus = granted('bonus', GB, { source: 'bonus', expiresAt: at(8) });
  const other = granted('other', GB);

  it('is what is not used first', () => {
    const past = [granted('p', 5 * GB), used(GB)];
    given(...past)
      .when(reduce(4 * GB, past))
      .then(reduced(4 * GB));
    expect(left(...past, reduced(4 * GB))).toEqual([['p', 1, 0]]);
  });
  it('then what was used: it burns other grants, a bonus last, and only then is debt', () => {
    const past = [granted('p', 3 * GB, { expiresAt: at(7) }), bonus, other, used(2 * GB)];
    expect(left(...past, reduced(2 * GB))).toEqual([
      ['p', 1, 0],
      ['bonus', 1, 1],
      ['other', 1, 0],
    ]);
    const whole = given(...past, reduced(3 * GB)).state();
    expect(whole.grants.map(({ grantId, leftBytes }) => [grantId, leftBytes])).toEqual([
      ['bonus', 0],
      ['other', 0],
    ]);
    expect(whole.autoDebtBytes).toBe(0);
    const more = [granted('p', 3 * GB, { expiresAt: at(7) }), used(2 * GB)];
    expect(given(...more, reduced(3 * GB)).state().autoDebtBytes).toBe(2 * GB);
  });
  it('is never more than was given, and nothing where that is not there any more', () => {
    const past = [granted('p', 5 * GB)];
    given(...past)
      .when(reduce(9 * GB, past))
      .then(reduced(5 * GB));
    given().when(reduce(GB, [])).thenRefused('QUOTA.PURCHASE_UNKNOWN');
    given(...past, revoked(0, []))
      .when(reduce(GB, [...past, revoked(0, [])]))
      .thenNothing();
    const reset: AccountEvent = {
      ...{ type: 'QuotaReset', keepGrants: false, unreadRouterIds: [], at: at(6), ...caused },
    };
    given(...past, reset)
      .when(reduce(GB, past))
      .then(reduced(0));
    given(...past)
      .when(reduce(0, past))
      .thenRefused('QUOTA.BYTES_REQUIRED');
  });
  it('leaves the bonus where a whole purchase is taken back, as long as another grant holds something', () => {
    const past = [granted('p', GB, { expiresAt: at(7) }), bonus, other, used(GB)];
    expect(left(...past, revoked(0, []))).toEqual([
      ['bonus', 1, 1],
      ['other', 1, 0],
    ]);
    // As recorded before that rule: the earliest end first.
    const before = { ...revoked(0, []), bonusLast: undefined } as unknown as AccountEvent;
    expect(left(...past, before)).toEqual([
      ['bonus', 1, 0],
      ['other', 1, 1],
    ]);
  });
});

describe('goodwill that lets grants last longer', () => {
  const extend = (seconds: number): AccountCommand => ({
    type: 'ExtendGrants',
    ...{ seconds, at: at(6), reason: 'listrik padam', actor: 'operator:1' },
  });
  const extended = (...grantIds: string[]): AccountEvent => ({
    type: 'GrantsExtended',
    ...{ grantIds, seconds: 86_400, at: at(6), reason: 'listrik padam', actor: 'operator:1' },
  });
  it('concerns all that still runs: not what has ended, is used up, has no end or has not begun', () => {
    const past = [
      granted('runs', GB, { expiresAt: at(7) }),
      granted('ended', GB, { expiresAt: at(5), at: at(1) }),
      granted('forever', GB, { expiresAt: null }),
      granted('waits', GB, { expiresAt: null, lastsSeconds: 86_400 }),
    ];
    given(...past)
      .when(extend(86_400))
      .then(extended('runs'));
    const state = given(...past, extended('runs')).state();
    expect(state.grants.map(({ expiresAt }) => expiresAt)).toEqual([at(8), at(5), null, null]);
    given(granted('p', GB, { expiresAt: at(7) }), used(GB))
      .when(extend(86_400))
      .thenRefused('QUOTA.NOTHING_TO_EXTEND');
    given().when(extend(86_400)).thenRefused('QUOTA.NOTHING_TO_EXTEND');
  });
});
