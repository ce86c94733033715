// Given, when, then for packages of daily hours ("jam kalong") and speeds by the hour (docs/adr/0041).
import { accessDecision, balanceOf } from './access-status';
import { initialState, type AccountEvent, type MeteredUsage, type QuotaAccount } from './account';
import { nextTurnOf } from './account-turns';
import { isWithin, nextTurnOf as turnOf, sinceEndOf, type GrantHours } from './grant-hours';
import { noticesDue } from './notices';
import { evolve } from './quota-account';
import { quotaAccount } from './quota-account.decide';
import { statusChangeOf } from './status-change';

/** 00.00–06.00 WIB. */
const NIGHT: GrantHours = { fromMinute: 0, untilMinute: 360, zoneMinutes: 420 };
const wib = (day: number, time: string): string =>
  new Date(`2027-03-${String(day).padStart(2, '0')}T${time}+07:00`).toISOString();
type Granted = Extract<AccountEvent, { type: 'QuotaGranted' }>;
const given = (grantId: string, more: Partial<Granted> = {}): Granted => ({
  ...{ type: 'QuotaGranted', grantId, source: 'purchase', bytes: 100, unlimited: false, priority: 0 },
  ...{ fupThresholdBytes: 0, expiresAt: null, at: wib(1, '12:00'), reason: 'Jam kalong', actor: 'billing' },
  ...more,
});
const used = (bytes: number, at: string): MeteredUsage => ({ type: 'UsageCharged', bytes, at });
const approved: AccountEvent = {
  ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
  ...{ disabled: false, blocked: false, blockReason: null, at: wib(1, '11:00') },
};
const after = (...events: readonly (AccountEvent | MeteredUsage)[]): QuotaAccount =>
  [approved, ...events].reduce<QuotaAccount>(evolve, initialState());
const leftOf = ({ grants }: QuotaAccount) =>
  Object.fromEntries(grants.map(({ grantId, leftBytes }) => [grantId, leftBytes]));
const statusOf = (account: QuotaAccount, at: string) => accessDecision(account, at).status;
const night = given('night', { hours: NIGHT });
const day = given('day');

describe('hours of every day', () => {
  const lateToEarly: GrantHours = { fromMinute: 1_320, untilMinute: 300, zoneMinutes: 540 };
  it.each([
    ['the first minute is within', NIGHT, wib(2, '00:00'), true],
    ['the last is not', NIGHT, wib(2, '06:00'), false],
    ['the second before it is', NIGHT, wib(2, '05:59:59.999'), true],
    ['over midnight: late', lateToEarly, '2027-03-02T13:00:00.000Z', true],
    ['over midnight: early', lateToEarly, '2027-03-02T19:59:59.999Z', true],
    ['over midnight: by day', lateToEarly, '2027-03-02T20:00:00.000Z', false],
  ])('%s', (_, hours, at, is) => expect(isWithin(hours, at)).toBe(is));
  it('turn when they end, then when they begin', () => {
    expect(turnOf(NIGHT, wib(2, '00:00'))).toBe(wib(2, '06:00'));
    expect(turnOf(NIGHT, wib(2, '06:00'))).toBe(wib(3, '00:00'));
    expect(sinceEndOf(NIGHT, wib(2, '06:01'))).toBe(60_000);
  });
});

describe('usage', () => {
  it('burns what has hours first while these are, and nothing of it else', () => {
    const account = after(night, day, used(10, wib(2, '01:00')), used(20, wib(2, '07:00')));
    expect(leftOf(account)).toEqual({ night: 90, day: 80 });
  });
  it('of a delta that spans the end counts whole when it was observed', () =>
    expect(leftOf(after(night, day, used(10, wib(2, '06:00:20'))))).toEqual({ night: 100, day: 90 }));
  it('observed within the hours burns them, however late it is metered', () => {
    const expired = { type: 'GrantExpired', grantId: 'night', at: wib(2, '03:00') } as const;
    const account = after(
      given('night', { hours: NIGHT, expiresAt: wib(2, '03:00') }),
      expired,
      used(10, wib(2, '02:59')),
    );
    expect(leftOf(account)).toEqual({ night: 90 });
  });
  it('of the two minutes after the end is nobody’s debt, later it is', () => {
    expect(after(night, used(10, wib(2, '06:02'))).autoDebtBytes).toBe(0);
    expect(after(night, used(10, wib(2, '06:02:01'))).autoDebtBytes).toBe(10);
  });
  it('of the two minutes after the end is debt where nothing was left', () =>
    expect(after(night, used(100, wib(2, '05:00')), used(10, wib(2, '06:01'))).autoDebtBytes).toBe(10));
  it('burns nothing under an unlimited night, and the day’s quota by day', () => {
    const unlimited = given('free', { hours: NIGHT, unlimited: true, bytes: 0 });
    expect(leftOf(after(unlimited, day, used(10, wib(2, '02:00')), used(20, wib(2, '12:00'))))).toEqual({
      ...{ free: 0, day: 80 },
    });
  });
  it('of time online burns hours’ time within them alone', () => {
    const timed = given('timed', { hours: NIGHT, unlimited: true, bytes: 0, onlineSeconds: 600 });
    const seconds = (at: string): MeteredUsage => ({ type: 'UsageCharged', bytes: 1, onlineSeconds: 60, at });
    const account = after(timed, seconds(wib(2, '12:00')), seconds(wib(3, '01:00')));
    expect(account.grants[0]?.leftSeconds).toBe(540);
  });
});

