// free-quota.spec.ts — given an account, when the free allowance of the day is taken, then.
import { MB } from '@saring/kernel';
import { accessStatus, balanceOf, speedOf } from './access-status';
import { initialState, type AccountEvent, type QuotaAccount } from './account';
import { firstToBurn } from './burn';
import type { TakeFreeQuota } from './free-quota';
import { noticesDue } from './notices';
import { evolve } from './quota-account';
import { decide } from './quota-account.decide';

const AT = '2027-03-01T05:00:00.000Z';
const MIDNIGHT = '2027-03-01T16:59:59.999Z';
const NEXT_DAY = '2027-03-01T17:00:00.000Z';

const approved: AccountEvent = {
  ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
  ...{ disabled: false, blocked: false, blockReason: null, at: AT },
};
const granted = (bytes: number, more: object = {}): AccountEvent => ({
  ...{ type: 'QuotaGranted', grantId: 'g', source: 'purchase', bytes, unlimited: false, expiresAt: null },
  ...{ priority: 0, fupThresholdBytes: 0, at: AT, reason: 'uji', actor: 'o', ...more },
});
const used = (account: QuotaAccount, bytes: number, at = AT): QuotaAccount =>
  evolve(account, { type: 'UsageCharged', bytes, at });
const given = (...events: readonly AccountEvent[]): QuotaAccount =>
  events.reduce<QuotaAccount>(evolve, initialState());
const take = (more: Partial<TakeFreeQuota> = {}): TakeFreeQuota => ({
  ...{ type: 'TakeFreeQuota', grantId: 'free', deviceId: 'phone', mostPerDay: 2, until: MIDNIGHT },
  ...{ terms: { bytes: 100 * MB, onlineSeconds: 0 }, actor: 'subscriber', at: AT, ...more },
});
const when = (account: QuotaAccount, command: TakeFreeQuota): QuotaAccount | string => {
  const decision = decide(account, command);
  return decision.accepted ? decision.events.reduce<QuotaAccount>(evolve, account) : decision.refusal.code;
};
const taken = (account: QuotaAccount, command: TakeFreeQuota): QuotaAccount => {
  const after = when(account, command);
  if (typeof after === 'string') throw new Error(after);
  return after;
};

describe('the free allowance of a day', () => {
  it('opens the internet for who has nothing, until midnight', () => {
    const account = taken(given(approved), take());
    expect(accessStatus(account, AT)).toBe('active');
    expect(balanceOf(account, AT)).toMatchObject({ remainingBytes: 100 * MB, expiresAt: MIDNIGHT });
    expect(accessStatus(account, NEXT_DAY)).toBe('expired');
  });
  it('is taken once a day and device, and by so many devices as the account may have', () => {
    const first = used(taken(given(approved), take()), 100 * MB);
    expect(when(first, take({ grantId: 'again' }))).toBe('QUOTA.FREE_TAKEN');
    const second = used(taken(first, take({ grantId: 'f2', deviceId: 'tablet' })), 100 * MB);
    expect(when(second, take({ grantId: 'f3', deviceId: 'tv' }))).toBe('QUOTA.FREE_TAKEN');
    const tomorrow = { at: NEXT_DAY, until: '2027-03-02T16:59:59.999Z', grantId: 'f4' };
    expect(accessStatus(taken(second, take(tomorrow)), NEXT_DAY)).toBe('active');
  });
  it('is not taken again where a grant was taken back, or the account was reset', () => {
    const account = taken(given(approved), take());
    const reset: AccountEvent = {
      ...{ type: 'QuotaReset', keepGrants: false, unreadRouterIds: [], at: AT, reason: 'uji', actor: 'o' },
    };
    expect(when(evolve(account, reset), take({ grantId: 'again' }))).toBe('QUOTA.FREE_TAKEN');
    const revoked: AccountEvent = { type: 'GrantRevoked', grantId: 'free', at: AT, reason: 'x', actor: 'o' };
    expect(when(evolve(account, revoked), take({ grantId: 'again' }))).toBe('QUOTA.FREE_TAKEN');
  });
  it('is for nobody who has quota, is blocked, or is not approved', () => {
    expect(when(given(approved, granted(MB)), take())).toBe('QUOTA.FREE_NOT_NEEDED');
    expect(when(given(), take())).toBe('QUOTA.FREE_NOT_NEEDED');
    const blocked: AccountEvent = { ...approved, type: 'AccountTermsChanged', version: 2, blocked: true };
    expect(when(given(approved, blocked), take())).toBe('QUOTA.FREE_NOT_NEEDED');
    const held: AccountEvent = { type: 'BillHoldSet', held: true, basisVersion: 1, at: AT };
    expect(when(given(approved, held), take())).toBe('QUOTA.FREE_NOT_NEEDED');
  });
  it('is off without bytes and time', () => {
    expect(when(given(approved), take({ terms: { bytes: 0, onlineSeconds: 0 } }))).toBe('QUOTA.FREE_OFF');
  });
  it('pays auto debt first, and is refused where that would take all of it', () => {
    const owing = (bytes: number) => used(given(approved), bytes);
    expect(balanceOf(taken(owing(40 * MB), take()), AT).remainingBytes).toBe(60 * MB);
    expect(when(owing(100 * MB), take())).toBe('QUOTA.PACKAGE_SWALLOWED_BY_DEBT');
  });
  it('may be minutes online, without counted bytes', () => {
    const account = taken(given(approved), take({ terms: { bytes: 0, onlineSeconds: 600 } }));
    expect(accessStatus(account, AT)).toBe('unlimited');
    const later = '2027-03-01T05:10:00.000Z';
    const over = evolve(account, { type: 'UsageCharged', bytes: MB, onlineSeconds: 600, at: later });
    expect(accessStatus(over, later)).toBe('exhausted');
  });
  it('burns after what is bought beside it, with its own speed alone', () => {
    const speed = { downKilobitsPerSecond: 1_000, upKilobitsPerSecond: 1_000 };
    const account = taken(given(approved), take({ terms: { bytes: 100 * MB, onlineSeconds: 0, speed } }));
    expect(speedOf(account, AT)).toEqual(speed);
    const bought = evolve(account, granted(MB));
    expect([firstToBurn(bought.grants, AT)?.grantId, speedOf(bought, AT)]).toEqual(['g', null]);
    expect(speedOf(used(bought, MB), AT)).toEqual(speed);
  });
  it('leads to no notice: it was taken with a tap, and ends every day', () => {
    const status = (account: QuotaAccount, at = AT): QuotaAccount =>
      evolve(account, {
        ...{ type: 'AccessStatusChanged', status: accessStatus(account, at), previousStatus: null, at },
        ...{ blockReason: null, remainingBytes: 0, basisRevision: 0 },
      });
    const stopped = status(used(given(approved, granted(MB)), MB));
    const told = noticesDue(stopped, AT);
    expect(told?.notices).toHaveLength(1);
    let account = told ? evolve(stopped, told) : stopped;
    account = status(taken(account, take()));
    for (const bytes of [0, 85 * MB, 12 * MB, 3 * MB]) {
      account = status(used(account, bytes));
      expect(noticesDue(account, AT)?.notices ?? []).toEqual([]);
    }
    expect(noticesDue(status(account, NEXT_DAY), NEXT_DAY)?.notices ?? []).toEqual([]);
  });
});
