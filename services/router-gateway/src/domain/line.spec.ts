// A line is active, suspended, disabled or removed; what is asked twice changes nothing.
import { givenWith } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { lineDecider, type LineCommand, type LineEvent } from './line';
import { termsInForce, type LineQuota } from './line-quota';
import type { LineTerms } from './line-terms';

const at = '2026-11-29T02:00:00.000Z';
const terms: LineTerms = {
  ...{ uploadKilobitsPerSecond: 2_000, downloadKilobitsPerSecond: 10_000 },
  ...{ pool: 'home', address: '', callerId: '', profile: '' },
};
const origin = { subscriberId: idFrom('budi'), routerId: idFrom('router'), username: 'budi', terms };
const create: LineCommand = { type: 'CreateLine', at, ...origin };
const created: LineEvent = { type: 'LineCreated', at, ...origin };
const suspended: LineEvent = { type: 'LineSuspended', at, reason: 'bill' };
const disabled: LineEvent = { type: 'LineDisabled', at, reason: 'moved' };
const removed: LineEvent = { type: 'LineRemoved', at, reason: 'gone' };
const adopted: LineEvent = {
  ...{ type: 'LineAdopted', at, ...origin, comment: 'Pak Budi', isDisabled: false },
  terms: { ...terms, pool: '', profile: '10M' },
};
const suspend: LineCommand = { type: 'SuspendLine', at, reason: 'bill' };
const restore: LineCommand = { type: 'RestoreLine', at };
const given = givenWith(lineDecider, expect);

