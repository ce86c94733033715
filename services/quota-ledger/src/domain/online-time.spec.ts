// Time online: what a grant with it gives, how it burns, and what each command makes of it.
import { givenWith } from '@saring/event-sourcing';
import { GB, MB } from '@saring/kernel';
import { accessStatus, balanceOf, bookBalance, speedOf } from './access-status';
import type { AccountEvent, MeteredUsage, QuotaAccount } from './account';
import { chargeUsage, copyOfAccount } from './charge-usage';
import { bookSeconds, leftSecondsOf } from './online-time';
import { evolve } from './quota-account';
import { quotaAccount } from './quota-account.decide';

const HOUR = 3_600;
const decider = {
  ...quotaAccount,
  evolve: evolve as (account: QuotaAccount, event: AccountEvent) => QuotaAccount,
};
const given = (...past: readonly (AccountEvent | MeteredUsage)[]) =>
  givenWith(decider, (actual) => expect(actual))(...([terms, ...past] as AccountEvent[]));

const caused = { reason: 'uji', actor: 'operator:1' };
/** Of the first day, in seconds. */
const at = (second: number): string => new Date(Date.UTC(2026, 10, 1) + second * 1_000).toISOString();
const terms: AccountEvent = {
  ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
  ...{ disabled: false, blocked: false, blockReason: null, at: at(0) },
};
type Granted = Extract<AccountEvent, { type: 'QuotaGranted' }>;
const granted = (grantId: string, more: Partial<Granted> = {}): Granted => ({
  ...{ type: 'QuotaGranted', grantId, source: 'purchase', bytes: 0, unlimited: true, expiresAt: null },
  ...{ priority: 0, fupThresholdBytes: 0, at: at(0), ...caused, ...more },
});
/** 3 jam pakai. */
const hours = (grantId: string, more: Partial<Granted> = {}): Granted =>
  granted(grantId, { onlineSeconds: 3 * HOUR, ...more });
const bytes = (grantId: string, size: number, more: Partial<Granted> = {}): Granted =>
  granted(grantId, { bytes: size, unlimited: false, ...more });
const used = (onlineSeconds: number, second: number, size = MB): MeteredUsage => ({
  ...{ type: 'UsageCharged', bytes: size, onlineSeconds, at: at(second) },
});
const leftOf = ({ grants }: QuotaAccount): readonly (number | undefined)[] =>
  grants.map(({ leftSeconds }) => leftSeconds);

