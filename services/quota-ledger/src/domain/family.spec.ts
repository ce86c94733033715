// family.spec.ts — given an account, when families are asked of it, then.
import { accessDecision, accessStatus, isRecordDue } from './access-status';
import { initialState, type AccountEvent, type QuotaAccount } from './account';
import type { FamilyCommand } from './family.decide';
import { untoldMembers } from './family';
import { evolvePayer, isFamilyEvent } from './family';
import { evolve } from './quota-account';
import { decide } from './quota-account.decide';

const PAYER = 'payer';
const AT = '2027-03-01T05:00:00.000Z';
const LATER = '2027-03-01T06:00:00.000Z';
const NEXT_DAY = '2027-03-01T17:00:00.000Z';
const said = { payerId: PAYER, at: AT, actor: 'subscriber' };
const zone = 'Asia/Jakarta';

const approved: AccountEvent = {
  ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
  ...{ disabled: false, blocked: false, blockReason: null, at: AT },
};
const invited: AccountEvent = {
  type: 'FamilyInvited',
  ...said,
  timeZone: zone,
  until: '2027-03-08T05:00:00.000Z',
};
const joined: AccountEvent = { type: 'FamilyJoined', ...said, timeZone: zone };
const standing = (status: 'active' | 'fup' | 'unlimited' | 'stopped'): AccountEvent => ({
  ...{ type: 'FamilyStandingRecorded', payerId: PAYER, status, at: AT },
});
const granted = (bytes: number, fupThresholdBytes = 0): AccountEvent => ({
  ...{ type: 'QuotaGranted', grantId: 'g', source: 'operator', bytes, unlimited: false, expiresAt: null },
  ...{ priority: 0, fupThresholdBytes, at: AT, reason: 'uji', actor: 'o' },
});
const given = (...events: readonly AccountEvent[]): QuotaAccount =>
  events.reduce<QuotaAccount>(evolve, initialState());
const when = (account: QuotaAccount, command: FamilyCommand): string => {
  const decision = decide(account, command);
  return decision.accepted ? decision.events.map(({ type }) => type).join() : decision.refusal.code;
};
const shared = (account: QuotaAccount, bytes: number, daily?: number): QuotaAccount => {
  if (!account.family) return account;
  const limits = daily === undefined ? {} : { dailyBytes: daily };
  const dayEndMs = Date.parse('2027-03-01T16:59:59.999Z');
  return {
    ...account,
    family: { ...account.family, ...limits, usedBytes: bytes, dayUsedBytes: bytes, dayEndMs },
  };
};

describe('an invitation', () => {
  const join: FamilyCommand = { type: 'JoinFamily', ...said };
  it('is made, and again with other limits', () => {
    const invite: FamilyCommand = { type: 'InviteToFamily', ...said, timeZone: zone, dailyBytes: 5 };
    expect(when(given(), invite)).toBe('FamilyInvited');
    expect(when(given(invited), invite)).toBe('FamilyInvited');
    expect(when(given(invited, joined), invite)).toBe('QUOTA.FAMILY_TAKEN');
  });
  it('lets the person join with its terms, once, before it ends', () => {
    const decision = decide(given({ ...invited, dailyBytes: 7 }), join);
    expect(decision).toMatchObject({ events: [{ type: 'FamilyJoined', dailyBytes: 7, timeZone: zone }] });
    expect(when(given(invited), { ...join, at: '2027-03-08T05:00:00.000Z' })).toBe(
      'QUOTA.FAMILY_INVITATION_UNKNOWN',
    );
    expect(when(given(invited, joined), join)).toBe('QUOTA.FAMILY_TAKEN');
    expect(when(given(), join)).toBe('QUOTA.FAMILY_INVITATION_UNKNOWN');
  });
  it('is nothing for who shares with others', () => {
    const sharing = { ...given(invited), sharedWith: [{ memberId: 'm' }] };
    expect(when(sharing, join)).toBe('QUOTA.FAMILY_HAS_MEMBERS');
    const asking = { ...given(invited), sharedWith: [{ memberId: 'm', invitedUntil: NEXT_DAY }] };
    expect(when(asking, join)).toBe('FamilyJoined');
  });
  it('is declined by the one and withdrawn by the other', () => {
    const decline: FamilyCommand = { type: 'EndFamilyInvitation', why: 'declined', ...said };
    expect(when(given(invited), decline)).toBe('FamilyInvitationEnded');
    expect(when(given(), decline)).toBe('QUOTA.FAMILY_INVITATION_UNKNOWN');
    expect(when(given(invited), { type: 'LeaveFamily', by: 'payer', ...said })).toBe('FamilyInvitationEnded');
    expect(when(given(invited), { type: 'LeaveFamily', by: 'member', ...said })).toBe(
      'QUOTA.FAMILY_NOT_MEMBER',
    );
  });
  it('is one of five at most', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((payerId) => ({ ...invited, payerId }));
    const invite: FamilyCommand = { type: 'InviteToFamily', ...said, timeZone: zone };
    expect(when(given(...five), invite)).toBe('QUOTA.FAMILY_TAKEN');
    expect(when(given(...five), { ...invite, at: '2027-03-09T00:00:00.000Z' })).toBe('FamilyInvited');
  });
});

