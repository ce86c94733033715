import { fold, givenWith } from '@saring/event-sourcing';
import { GB, MB } from '@saring/kernel';
import { accessStatus, balanceOf } from './access-status';
import {
  evolve,
  initialState,
  type AccountEvent,
  type MeteredUsage,
  type QuotaAccount,
} from './quota-account';
import { quotaAccount, type AccountCommand } from './quota-account.decide';

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
  it('pays debt items with a purchase, oldest first, and grants what remains', () =>
    given(debtGiven('old', 2 * GB), debtGiven('new', 3 * GB))
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
    given(debtGiven('old', 10 * GB))
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
    [
      'fup',
      [
        approved,
        granted('a', 10 * GB, { fupThresholdBytes: GB }),
        granted('b', GB, { fupThresholdBytes: 5 * GB }),
        used(6 * GB),
      ],
    ],
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