describe('a grant of time online', () => {
  it('lets through without a limit of bytes while it lasts, and is paused while nobody is online', () => {
    const account = given(hours('g'), used(30, 30), used(30, 20 * HOUR)).state();
    expect(leftOf(account)).toEqual([3 * HOUR - 60]);
    expect(accessStatus(account, at(20 * HOUR))).toBe('unlimited');
    expect(leftSecondsOf(account.grants, at(20 * HOUR))).toBe(3 * HOUR - 60);
    expect(account).toMatchObject({ autoDebtBytes: 0, usedBytes: 2 * MB });
  });

  it('is exhausted when its time is used up', () => {
    const account = given(hours('g', { onlineSeconds: 60 }), used(60, 60)).state();
    expect(accessStatus(account, at(61))).toBe('exhausted');
    expect(leftSecondsOf(account.grants, at(61))).toBeNull();
  });

  it('gives away the bytes until the router knows, and no more', () => {
    const past = [hours('g', { onlineSeconds: 60 }), used(60, 60), used(20, 80)] as const;
    expect(given(...past).state()).toMatchObject({ autoDebtBytes: 0 });
    expect(given(...past, used(30, 60 + 121)).state()).toMatchObject({ autoDebtBytes: MB });
  });

  it('of two phones at once counts each second of the clock once', () => {
    const account = given(hours('g'), used(30, 30), used(30, 30), used(30, 45)).state();
    expect(leftOf(account)).toEqual([3 * HOUR - 45]);
  });

  it('counts nothing of before it was given', () => {
    const account = given(hours('g', { at: at(20) }), used(30, 30)).state();
    expect(leftOf(account)).toEqual([3 * HOUR - 10]);
  });

  it('ends with its bytes, and then counts no time', () => {
    const both = bytes('g', 2 * MB, { onlineSeconds: 3 * HOUR });
    const account = given(both, used(30, 30), used(30, 60, 2 * MB), used(30, 90)).state();
    expect(account).toMatchObject({ autoDebtBytes: 2 * MB });
    expect(leftOf(account)).toEqual([3 * HOUR - 30]);
    expect(accessStatus(account, at(90))).toBe('exhausted');
  });

  it('beside bytes takes them with it when the time is used up', () => {
    const both = bytes('g', GB, { onlineSeconds: 60 });
    const past = [both, used(30, 30), used(30, 60)] as const;
    const account = given(...past).state();
    expect(accessStatus(account, at(60))).toBe('exhausted');
    expect(balanceOf(account, at(60)).remainingBytes).toBe(0);
    given(...past)
      .when({ type: 'EndUsedUpTime', at: at(61) })
      .then({ type: 'GrantTimeUsedUp', grantId: 'g', at: at(61) });
    const ended = given(...past, { type: 'GrantTimeUsedUp', grantId: 'g', at: at(61) }).state();
    expect(bookBalance(ended)).toBe(0);
  });

  it('ends at its expiry with what is left of its time', () => {
    const account = given(hours('g', { expiresAt: at(100) }), used(30, 30), used(30, 130)).state();
    expect(leftOf(account)).toEqual([3 * HOUR - 30]);
    expect(accessStatus(account, at(130))).toBe('expired');
  });

  it('burns in the order of all grants, and lets bytes wait while it lasts', () => {
    const first = hours('first', { onlineSeconds: 40, expiresAt: at(9 * HOUR) });
    const past = [bytes('bytes', GB), hours('last'), first, used(30, 30), used(30, 60)] as const;
    const account = given(...past).state();
    expect(leftOf(account)).toEqual([undefined, 3 * HOUR - 20, 0]);
    expect(account.grants[0]?.leftBytes).toBe(GB);
  });

  it('waits under a grant without any limit', () => {
    const account = given(hours('g'), granted('all'), used(30, 30)).state();
    expect(leftOf(account)).toEqual([3 * HOUR, undefined]);
    expect(leftSecondsOf(account.grants, at(30))).toBeNull();
  });

  it('waits while bytes burn before it', () => {
    const later = bytes('later', GB, { onlineSeconds: HOUR, priority: 1 });
    const account = given(bytes('first', GB), later, used(30, 30)).state();
    expect(leftOf(account)).toEqual([undefined, HOUR]);
  });

  it('has its speed while it lasts', () => {
    const speed = { downKilobitsPerSecond: 2_000, upKilobitsPerSecond: 1_000 };
    const past = [hours('g', { speed, onlineSeconds: 60 }), bytes('bytes', GB)] as const;
    expect(speedOf(given(...past).state(), at(1))).toEqual(speed);
    expect(speedOf(given(...past, used(60, 60)).state(), at(60))).toBeNull();
  });

  it('starts its clock at its first use', () => {
    given(hours('g', { lastsSeconds: 86_400 }), used(30, 30))
      .when({ type: 'StartGrants', at: at(31) })
      .then({ type: 'GrantStarted', grantId: 'g', expiresAt: at(31 + 86_400), at: at(31) });
  });
});