describe('the status', () => {
  it('is decided by the other grants outside the hours', () => {
    expect(statusOf(after(night), wib(2, '05:00'))).toBe('active');
    expect(statusOf(after(night), wib(2, '12:00'))).toBe('exhausted');
    expect(statusOf(after(night, day), wib(2, '12:00'))).toBe('active');
    expect(balanceOf(after(night, day), wib(2, '12:00'))).toMatchObject({ remainingBytes: 100 });
    expect(balanceOf(after(night, day), wib(2, '01:00'))).toMatchObject({ remainingBytes: 200 });
  });
  it('is unlimited in the hours of an unlimited night alone', () => {
    const unlimited = given('free', { hours: NIGHT, unlimited: true, bytes: 0 });
    expect(statusOf(after(unlimited, day), wib(2, '05:59'))).toBe('unlimited');
    expect(statusOf(after(unlimited, day), wib(2, '06:00'))).toBe('active');
  });
  it('is slowed by what can be used now', () => {
    const small = given('day', { bytes: 100, fupThresholdBytes: 90 });
    const account = after(given('night', { hours: NIGHT, bytes: 500 }), small, used(20, wib(1, '13:00')));
    expect(statusOf(account, wib(1, '14:00'))).toBe('fup');
    expect(statusOf(account, wib(2, '01:00'))).toBe('active');
  });
  it('says in the statement that what is left waits for its hours', () => {
    const access = (status: 'active' | 'exhausted', at: string): AccountEvent => ({
      ...{ type: 'AccessStatusChanged', status, previousStatus: null, blockReason: null },
      ...{ remainingBytes: 0, basisRevision: 1, at },
    });
    const before = after(night, access('active', wib(2, '01:00')));
    expect(statusChangeOf(before, evolve(before, access('exhausted', wib(2, '06:00'))))).toBe(
      'outside-hours',
    );
    const usedUp = evolve(before, used(100, wib(2, '02:00')));
    expect(statusChangeOf(usedUp, evolve(usedUp, access('exhausted', wib(2, '02:00'))))).toBe('exhausted');
  });
});

describe('the speed by hours', () => {
  const slow = { downKilobitsPerSecond: 5_000, upKilobitsPerSecond: 2_000 };
  const fast = { downKilobitsPerSecond: 20_000, upKilobitsPerSecond: 5_000 };
  const account = after(given('day', { speed: slow, timedSpeed: { hours: NIGHT, speed: fast } }));
  it('changes when they begin and end', () => {
    expect(accessDecision(account, wib(2, '05:59')).speed).toEqual(fast);
    expect(accessDecision(account, wib(2, '06:00')).speed).toEqual(slow);
  });
  it('may be none', () => {
    const free = { downKilobitsPerSecond: 0, upKilobitsPerSecond: 0 };
    const free0 = after(given('day', { speed: slow, timedSpeed: { hours: NIGHT, speed: free } }));
    expect(accessDecision(free0, wib(2, '01:00')).speed).toBeNull();
  });
  it('is looked at then', () => expect(nextTurnOf(account, wib(2, '05:00'))).toBe(wib(2, '06:00')));
  it('is not looked at any more once it is used up', () =>
    expect(nextTurnOf(evolve(account, used(100, wib(2, '05:00'))), wib(2, '05:00'))).toBeNull());
});

it('keeps its bytes to itself: nothing rolls over out of hours or into them', () => {
  const buy = (held: AccountEvent, hasHours: boolean) => {
    const decision = quotaAccount.decide(after(held), {
      ...{ type: 'FulfilPurchase', purchaseId: 'new', earlier: { state: 'unknown' }, bytes: 50 },
      ...{ unlimited: false, expiresAt: null, priority: 0, fupThresholdBytes: 0, items: [] },
      ...{ autoDebtBytes: 0, isSettlement: false, at: wib(2, '01:00'), reason: 'uji', actor: 'billing' },
      ...(hasHours ? { hours: NIGHT } : {}),
      duration: {
        ...{ seconds: 86_400, startsAtFirstUse: false, policy: 'rollover' },
        ...(hasHours ? { hasHours: true } : {}),
      },
    });
    const [event] = decision.accepted ? decision.events : [];
    return event?.type === 'QuotaGranted' ? event : null;
  };
  expect(buy(day, false)?.renewal).toBeDefined();
  expect(buy(night, false)?.renewal).toBeUndefined();
  expect(buy(day, true)?.renewal).toBeUndefined();
  expect(buy(day, true)?.hours).toEqual(NIGHT);
});

describe('messages', () => {
  const recorded = (account: QuotaAccount, at: string): QuotaAccount => {
    const decision = quotaAccount.decide(account, { type: 'RecordAccessStatus', basisRevision: 1, at });
    return decision.accepted ? decision.events.reduce<QuotaAccount>(evolve, account) : account;
  };
  const kinds = (account: QuotaAccount, at: string) =>
    noticesDue(recorded(account, at), at)?.notices.map(({ kind }) => kind) ?? [];
  it('do not call it used up each morning', () => {
    expect(kinds(after(night), wib(2, '06:00'))).toEqual([]);
    expect(kinds(after(night, given('old', { expiresAt: wib(9, '00:00') })), wib(2, '06:00'))).toEqual([]);
  });
  it('say that the day’s quota is used up while the night’s waits', () =>
    expect(kinds(after(night, day, used(100, wib(1, '15:00'))), wib(1, '15:00'))).toEqual(['used_up']));
  it('say the day before its end that it ends, though its hours are not now', () => {
    const account = after(given('night', { hours: NIGHT, expiresAt: wib(5, '00:00') }), day);
    expect(kinds(account, wib(4, '12:00'))).toEqual(['ends_1d']);
  });
});