describe('a line', () => {
  it('is created once, whole', () => {
    given().when(create).then(created);
    given(created).when(create).then();
    given()
      .when({ ...create, terms: { ...terms, pool: '' } })
      .thenRefused('LINE.TERMS_INVALID');
    given()
      .when({ ...create, terms: { ...terms, address: '10.0.0.7' } })
      .thenRefused('LINE.TERMS_INVALID');
    given()
      .when({ ...create, terms: { ...terms, uploadKilobitsPerSecond: 0 } })
      .thenRefused('LINE.TERMS_INVALID');
  });

  it('is suspended by hand and restored, each once', () => {
    given(created).when(suspend).then(suspended);
    given(created, suspended).when(suspend).then();
    given(created, suspended).when(restore).then({ type: 'LineRestored', at });
    given(created).when(restore).then();
  });

  it('is disabled from any state, and then not suspended', () => {
    given(created, suspended).when({ type: 'DisableLine', at, reason: 'moved' }).then(disabled);
    given(created, disabled).when(suspend).thenRefused('LINE.DISABLED');
    given(created, disabled).when(restore).then({ type: 'LineRestored', at });
  });

  it('is held for a bill and suspended by hand, each for itself', () => {
    const hold = (held: boolean, basisVersion: number): LineCommand => ({
      ...{ type: 'SetLineHold', held, basisVersion, at },
    });
    const held: LineEvent = { type: 'LineHeldForBill', basisVersion: 5, at };
    const settled: LineEvent = { type: 'LineBillSettled', basisVersion: 9, at };
    const restored: LineEvent = { type: 'LineRestored', at };
    const stateAfter = (...events: LineEvent[]) => given(...events).state().state;
    given(created).when(hold(true, 5)).then(held);
    expect(stateAfter(created, held)).toBe('suspended');
    // A payment lifts the hold alone.
    given(created, held).when(hold(false, 9)).then(settled);
    expect(stateAfter(created, held, settled)).toBe('active');
    expect(stateAfter(created, suspended, held, settled)).toBe('suspended');
    // A hand lifts its own suspension alone.
    given(created, held).when(restore).thenRefused('LINE.HELD_FOR_BILL');
    given(created, held, suspended).when(restore).then(restored);
    expect(stateAfter(created, held, suspended, restored)).toBe('suspended');
    given(created, held).when(suspend).then(suspended);
    // Disabled stays disabled, and comes back to what its bill says.
    given(created, held, disabled).when(restore).then(restored);
    expect(stateAfter(created, held, disabled)).toBe('disabled');
    expect(stateAfter(created, held, disabled, restored)).toBe('suspended');
    given(created, disabled).when(hold(true, 5)).then(held);
    // What was decided before comes too late, and twice is once.
    given(created, held, settled).when(hold(true, 7)).then();
    given(created, held).when(hold(true, 5)).then();
    // Newer and the same: what is older than it comes too late from then on.
    given(created).when(hold(false, 9)).then(settled);
    given(created, removed).when(hold(true, 5)).thenRefused('LINE.REMOVED');
  });

  describe('with a quota', () => {
    const slow: LineQuota = {
      ...{
        bytes: 1_000,
        slowUploadKilobitsPerSecond: 500,
        slowDownloadKilobitsPerSecond: 1_000,
        periodDay: 1,
      },
    };
    const hard: LineQuota = { ...slow, slowUploadKilobitsPerSecond: 0, slowDownloadKilobitsPerSecond: 0 };
    const set = (quota: LineQuota | null): LineEvent => ({ type: 'LineQuotaSet', at, quota });
    const judge = (period: string, usedBytes: number): LineCommand => ({
      ...{ type: 'JudgeLineQuota', period, usedBytes, at },
    });
    const usedUp: LineEvent = { type: 'LineQuotaUsedUp', at, period: '2026-11-01', usedBytes: 1_000 };
    const freed: LineEvent = { type: 'LineQuotaFreed', at };
    const after = (...events: LineEvent[]) => given(created, ...events).state();

    it('is slowed or held once a period, and freed by the next', () => {
      given(created, set(hard)).when(judge('2026-11-01', 999)).then();
      given(created, set(hard)).when(judge('2026-11-01', 1_000)).then(usedUp);
      given(created, set(hard), usedUp).when(judge('2026-11-01', 1_200)).then();
      given(created, set(hard), usedUp).when(judge('2026-12-01', 3)).then(freed);
      given(created, set(hard), usedUp)
        .when(judge('2026-12-01', 1_001))
        .then({ ...usedUp, period: '2026-12-01', usedBytes: 1_001 });
      given(created).when(judge('2026-11-01', 1e15)).then();
      expect(after(set(hard), usedUp).state).toBe('suspended');
      expect(after(set(hard), usedUp, freed).state).toBe('active');
      expect(after(set(slow), usedUp).state).toBe('active');
    });

    it('goes on at the slower speed, never at a faster one', () => {
      expect(termsInForce(after(set(slow), usedUp))).toMatchObject({
        ...{ uploadKilobitsPerSecond: 500, downloadKilobitsPerSecond: 1_000, pool: 'home' },
      });
      const faster = { ...slow, slowUploadKilobitsPerSecond: 9_000, slowDownloadKilobitsPerSecond: 90_000 };
      expect(termsInForce(after(set(faster), usedUp))).toEqual(terms);
      expect(termsInForce(after(set(slow)))).toEqual(terms);
    });

    it('keeps its three reasons apart', () => {
      const held: LineEvent = { type: 'LineHeldForBill', basisVersion: 5, at };
      const settled: LineEvent = { type: 'LineBillSettled', basisVersion: 9, at };
      given(created, set(hard), usedUp).when(restore).thenRefused('LINE.HELD_FOR_QUOTA');
      given(created, set(hard), usedUp, suspended).when(restore).then({ type: 'LineRestored', at });
      expect(after(set(hard), usedUp, suspended, { type: 'LineRestored', at }).state).toBe('suspended');
      expect(after(set(hard), usedUp, held, settled).state).toBe('suspended');
      expect(after(set(hard), usedUp, held, freed).state).toBe('suspended');
      expect(after(set(hard), usedUp, disabled).state).toBe('disabled');
    });

    it('is that of its package unless a hand set another, and what was decided before comes too late', () => {
      const large = { ...hard, bytes: 9_000 };
      const tell = (quota: LineQuota | null, basisVersion: number): LineCommand => ({
        ...{ type: 'SetPackageQuota', quota, basisVersion, at },
      });
      const told = (quota: LineQuota | null, basisVersion: number): LineEvent => ({
        ...{ type: 'LinePackageQuotaSet', quota, basisVersion, at },
      });
      const follow: LineCommand = { type: 'FollowPackageQuota', at };
      const follows: LineEvent = { type: 'LineQuotaFollowsPackage', at };
      given(created).when(tell(slow, 5)).then(told(slow, 5));
      given(created, told(slow, 5)).when(tell(hard, 4)).then();
      given(created, told(slow, 5)).when(tell(slow, 5)).then();
      expect(after(told(slow, 5)).quota).toEqual(slow);
      expect(after(told(slow, 5), told(null, 6)).quota).toBeNull();
      // The hand stays, whatever package comes; also where it says that there is no limit.
      expect(after(set(large), told(slow, 5))).toMatchObject({ quota: large, packageQuota: slow });
      expect(after(told(slow, 5), set(null), told(hard, 6))).toMatchObject({
        quota: null,
        isQuotaByHand: true,
      });
      given(created, set(large), told(slow, 5)).when(follow).then(follows);
      given(created, told(slow, 5)).when(follow).then();
      expect(after(set(large), told(slow, 5), follows).quota).toEqual(slow);
      // What was used up of one is judged of the other.
      given(created, told(hard, 5), usedUp, set(large)).when(judge('2026-11-01', 1_000)).then(freed);
      expect(after(told(hard, 5), usedUp, told(null, 6))).toMatchObject({ state: 'active', usedUpIn: '' });
    });

    it('of a package is slowed as the setting says now, and not where the line keeps the profile of its router', () => {
      const speed = { slowUploadKilobitsPerSecond: 700, slowDownloadKilobitsPerSecond: 900 };
      const told = (quota: LineQuota): LineEvent => ({
        ...{ type: 'LinePackageQuotaSet', quota, basisVersion: 5, at },
      });
      const follow: LineCommand = { type: 'SetFupSpeed', ...speed, at };
      const followed: LineEvent = { type: 'LineFupSpeedSet', ...speed, at };
      given(created, told(slow)).when(follow).then(followed);
      given(created, told(slow), followed).when(follow).then();
      given(created, told(hard)).when(follow).then();
      given(created, set(slow)).when(follow).then();
      expect(after(told(slow), followed).quota).toEqual({ ...slow, ...speed });
      const kept = (quota: LineQuota) => given(adopted, told(quota)).state();
      expect([kept(slow).quota, kept(hard).quota]).toEqual([null, hard]);
      const own = given(adopted, told(slow), { type: 'LineChanged', at, terms }).state();
      expect(own.quota).toEqual(slow);
    });

    it('is set whole, and taken away with what it held', () => {
      const setQuota = (quota: LineQuota | null): LineCommand => ({ type: 'SetLineQuota', at, quota });
      given(created).when(setQuota(slow)).then(set(slow));
      given(created, set(slow)).when(setQuota(slow)).then();
      given(created).when(setQuota(null)).then(set(null));
      given(created, set(null)).when(setQuota(null)).then();
      given(created)
        .when(setQuota({ ...slow, slowUploadKilobitsPerSecond: 0 }))
        .thenRefused('LINE.QUOTA_INVALID');
      given(adopted).when(setQuota(slow)).thenRefused('LINE.QUOTA_INVALID');
      given(adopted).when(setQuota(hard)).then(set(hard));
      expect(after(set(hard), usedUp, set(null)).state).toBe('active');
      // What is used up of a larger one is judged anew.
      given(created, set(hard), usedUp, set({ ...hard, bytes: 5_000 }))
        .when(judge('2026-11-01', 1_000))
        .then(freed);
      given(created, removed).when(setQuota(slow)).thenRefused('LINE.REMOVED');
    });
  });

  it('ends for good when it is removed', () => {
    given(created).when({ type: 'RemoveLine', at, reason: 'gone' }).then(removed);
    given(created, removed).when({ type: 'RemoveLine', at, reason: 'again' }).then();
    for (const command of [suspend, restore, { type: 'ChangeLine', at, terms } as const])
      given(created, removed).when(command).thenRefused('LINE.REMOVED');
    given().when(suspend).thenRefused('LINE.UNKNOWN');
  });

  it('is let go once where it was taken over and still has the profile that it had', () => {
    const release: LineCommand = { type: 'ReleaseLine', at, reason: 'wrong one' };
    const released: LineEvent = { type: 'LineReleased', at, reason: 'wrong one' };
    given(adopted).when(release).then(released);
    given(adopted, suspended).when(release).then(released);
    given(adopted, released).when(release).then();
    given(adopted, released).when({ type: 'RemoveLine', at, reason: 'x' }).thenRefused('LINE.REMOVED');
    given(adopted, removed).when(release).thenRefused('LINE.REMOVED');
    given(created).when(release).thenRefused('LINE.NOT_TAKEN_OVER');
    given(adopted, { type: 'LineChanged', at, terms }).when(release).thenRefused('LINE.NOT_TAKEN_OVER');
    given(adopted, { type: 'LineMoved', at, routerId: idFrom('other') })
      .when(release)
      .thenRefused('LINE.NOT_TAKEN_OVER');
    expect(given(adopted, released).state()).toMatchObject({
      ...{ state: 'removed', isReleased: true, formerComment: 'Pak Budi' },
    });
  });

  it('keeps a profile that it was taken over with, and chooses none', () => {
    const kept = { ...terms, pool: '', profile: '10M' };
    given(adopted).when({ type: 'ChangeLine', at, terms: kept }).then();
    given(adopted).when({ type: 'ChangeLine', at, terms }).then({ type: 'LineChanged', at, terms });
    given(created)
      .when({ type: 'ChangeLine', at, terms: { ...terms, profile: '10M' } })
      .thenRefused('LINE.TERMS_INVALID');
  });
});