describe('commands on time online', () => {
  it('a grant that is taken back leaves its used time to the others', () => {
    const past = [hours('g', { onlineSeconds: 60 }), hours('other'), used(50, 50)] as const;
    given(...past)
      .when({ type: 'RevokeGrant', grantId: 'g', at: at(60), ...caused })
      .then({
        ...{ type: 'GrantRevoked', grantId: 'g', at: at(60), ...caused },
        revocation: {
          ...{ leftBytes: 0, usedBytes: 0, fromOthersBytes: 0, autoDebtBytes: 0, remainingBytes: 0 },
          ...{ leftSeconds: 10, usedSeconds: 50 },
        },
      });
    const after = given(...past, { type: 'GrantRevoked', grantId: 'g', at: at(60), ...caused }).state();
    expect(leftOf(after)).toEqual([3 * HOUR - 50]);
  });

  it('a reset that keeps grants fills their time again', () => {
    const reset = {
      type: 'QuotaReset',
      keepGrants: true,
      unreadRouterIds: [],
      at: at(60),
      ...caused,
    } as const;
    const account = given(hours('g'), used(30, 30), reset).state();
    expect(leftOf(account)).toEqual([3 * HOUR]);
    expect(account.online).toMatchObject({ usedSeconds: 0 });
  });

  it.each([
    [-20, 3 * HOUR - 10, 10],
    [20, 3 * HOUR - 50, 50],
  ])('a correction by %s seconds', (usedDeltaSeconds, left, usedSeconds) => {
    const command = {
      type: 'CorrectQuota',
      usedDeltaBytes: 0,
      usedDeltaSeconds,
      at: at(60),
      ...caused,
    } as const;
    const corrected = { ...command, type: 'UsageCorrected' } as const;
    given(hours('g'), used(30, 30)).when(command).then(corrected);
    const account = given(hours('g'), used(30, 30), corrected).state();
    expect(leftOf(account)).toEqual([left]);
    expect(account.online).toMatchObject({ usedSeconds });
  });

  it('no correction gives back more time than was used', () =>
    given(hours('g'), used(30, 30))
      .when({ type: 'CorrectQuota', usedDeltaBytes: 0, usedDeltaSeconds: -31, at: at(60), ...caused })
      .thenRefused('QUOTA.CORRECTION_TOO_LARGE'));

  it('rolls no bytes over into a grant with time, nor out of one', () => {
    const duration = { seconds: 86_400, startsAtFirstUse: false, policy: 'rollover' } as const;
    const command = {
      type: 'FulfilPurchase' as const,
      ...{ purchaseId: 'new', earlier: { state: 'unknown' as const }, bytes: GB },
      ...{ unlimited: false, expiresAt: null, priority: 0, fupThresholdBytes: 0, items: [] },
      ...{ autoDebtBytes: 0, isSettlement: false, at: at(60), ...caused },
    };
    const timed = bytes('timed', GB, { onlineSeconds: HOUR });
    const events = given(timed, bytes('plain', GB)).when({ ...command, duration });
    events.then({
      ...bytes('new', GB, { expiresAt: at(60 + 86_400), at: at(60) }),
      renewal: { policy: 'rollover', grantIds: ['plain'] },
    });
    given(bytes('plain', GB))
      .when({ ...command, onlineSeconds: HOUR, duration: { ...duration, countsTime: true } })
      .then(bytes('new', GB, { expiresAt: at(60 + 86_400), at: at(60), onlineSeconds: HOUR }));
  });
});

it('is charged in place as it is folded', () => {
  let account = given(
    bytes('bytes', 3 * MB),
    hours('g', { onlineSeconds: 100 }),
    bytes('both', GB, { onlineSeconds: 50, priority: 1 }),
  ).state();
  for (let second = 30; second < 400; second += 30) {
    const event = used(30, second);
    const charged = copyOfAccount(account);
    const before = bookSeconds(account);
    chargeUsage(charged, MB, at(second), 30);
    account = evolve(account, event);
    expect(charged).toEqual(account);
    expect(bookSeconds(account)).toBeLessThanOrEqual(before);
  }
  expect(leftOf(account)).toEqual([undefined, 0, 0]);
});
