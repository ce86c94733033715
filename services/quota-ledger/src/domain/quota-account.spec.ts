import { fold, givenWith } from '@saring/event-sourcing';
import { type ExpiryPolicy, GB, MB } from '@saring/kernel';
import { LIVE_GRANTS_MOST } from './account-limits';
import { accessStatus, balanceOf, deviceLimitOf, speedOf } from './access-status';
import { inBurnOrder } from './burn';
import type { GrantDuration } from './grant';
import { laneStandingOf } from './payment-lane';
import { initialState, type AccountEvent, type MeteredUsage, type QuotaAccount } from './account';
import { evolve, USED_UP_GRANTS_KEPT } from './quota-account';
import type { AccountCommand } from './account-command';
import { quotaAccount } from './quota-account.decide';

type Past = AccountEvent | MeteredUsage;
const decider = {
  ...quotaAccount,
  evolve: evolve as (account: QuotaAccount, event: AccountEvent) => QuotaAccount,
};
const given = (...past: readonly Past[]) =>
  givenWith(decider, (actual) => expect(actual))(...(past as AccountEvent[]));

const at = (day: number, hour = 0): string =>
  `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const caused = { reason: 'uji', actor: 'operator:1' };
const terms = (more: Partial<Extract<AccountEvent, { type: 'AccountTermsChanged' }>> = {}): AccountEvent => ({
  type: 'AccountTermsChanged',
  version: 1,
  role: 'subscriber',
  approval: 'approved',
  disabled: false,
  blocked: false,
  blockReason: null,
  at: at(1),
  ...more,
});
type Granted = Extract<AccountEvent, { type: 'QuotaGranted' }>;
const granted = (grantId: string, bytes: number, more: Partial<Granted> = {}): Granted => ({
  type: 'QuotaGranted',
  grantId,
  source: 'operator',
  bytes,
  unlimited: false,
  expiresAt: null,
  priority: 0,
  fupThresholdBytes: 3 * GB,
  at: at(1),
  ...caused,
  ...more,
});
const used = (bytes: number, when = at(2)): MeteredUsage => ({ type: 'UsageCharged', bytes, at: when });
const debtGiven = (debtId: string, bytes: number, more = {}): AccountEvent => ({
  type: 'DebtGiven',
  debtId,
  bytes,
  unlimited: false,
  priceRupiah: 50_000,
  dueAt: at(30),
  at: at(1),
  ...caused,
  ...more,
});
const held = (anomalyId: string, bytes: number): MeteredUsage => ({
  type: 'UsageHeld',
  anomalyId,
  bytes,
  at: at(2),
});
const expired = (grantId: string, when: string): AccountEvent => ({
  type: 'GrantExpired',
  grantId,
  at: when,
});

const grantCommand = (more: Partial<Granted> = {}): AccountCommand => {
  const { type: _type, ...event } = granted('g', 10 * GB, { at: at(5), ...more });
  return { type: 'GrantQuota', ...event };
};
const left = (account: QuotaAccount) => account.grants.map((grant) => grant.leftBytes);

describe('burning', () => {
  it('takes the smallest priority, then the earliest expiry, then the earliest grant', () => {
    const account = given(
      granted('never', GB),
      granted('late', GB, { expiresAt: at(28) }),
      granted('soon', GB, { expiresAt: at(10) }),
      granted('first', GB, { priority: -1 }),
      used(2.5 * GB),
    ).state();
    expect(left(account)).toEqual([GB, 0.5 * GB, 0, 0]);
  });
  it('burns nothing under an unlimited grant, yet records the usage', () => {
    const account = given(
      granted('a', GB),
      granted('all', 0, { unlimited: true, expiresAt: at(20) }),
      used(5 * GB),
    ).state();
    expect([left(account), account.usedBytes, account.autoDebtBytes]).toEqual([[GB, 0], 5 * GB, 0]);
  });
  it('burns the grant that was live when the usage was observed, though it has expired since', () => {
    const account = given(
      granted('short', GB, { expiresAt: at(3) }),
      granted('long', GB),
      expired('short', at(3)),
      used(GB / 2, at(2, 23)),
    ).state();
    expect(left(account)).toEqual([GB / 2, GB]);
    expect(account.autoDebtBytes).toBe(0);
  });
  it('does not burn a grant that had expired when the usage was observed, recorded or not', () => {
    const account = given(granted('short', GB, { expiresAt: at(3) }), used(GB / 2, at(3))).state();
    expect([left(account), account.autoDebtBytes]).toEqual([[GB], GB / 2]);
  });
  it('never shortens a long grant by a short one', () => {
    const account = given(
      granted('long', GB, { expiresAt: at(30) }),
      granted('short', GB, { expiresAt: at(4) }),
      expired('short', at(4)),
    ).state();
    expect(balanceOf(account, at(5))).toMatchObject({ remainingBytes: GB, expiresAt: at(30) });
  });
});

describe('what can still be used', () => {
  const orderOf = (...grants: Granted[]) =>
    inBurnOrder(grants.reduce<QuotaAccount>(evolve, initialState()).grants, at(2)).map(
      ({ grantId }) => grantId,
    );
  it('is listed in the order in which it burns, without what has ended', () =>
    expect(
      orderOf(
        granted('forever', GB),
        granted('long', GB, { expiresAt: at(20) }),
        granted('ended', GB, { expiresAt: at(2) }),
        granted('short', GB, { expiresAt: at(3) }),
      ),
    ).toEqual(['short', 'long', 'forever']));
  it('begins with what is unlimited: under it nothing else burns', () =>
    expect(
      orderOf(
        granted('short', GB, { expiresAt: at(3) }),
        granted('free', 0, { unlimited: true, expiresAt: at(9) }),
      ),
    ).toEqual(['free', 'short']));
});

describe('auto debt', () => {
  it('is what was used beyond the grants, and the next grant pays it first', () => {
    const account = given(granted('a', 10 * GB), used(12 * GB), granted('b', 10 * GB)).state();
    expect(balanceOf(account, at(3)).remainingBytes).toBe(8 * GB);
    expect(account.autoDebtBytes).toBe(0);
  });
  it('is none for a Komandan', () => {
    expect(given(terms({ role: 'komandan' }), granted('a', GB), used(2 * GB)).state().autoDebtBytes).toBe(0);
  });
  it('leaves a purchase whole once it was settled in money', () =>
    given(granted('a', 10 * GB), used(12 * GB))
      .when({ type: 'SettleDebt', debtId: null, bytes: null, at: at(3), ...caused })
      .then({ type: 'DebtSettled', autoBytes: 2 * GB, items: [], at: at(3), ...caused }));
});

describe('granting', () => {
  it('grants', () =>
    given(terms())
      .when(grantCommand())
      .then(granted('g', 10 * GB, { at: at(5) })));
  it('refuses no bytes, and bytes for an unlimited one', () => {
    given()
      .when(grantCommand({ bytes: 0 }))
      .thenRefused('QUOTA.BYTES_REQUIRED');
    given()
      .when(grantCommand({ bytes: 1.5 }))
      .thenRefused('QUOTA.BYTES_REQUIRED');
    given()
      .when(grantCommand({ bytes: 5, unlimited: true }))
      .thenRefused('QUOTA.BYTES_REQUIRED');
  });
  it('asks an operator for a reason', () =>
    given()
      .when(grantCommand({ reason: ' ' }))
      .thenRefused('QUOTA.REASON_REQUIRED'));
  it('pays debt items without a price with a purchase, oldest first, and grants what remains', () =>
    given(
      debtGiven('old', 2 * GB, { priceRupiah: 0 }),
      debtGiven('priced', GB),
      debtGiven('new', 3 * GB, { priceRupiah: 0 }),
    )
      .when(grantCommand({ source: 'purchase' }))
      .then(
        {
          type: 'DebtSettled',
          autoBytes: 0,
          items: [
            { debtId: 'old', bytes: 2 * GB },
            { debtId: 'new', bytes: 3 * GB },
          ],
          at: at(5),
          ...caused,
        },
        granted('g', 5 * GB, { source: 'purchase', at: at(5) }),
      ));
  it('refuses a package that debt would swallow whole', () => {
    given(debtGiven('old', 10 * GB, { priceRupiah: 0 }))
      .when(grantCommand({ source: 'purchase' }))
      .thenRefused('QUOTA.PACKAGE_SWALLOWED_BY_DEBT');
    given(granted('a', GB), used(11 * GB))
      .when(grantCommand({ source: 'purchase' }))
      .thenRefused('QUOTA.PACKAGE_SWALLOWED_BY_DEBT');
  });
  it('leaves debt items to a gift', () =>
    given(debtGiven('old', 10 * GB))
      .when(grantCommand({ source: 'bonus' }))
      .then(granted('g', 10 * GB, { source: 'bonus', at: at(5) })));
});

describe('debts', () => {
  const give: AccountCommand = {
    type: 'GiveDebt',
    debtId: 'd',
    bytes: 5 * GB,
    unlimited: false,
    priceRupiah: 75_000,
    dueAt: at(30),
    expiresAt: at(30),
    fupThresholdBytes: GB,
    at: at(5),
    ...caused,
  };
  it('grant their quota at once', () =>
    given()
      .when(give)
      .then(
        debtGiven('d', 5 * GB, { priceRupiah: 75_000, at: at(5) }),
        granted('d', 5 * GB, { source: 'debt', expiresAt: at(30), fupThresholdBytes: GB, at: at(5) }),
      ));
  it('are refused where they would be due already', () => {
    given()
      .when({ ...give, dueAt: at(4) })
      .thenRefused('QUOTA.DUE_IN_PAST');
    given()
      .when({ ...give, dueAt: at(5) })
      .thenRefused('QUOTA.DUE_IN_PAST');
  });
  const settle = (debtId: string | null, bytes: number | null): AccountCommand => ({
    type: 'SettleDebt',
    debtId,
    bytes,
    at: at(6),
    ...caused,
  });
  const owing = [granted('a', GB), used(2 * GB), debtGiven('old', 2 * GB), debtGiven('new', 3 * GB)];
  it('are settled auto debt first, then oldest first', () =>
    given(...owing)
      .when(settle(null, 2 * GB))
      .then({
        type: 'DebtSettled',
        autoBytes: GB,
        items: [{ debtId: 'old', bytes: GB }],
        at: at(6),
        ...caused,
      }));
  it('are settled one by one', () =>
    given(...owing)
      .when(settle('new', null))
      .then({
        type: 'DebtSettled',
        autoBytes: 0,
        items: [{ debtId: 'new', bytes: 3 * GB }],
        at: at(6),
        ...caused,
      }));
  it('are refused more than is owed, or what is not owed', () => {
    given(...owing)
      .when(settle('new', 4 * GB))
      .thenRefused('QUOTA.MORE_THAN_OWED');
    given(...owing)
      .when(settle(null, 7 * GB))
      .thenRefused('QUOTA.MORE_THAN_OWED');
    given(...owing)
      .when(settle('other', null))
      .thenRefused('QUOTA.DEBT_UNKNOWN');
    given(granted('a', GB)).when(settle(null, null)).thenRefused('QUOTA.NOTHING_OWED');
  });
  it('of an unlimited package are gone when settled', () => {
    const unlimited = debtGiven('u', 0, { unlimited: true });
    const settled: AccountEvent = {
      type: 'DebtSettled',
      autoBytes: 0,
      items: [{ debtId: 'u', bytes: 0 }],
      at: at(6),
      ...caused,
    };
    given(unlimited).when(settle('u', null)).then(settled);
    expect(given(unlimited, settled).state().debts).toEqual([]);
    expect(given(unlimited).state().debts).toHaveLength(1);
  });
});

describe('reset, correction, held usage', () => {
  const reset = (keepGrants: boolean): AccountEvent => ({
    type: 'QuotaReset',
    keepGrants,
    unreadRouterIds: [],
    at: at(5),
    ...caused,
  });
  it('makes used zero and kept grants whole', () => {
    const account = given(granted('a', 10 * GB), used(12 * GB), held('x', GB), reset(true)).state();
    expect(account).toMatchObject({ usedBytes: 0, autoDebtBytes: 0, held: [] });
    expect(balanceOf(account, at(6)).remainingBytes).toBe(10 * GB);
  });
  it('drops grants when told to', () => {
    const account = given(terms(), granted('a', 10 * GB), reset(false)).state();
    expect([account.grants, accessStatus(account, at(6))]).toEqual([[], 'exhausted']);
  });
  it('keeps money debts', () =>
    expect(given(debtGiven('d', GB), reset(false)).state().debts).toHaveLength(1));
  it('rejects usage held before it', () =>
    given(held('x', GB), reset(true))
      .when({ type: 'DecideHeldUsage', anomalyId: 'x', accept: true, at: at(6), ...caused })
      .thenRefused('QUOTA.ANOMALY_UNKNOWN'));
  it('keeps what was accepted though its counter falls back afterwards: that is for a correction', () => {
    const accepted: AccountEvent = {
      ...{ type: 'HeldUsageAccepted', anomalyId: 'x', bytes: GB, at: at(4), ...caused },
    };
    const account = given(granted('a', 2 * GB), held('x', GB), accepted).state();
    const fallen = evolve(account, { type: 'HeldUsageWithdrawn', anomalyId: 'x' });
    expect(fallen).toEqual(account);
    const corrected: AccountEvent = { type: 'UsageCorrected', usedDeltaBytes: -GB, at: at(5), ...caused };
    expect(evolve(fallen, corrected)).toMatchObject({ usedBytes: 0, grants: [{ leftBytes: 2 * GB }] });
  });
  it('counts held usage when it is accepted, and never when rejected', () => {
    const accepted: AccountEvent = {
      type: 'HeldUsageAccepted',
      anomalyId: 'x',
      bytes: GB,
      at: at(4),
      ...caused,
    };
    given(granted('a', 2 * GB), held('x', GB))
      .when({ type: 'DecideHeldUsage', anomalyId: 'x', accept: true, at: at(4), ...caused })
      .then(accepted);
    expect(left(given(granted('a', 2 * GB), held('x', GB)).state())).toEqual([2 * GB]);
    expect(left(given(granted('a', 2 * GB), held('x', GB), accepted).state())).toEqual([GB]);
    const rejected: AccountEvent = { ...accepted, type: 'HeldUsageRejected' };
    expect(given(granted('a', 2 * GB), held('x', GB), rejected).state()).toMatchObject({
      usedBytes: 0,
      held: [],
    });
  });
  const correct = (usedDeltaBytes: number, reason = 'salah hitung'): AccountCommand => ({
    type: 'CorrectQuota',
    usedDeltaBytes,
    at: at(5),
    actor: 'o',
    reason,
  });
  it('gives back debt first, then what was burnt last', () => {
    const account = given(granted('a', GB, { expiresAt: at(20) }), granted('b', GB), used(2.5 * GB), {
      type: 'UsageCorrected',
      usedDeltaBytes: -GB,
      at: at(5),
      ...caused,
    }).state();
    expect([left(account), account.autoDebtBytes, account.usedBytes]).toEqual([[0, GB / 2], 0, 1.5 * GB]);
  });
  it('is never larger than what sums can hold exactly', () => {
    const command = granted('b', 2 ** 52);
    const grant: AccountCommand = {
      ...command,
      type: 'GrantQuota',
      source: 'operator',
      reason: 'salah ketik',
    };
    given(granted('a', 1)).when(grant).thenRefused('QUOTA.BALANCE_TOO_LARGE');
  });
  it('keeps what is used and owed within what sums can hold exactly, too', () => {
    const correction: AccountCommand = {
      type: 'CorrectQuota',
      usedDeltaBytes: 2 ** 52,
      at: at(5),
      ...caused,
    };
    given()
      .when(correction)
      .then({ ...correction, type: 'UsageCorrected' });
    given(used(1)).when(correction).thenRefused('QUOTA.BALANCE_TOO_LARGE');
    given(used(1), { type: 'UsageHeld', anomalyId: 'x', bytes: 2 ** 52, at: at(1) })
      .when({ type: 'DecideHeldUsage', anomalyId: 'x', accept: true, at: at(2), ...caused })
      .thenRefused('QUOTA.BALANCE_TOO_LARGE');
    const debt = {
      debtId: 'd',
      bytes: 2 ** 52,
      unlimited: false,
      priceRupiah: 1,
      dueAt: at(30),
      expiresAt: null,
    };
    given(used(1))
      .when({ type: 'GiveDebt', ...debt, fupThresholdBytes: 0, at: at(1), ...caused })
      .thenRefused('QUOTA.BALANCE_TOO_LARGE');
  });
  it('takes no more gifts than an account may hold, and always what was paid for', () => {
    const full = Array.from({ length: LIVE_GRANTS_MOST }, (_, index) => granted(`g${index}`, 1));
    const gift: AccountCommand = { ...granted('one more', 1), type: 'GrantQuota', reason: 'hadiah' };
    const debt = { debtId: 'd', bytes: 1, unlimited: false, priceRupiah: 1, dueAt: at(30), expiresAt: null };
    given(...full)
      .when(gift)
      .thenRefused('QUOTA.TOO_MANY_GRANTS');
    given(...full)
      .when({ type: 'GiveDebt', ...debt, fupThresholdBytes: 0, at: at(1), ...caused })
      .thenRefused('QUOTA.TOO_MANY_GRANTS');
    given(...full)
      .when({ ...gift, source: 'purchase' })
      .then(granted('one more', 1, { source: 'purchase', reason: 'hadiah' }));
    given(...full, used(1))
      .when(gift)
      .then(granted('one more', 1, { reason: 'hadiah' }));
  });
  it('refuses to give back more than was used, nothing, or without a reason', () => {
    given(granted('a', GB), used(MB))
      .when(correct(-2 * MB))
      .thenRefused('QUOTA.CORRECTION_TOO_LARGE');
    given().when(correct(0)).thenRefused('QUOTA.BYTES_REQUIRED');
    given().when(correct(5, '')).thenRefused('QUOTA.REASON_REQUIRED');
  });
});

describe('terms', () => {
  const change = (version: number): AccountCommand => ({
    ...(terms({ version }) as Extract<AccountEvent, { type: 'AccountTermsChanged' }>),
    type: 'ChangeTerms',
  });
  it('are taken once, and never from an older fact', () => {
    given()
      .when(change(2))
      .then(terms({ version: 2 }));
    given(terms({ version: 2 }))
      .when(change(2))
      .thenNothing();
    given(terms({ version: 2 }))
      .when(change(1))
      .thenNothing();
  });
});

describe('access status, first match wins', () => {
  const day = at(10);
  const approved = terms();
  const cases: [string, readonly Past[]][] = [
    ['blocked', [terms({ blocked: true, approval: 'rejected' }), granted('a', GB)]],
    ['inactive', [granted('a', GB)]],
    ['inactive', [terms({ approval: 'pending' }), granted('a', GB)]],
    ['inactive', [terms({ disabled: true }), granted('a', GB, { expiresAt: at(3) })]],
    ['expired', [approved, granted('a', GB, { expiresAt: at(10) })]],
    ['active', [approved, granted('a', GB, { expiresAt: at(3) }), granted('b', GB)]],
    [
      'unlimited',
      [approved, granted('a', 0, { unlimited: true, expiresAt: at(11) }), granted('b', GB), used(2 * GB)],
    ],
    ['expired', [approved, granted('a', 0, { unlimited: true, expiresAt: at(10) })]],
    ['exhausted', [approved]],
    ['exhausted', [approved, granted('a', GB), used(GB)]],
    ['exhausted', [approved, granted('a', GB), used(2 * GB)]],
    ['active', [approved, granted('a', 3 * GB), used(2 * GB)]],
    ['fup', [approved, granted('a', 4 * GB), used(GB)]],
    ['active', [approved, granted('a', 4 * GB), used(GB - 1)]],
    ['active', [approved, granted('a', 10 * GB, { fupThresholdBytes: 0 }), used(9 * GB)]],
    // b is no larger than its threshold, so it has none; a is above its own.
    [
      'active',
      [
        approved,
        granted('a', 10 * GB, { fupThresholdBytes: GB }),
        granted('b', GB, { fupThresholdBytes: 5 * GB }),
        used(6 * GB),
      ],
    ],
    // Slowed with half a gigabyte of 25 left, then 2 GB bought: fast at once, and slowed again when they are gone.
    ['fup', [approved, granted('a', 25 * GB), used(24.5 * GB)]],
    [
      'active',
      [approved, granted('a', 25 * GB), used(24.5 * GB), granted('b', 2 * GB, { expiresAt: at(11) })],
    ],
    [
      'fup',
      [
        ...[approved, granted('a', 25 * GB), used(24.5 * GB)],
        ...[granted('b', 2 * GB, { expiresAt: at(11) }), used(2 * GB)],
      ],
    ],
    // Two large grants, each at its threshold: together they are more than the larger one.
    ['active', [approved, granted('a', 10 * GB), granted('b', 10 * GB), used(14 * GB)]],
    ['fup', [approved, granted('a', 10 * GB), granted('b', 10 * GB), used(17 * GB)]],
  ];
  it.each(cases)('%s', (status, past) => expect(accessStatus(given(...past).state(), day)).toBe(status));

  const record: AccountCommand = { type: 'RecordAccessStatus', basisRevision: 3, at: day };
  it('is recorded when it differs from the last record, and only then', () => {
    const changed = (status: 'active' | 'exhausted', previousStatus: 'active' | null): AccountEvent => ({
      type: 'AccessStatusChanged',
      status,
      previousStatus,
      blockReason: null,
      remainingBytes: status === 'active' ? GB : 0,
      basisRevision: 3,
      at: day,
    });
    given(approved, granted('a', GB)).when(record).then(changed('active', null));
    given(approved, granted('a', GB), changed('active', null)).when(record).thenNothing();
    given(approved, granted('a', GB), changed('active', null), used(GB))
      .when(record)
      .then(changed('exhausted', 'active'));
  });
});

describe('a block', () => {
  const day = at(10);
  const record: AccountCommand = { type: 'RecordAccessStatus', basisRevision: 3, at: day };
  const block = (more: object = {}) => terms({ version: 2, blocked: true, blockReason: 'uji', ...more });
  const recorded = (more: object = {}): AccountEvent => ({
    type: 'AccessStatusChanged',
    status: 'blocked',
    previousStatus: null,
    blockReason: 'uji',
    remainingBytes: 0,
    basisRevision: 3,
    at: day,
    ...more,
  });
  it('is recorded hard only where it is, and again when that changes', () => {
    given(block()).when(record).then(recorded());
    given(block({ hardBlock: true }))
      .when(record)
      .then(recorded({ hardBlock: true }));
    given(block(), recorded(), block({ version: 3, hardBlock: true }))
      .when(record)
      .then(recorded({ hardBlock: true, previousStatus: 'blocked' }));
    given(block({ hardBlock: true }), recorded({ hardBlock: true }), block({ version: 3 }))
      .when(record)
      .then(recorded({ previousStatus: 'blocked' }));
    given(block(), recorded()).when(record).thenNothing();
  });
});

describe('speed', () => {
  const day = at(10);
  const speed = (down: number) => ({ downKilobitsPerSecond: down, upKilobitsPerSecond: down / 2 });
  const speedAt = (...past: readonly Past[]) => speedOf(given(...past).state(), day);
  it('is that of the grant which burns next', () => {
    const slow = granted('a', GB, { speed: speed(2_048), expiresAt: at(11) });
    const fast = granted('b', GB, { speed: speed(10_240), expiresAt: at(12) });
    expect(speedAt(slow, fast)).toEqual(speed(2_048));
    expect(speedAt(slow, fast, used(GB))).toEqual(speed(10_240));
    expect(speedAt(slow, granted('c', GB), used(GB))).toBeNull();
  });
  it('under unlimited grants is the fastest of them', () => {
    const unlimited = (id: string, down: number) =>
      granted(id, 0, { unlimited: true, ...(down > 0 ? { speed: speed(down) } : {}) });
    expect(speedAt(unlimited('a', 1_000), unlimited('b', 5_000))).toEqual(speed(5_000));
    expect(speedAt(unlimited('a', 1_000), unlimited('b', 0))).toBeNull();
  });
  it('that changes is recorded, though the status stays', () => {
    const record: AccountCommand = { type: 'RecordAccessStatus', basisRevision: 3, at: day };
    const past = [
      terms(),
      granted('a', GB, { speed: speed(2_048), expiresAt: at(11) }),
      granted('b', 4 * GB),
    ];
    const changed = given(...past)
      .when(record)
      .events();
    expect(changed).toMatchObject([{ status: 'active', speed: speed(2_048) }]);
    given(...past, ...changed)
      .when(record)
      .thenNothing();
    const next = given(...past, ...changed, used(GB))
      .when(record)
      .events();
    expect(next).toMatchObject([{ status: 'active', previousStatus: 'active' }]);
    expect(next[0]).not.toHaveProperty('speed');
  });
});

describe('a grant whose clock waits for its first use', () => {
  const waiting = granted('a', GB, { lastsSeconds: 7_200 });
  const start: AccountCommand = { type: 'StartGrants', at: at(5, 10) };
  it('lasts from that use on', () => {
    given(waiting).when(start).thenNothing();
    given(waiting, used(1))
      .when(start)
      .then({ type: 'GrantStarted', grantId: 'a', expiresAt: at(5, 12), at: at(5, 10) });
  });
  it('started once, expires like any other', () => {
    const started: AccountEvent = { type: 'GrantStarted', grantId: 'a', expiresAt: at(5, 12), at: at(5, 10) };
    given(waiting, used(1), started, used(1)).when(start).thenNothing();
    expect(accessStatus(given(terms(), waiting, used(1), started).state(), at(5, 12))).toBe('expired');
  });
  it('does not start by paying auto debt, nor by usage that another grant covers', () => {
    given(used(5), waiting).when(start).thenNothing();
    given(granted('b', GB, { priority: -1 }), waiting, used(5))
      .when(start)
      .thenNothing();
  });
  it('without a limit starts with whatever is used', () => {
    const unlimited = granted('a', 0, { unlimited: true, lastsSeconds: 3_600 });
    given(used(5), unlimited).when(start).thenNothing();
    expect(given(used(5), unlimited, used(1)).when(start).events()).toHaveLength(1);
  });
});

describe('how many devices', () => {
  const family = granted('family', GB, { deviceLimit: 5, expiresAt: at(20) });
  const record = (when: string): AccountCommand => ({
    type: 'RecordAccessStatus',
    basisRevision: 1,
    at: when,
  });
  it('the largest number of a live grant rules, and none where no grant sets one', () => {
    const limitAt = (when: string, ...past: readonly Past[]) => deviceLimitOf(given(...past).state(), when);
    expect(limitAt(at(10), granted('a', GB))).toBeNull();
    expect(limitAt(at(10), granted('one', GB, { deviceLimit: 1 }), family, granted('a', GB))).toBe(5);
    expect(limitAt(at(21), granted('one', GB, { deviceLimit: 1 }), family)).toBe(1);
  });
  it('is recorded beside a status that stays what it is, when it comes and when it goes', () => {
    const before = [terms(), granted('a', GB)];
    const active = given(...before)
      .when(record(at(9)))
      .events();
    const bought = given(...before, ...active, family)
      .when(record(at(10)))
      .events();
    expect(bought).toMatchObject([{ status: 'active', previousStatus: 'active', deviceLimit: 5 }]);
    given(...before, ...active, family, ...bought)
      .when(record(at(11)))
      .thenNothing();
    const over = given(...before, ...active, family, ...bought)
      .when(record(at(21)))
      .events();
    expect(over).toMatchObject([{ status: 'active' }]);
    expect(over[0]).not.toHaveProperty('deviceLimit');
  });
});

describe('the payment lane', () => {
  const laneTerms = { seconds: 300, bytes: 30 * MB, perDay: 3 };
  const open = (orderId: string, when = at(10)): AccountCommand => ({
    type: 'OpenPaymentLane',
    orderId,
    terms: laneTerms,
    at: when,
  });
  const opened = (orderId: string, when: string, usedBytes: number): AccountEvent => ({
    type: 'PaymentLaneOpened',
    orderId,
    at: when,
    until: new Date(Date.parse(when) + 300_000).toISOString(),
    usedLimitBytes: usedBytes + 30 * MB,
  });
  const stopped = [terms(), granted('a', GB), used(GB)];
  const record = (when: string): AccountCommand => ({
    type: 'RecordAccessStatus',
    basisRevision: 1,
    at: when,
  });
  it('opens for who is used up or expired and has an order open', () => {
    given(...stopped)
      .when(open('o1'))
      .then(opened('o1', at(10), GB));
    given(terms(), granted('a', GB, { expiresAt: at(3) }))
      .when(open('o1'))
      .then(opened('o1', at(10), 0));
  });
  it('opens for no one else', () => {
    given(terms(), granted('a', GB)).when(open('o1')).thenNothing();
    given(terms({ blocked: true }), granted('a', GB), used(GB))
      .when(open('o1'))
      .thenNothing();
    given(terms({ approval: 'pending' }))
      .when(open('o1'))
      .thenNothing();
  });
  it('opens once an order and three times a day', () => {
    const one = opened('o1', at(10), GB);
    given(...stopped, one)
      .when(open('o1', at(10, 1)))
      .thenNothing();
    const all = [one, opened('o2', at(10, 1), GB), opened('o3', at(10, 2), GB)];
    given(...stopped, ...all)
      .when(open('o4', at(10, 3)))
      .thenNothing();
    given(...stopped, ...all)
      .when(open('o4', at(11)))
      .then(opened('o4', at(11), GB));
  });
  it('goes on for the next order while half of its time and bytes are left: a change of mind costs none', () => {
    const lane = opened('o1', at(10), GB);
    const seconds = (count: number) => new Date(Date.parse(at(10)) + count * 1_000).toISOString();
    given(...stopped, lane)
      .when(open('o2', seconds(150)))
      .thenNothing();
    given(...stopped, lane)
      .when(open('o2', seconds(151)))
      .then(opened('o2', seconds(151), GB));
    given(...stopped, lane, used(16 * MB))
      .when(open('o2', seconds(10)))
      .then(opened('o2', seconds(10), GB + 16 * MB));
  });
  it('is recorded beside the status while it is open, and closes by time or by bytes', () => {
    const lane = opened('o1', at(10), GB);
    const within = '2026-11-10T00:04:59.000Z';
    const changed = given(...stopped, lane)
      .when(record(within))
      .events();
    expect(changed).toMatchObject([{ status: 'exhausted', paymentLane: true }]);
    given(...stopped, lane, ...changed)
      .when(record(within))
      .thenNothing();
    const byTime = given(...stopped, lane, ...changed)
      .when(record(at(10, 1)))
      .events();
    expect(byTime).toMatchObject([{ status: 'exhausted' }]);
    expect(byTime[0]).not.toHaveProperty('paymentLane');
    const byBytes = given(...stopped, lane, ...changed, used(30 * MB))
      .when(record(within))
      .events();
    expect(byBytes[0]).not.toHaveProperty('paymentLane');
  });
  it.each([
    [
      'open, with what is left of it',
      10 * MB,
      '2026-11-10T00:04:00.000Z',
      { open: true, leftBytes: 20 * MB },
    ],
    ['used up by bytes', 31 * MB, '2026-11-10T00:04:00.000Z', { open: false, leftBytes: 0 }],
    ['over by time, for an hour', 10 * MB, '2026-11-10T01:04:00.000Z', { open: false, leftBytes: 20 * MB }],
    ['forgotten', 10 * MB, '2026-11-10T01:05:00.000Z', null],
  ])('is shown %s', (_, bytes, now, standing) => {
    const { lanes = [], usedBytes } = given(...stopped, opened('o1', at(10), GB), used(bytes)).state();
    const shown = laneStandingOf(lanes, usedBytes, now);
    expect(shown).toEqual(standing && { ...standing, until: '2026-11-10T00:05:00.000Z' });
  });
  it('is charged: what it used is debt that the purchase pays', () => {
    const state = given(...stopped, opened('o1', at(10), GB), used(10 * MB, at(10))).state();
    expect(state.autoDebtBytes).toBe(10 * MB);
    expect(
      balanceOf(given(...stopped, used(10 * MB, at(10)), granted('b', 2 * GB)).state(), at(10))
        .remainingBytes,
    ).toBe(2 * GB - 10 * MB);
  });
  it('has no part in the access of who has paid', () => {
    const paid = given(...stopped, opened('o1', at(10), GB), granted('b', 2 * GB))
      .when(record(at(10)))
      .events();
    expect(paid).toMatchObject([{ status: 'active' }]);
    expect(paid[0]).not.toHaveProperty('paymentLane');
  });
});

describe('a renewal', () => {
  const buy = (policy: ExpiryPolicy, more: Partial<GrantDuration> = {}): AccountCommand => ({
    type: 'GrantQuota',
    grantId: 'new',
    source: 'purchase',
    bytes: 2 * GB,
    unlimited: false,
    expiresAt: null,
    priority: 0,
    fupThresholdBytes: 0,
    duration: { seconds: 30 * 86_400, startsAtFirstUse: false, policy, packageId: 'monthly', ...more },
    at: at(1),
    ...caused,
  });
  const old = granted('old', GB, { source: 'purchase', packageId: 'monthly', expiresAt: at(4) });
  const after = (policy: ExpiryPolicy, ...past: readonly Past[]) => {
    const events = given(...past)
      .when(buy(policy))
      .events();
    return given(...past, ...events)
      .state()
      .grants.map(({ grantId, expiresAt, leftBytes }) => [grantId, expiresAt?.slice(0, 10), leftBytes / GB]);
  };
  it('per grant leaves the grants before it as they are', () =>
    expect(after('per-grant', old)).toEqual([
      ['old', '2026-11-04', 1],
      ['new', '2026-12-01', 2],
    ]));
  it('that extends begins where the last of the same package ends', () => {
    expect(after('extend', old)[1]).toEqual(['new', '2026-12-04', 2]);
    const other = granted('old', GB, { source: 'purchase', packageId: 'weekly', expiresAt: at(4) });
    expect(after('extend', other)[1]).toEqual(['new', '2026-12-01', 2]);
  });
  it('that resets the end never shortens a grant', () => {
    const longer = granted('long', GB, { source: 'purchase', expiresAt: '2027-01-01T00:00:00.000Z' });
    expect(after('reset-from-now', old, longer)).toEqual([
      ['old', '2026-12-01', 1],
      ['long', '2027-01-01', 1],
      ['new', '2026-12-01', 2],
    ]);
  });
  it('that rolls over takes in what is left, and gives it back when it is taken back', () => {
    expect(after('rollover', old, used(GB / 4))).toEqual([
      ['old', '2026-11-04', 0],
      ['new', '2026-12-01', 2.75],
    ]);
    const past: Past[] = [old, used(GB / 4)];
    const events = given(...past)
      .when(buy('rollover'))
      .events();
    const { grants } = given(...past, ...events, used(GB / 2, at(3)), {
      type: 'GrantRevoked',
      grantId: 'new',
      at: at(3),
      ...caused,
    }).state();
    // Of 0.75 GB that had been rolled over, the 0.5 GB used since have burnt.
    expect(grants.map(({ grantId, leftBytes }) => [grantId, leftBytes / GB])).toEqual([
      ['old', 0],
      ['new', 0.25],
    ]);
  });
  it('of gifts and of what others gave touches nothing', () => {
    const gift = granted('gift', GB, { source: 'bonus', expiresAt: at(4) });
    expect(after('rollover', gift)[0]).toEqual(['gift', '2026-11-04', 1]);
    expect(after('reset-from-now', gift)[0]).toEqual(['gift', '2026-11-04', 1]);
  });
});

describe('a grant that is revoked', () => {
  const revoke = (grantId: string, reason = 'keliru'): AccountCommand => ({
    type: 'RevokeGrant',
    grantId,
    at: at(3),
    reason,
    actor: 'operator:1',
  });
  const revoked: AccountEvent = {
    type: 'GrantRevoked',
    grantId: 'a',
    at: at(3),
    reason: 'keliru',
    actor: 'operator:1',
  };
  const nothing = { leftBytes: 0, usedBytes: 0, fromOthersBytes: 0, autoDebtBytes: 0, remainingBytes: 0 };
  it('says what goes, what others pay of what was used, and what is owed', () => {
    given(granted('a', 3 * GB), granted('b', GB), used(2 * GB))
      .when(revoke('a'))
      .then({
        ...revoked,
        revocation: {
          ...{ leftBytes: GB, usedBytes: 2 * GB, fromOthersBytes: GB, autoDebtBytes: GB, remainingBytes: 0 },
        },
      });
    given(granted('a', GB), granted('b', 5 * GB), used(GB / 2))
      .when(revoke('a'))
      .then({
        ...revoked,
        revocation: {
          ...{ ...nothing, leftBytes: GB / 2, usedBytes: GB / 2 },
          ...{ fromOthersBytes: GB / 2, remainingBytes: 4.5 * GB },
        },
      });
  });
  it('needs a reason and a grant that still exists', () => {
    given(granted('a', GB))
      .when(revoke('a'))
      .then({ ...revoked, revocation: { ...nothing, leftBytes: GB } });
    given(granted('a', GB)).when(revoke('a', ' ')).thenRefused('QUOTA.REASON_REQUIRED');
    given(granted('a', GB)).when(revoke('b')).thenRefused('QUOTA.GRANT_UNKNOWN');
    given(granted('a', GB), revoked).when(revoke('a')).thenRefused('QUOTA.GRANT_UNKNOWN');
  });
  it('lets what burnt from it burn the next grants, then become auto debt', () => {
    const state = given(granted('a', 3 * GB), granted('b', GB), used(2 * GB), revoked).state();
    expect(state.grants.map(({ grantId, leftBytes }) => [grantId, leftBytes])).toEqual([['b', 0]]);
    expect(state.autoDebtBytes).toBe(GB);
    expect(state.usedBytes).toBe(2 * GB);
  });
  it('by mistake takes nothing of what was paid for', () => {
    const state = given(
      granted('a', 0, { unlimited: true }),
      granted('b', 2 * GB),
      used(GB),
      revoked,
    ).state();
    expect(state.grants.map(({ grantId, leftBytes }) => [grantId, leftBytes])).toEqual([['b', 2 * GB]]);
  });
});

describe('expiry', () => {
  it('is recorded for every grant whose time is over, used up or not, once', () => {
    const past = [
      granted('a', GB, { expiresAt: at(3) }),
      granted('b', GB, { expiresAt: at(20) }),
      granted('c', GB),
    ];
    given(...past)
      .when({ type: 'ExpireGrants', at: at(4) })
      .then(expired('a', at(3)));
    given(...past, expired('a', at(3)))
      .when({ type: 'ExpireGrants', at: at(4) })
      .thenNothing();
  });
});

it('folds to nothing at first', () => expect(fold(decider, [])).toEqual(initialState()));

describe('an account with a great many grants', () => {
  const grantOf = (number: number, bytes = 10): AccountEvent =>
    granted(`g${String(number).padStart(4, '0')}`, bytes);
  const manyUsedUp = Array.from({ length: 1_000 }, (_, number): Past[] => [grantOf(number), used(10)]).flat();

  it('keeps what can be used and the newest used-up ones only', () => {
    const spent = manyUsedUp.reduce(evolve, initialState());
    const more = [grantOf(5_000, MB)].reduce(evolve, spent);
    expect(more.grants).toHaveLength(USED_UP_GRANTS_KEPT + 1);
    expect(more.usedBytes).toBe(10_000);
    expect(more.grants[0]?.grantId).toBe('g0900');
    expect(balanceOf(more, at(3)).remainingBytes).toBe(MB);
  });

  it('burns across many of them in order, the last in part', () => {
    const full = Array.from({ length: 500 }, (_, number) => grantOf(number)).reduce(evolve, initialState());
    const left = evolve(full, used(4_995)).grants.map(({ leftBytes }) => leftBytes);
    expect(left.slice(0, 499)).toEqual(Array.from({ length: 499 }, () => 0));
    expect(left[499]).toBe(5);
    expect(evolve(full, used(5_001)).autoDebtBytes).toBe(1);
  });
});