describe('a membership', () => {
  it('ends by each of those whom it concerns, and no other', () => {
    for (const by of ['member', 'payer', 'operator'] as const)
      expect(when(given(joined), { type: 'LeaveFamily', by, ...said })).toBe('FamilyLeft');
    expect(when(given(joined), { type: 'LeaveFamily', by: 'payer', ...said, payerId: 'other' })).toBe(
      'QUOTA.FAMILY_NOT_MEMBER',
    );
    expect(when(given(), { type: 'ChangeFamilyLimits', ...said })).toBe('QUOTA.FAMILY_NOT_MEMBER');
    expect(given(joined, { type: 'FamilyLeft', by: 'member', ...said }).family).toBeUndefined();
  });
  it('counts a share from new limits on', () => {
    const used = shared(given(joined), 9);
    const after = evolve(used, { type: 'FamilyLimitsChanged', ...said, shareBytes: 9 });
    expect(after.family).toMatchObject({ usedBytes: 0, shareBytes: 9, dayUsedBytes: 9 });
  });
  it('is told each standing of the payer once', () => {
    const record: FamilyCommand = { type: 'RecordFamilyStanding', payerId: PAYER, status: 'active', at: AT };
    expect(when(given(joined), record)).toBe('FamilyStandingRecorded');
    expect(when(given(joined, standing('active')), record)).toBe('');
    expect(when(given(), record)).toBe('');
  });
});

describe('access of a member', () => {
  const member = (...events: readonly AccountEvent[]) => given(approved, joined, ...events);
  it.each(['active', 'fup', 'unlimited'] as const)('without own quota is the family’s: %s', (status) => {
    expect(accessStatus(member(standing(status)), LATER)).toBe(status);
  });
  it('without own quota stops with the payer', () => {
    expect(accessStatus(member(standing('active'), standing('stopped')), LATER)).toBe('exhausted');
    expect(accessStatus(member(), LATER)).toBe('exhausted');
  });
  it('with own quota goes on whatever the payer does', () => {
    expect(accessStatus(member(granted(5), standing('stopped')), LATER)).toBe('active');
  });
  it('is not slowed while the family is not', () => {
    const slow = given(approved, granted(10, 5), {
      type: 'UsageCorrected',
      usedDeltaBytes: 6,
      at: AT,
      reason: 'x',
      actor: 'o',
    });
    expect(accessStatus(slow, LATER)).toBe('fup');
    const inFamily = evolve(evolve(slow, joined), standing('active'));
    expect(accessStatus(inFamily, LATER)).toBe('active');
    expect(accessStatus(evolve(inFamily, standing('fup')), LATER)).toBe('fup');
  });
  it('stays blocked, disabled or held for own debts', () => {
    const blocked: AccountEvent = {
      ...approved,
      version: 2,
      blocked: true,
      blockReason: 'x',
    } as AccountEvent;
    expect(accessStatus(member(standing('active'), blocked), LATER)).toBe('blocked');
  });
  it('stops at a limit of the day until the day is over, and says so', () => {
    const capped = shared(member(standing('active')), 8, 8);
    expect(accessStatus(capped, LATER)).toBe('exhausted');
    expect(accessDecision(capped, LATER).familyLimit).toBe('day');
    expect(accessStatus(capped, NEXT_DAY)).toBe('active');
    expect(accessDecision(capped, NEXT_DAY).familyLimit).toBeNull();
  });
  it('is recorded again when only the limit changed', () => {
    const capped = shared(member(granted(5), standing('active')), 8, 8);
    const decision = decide(capped, { type: 'RecordAccessStatus', basisRevision: 1, at: LATER });
    const [event] = decision.accepted ? decision.events : [];
    expect(event).toMatchObject({ status: 'active', familyLimit: 'day' });
    const recorded = event ? evolve(capped, event) : capped;
    expect(isRecordDue(recorded, LATER)).toBe(false);
    expect(isRecordDue(recorded, NEXT_DAY)).toBe(true);
  });
  it('has the speed of the grant that burns', () => {
    const speed = { downKilobitsPerSecond: 2_000, upKilobitsPerSecond: 1_000 };
    const fast = member({ type: 'FamilyStandingRecorded', payerId: PAYER, status: 'active', speed, at: AT });
    expect(accessDecision(fast, LATER).speed).toEqual(speed);
    expect(accessDecision(evolve(fast, granted(5)), LATER).speed).toBeNull();
  });
});

it('tells members what a payer’s record says, and no one who was only asked', () => {
  const after = (payer: QuotaAccount, event: AccountEvent): QuotaAccount =>
    isFamilyEvent(event) ? evolvePayer(payer, 'm', event) : evolve(payer, event);
  const record: AccountEvent = {
    ...{ type: 'AccessStatusChanged', status: 'active', previousStatus: null, blockReason: null },
    ...{ remainingBytes: 1, basisRevision: 1, at: AT },
  };
  const asked = [record, invited].reduce(after, initialState());
  expect(untoldMembers(asked)).toEqual([]);
  const untold = after(asked, joined);
  expect(untoldMembers(untold)).toEqual(['m']);
  const told = after(untold, standing('active'));
  expect(untoldMembers(told)).toEqual([]);
  expect(untoldMembers(after(told, { ...record, status: 'exhausted' }))).toEqual(['m']);
  expect(after(told, { type: 'FamilyLeft', by: 'payer', ...said }).sharedWith).toBeUndefined();
});
