// notices.spec.ts — each cause leads to one notice, and only while it is recent.
import { GB } from '@saring/kernel';
import { accessDecision } from './access-status';
import type { NoticesDecided } from './notice';
import { noticesDue } from './notices';
import { initialState, type AccountEvent, type MeteredUsage, type QuotaAccount } from './account';
import { evolve } from './quota-account';

type Past = AccountEvent | MeteredUsage;
const DAY = 86_400_000;
const START = Date.parse('2026-11-01T00:00:00.000Z');
const at = (days: number): string => new Date(START + days * DAY).toISOString();
const terms: AccountEvent = {
  type: 'AccountTermsChanged',
  version: 1,
  role: 'subscriber',
  approval: 'approved',
  disabled: false,
  blocked: false,
  blockReason: null,
  at: at(0),
};
const granted = (
  grantId: string,
  bytes: number,
  more: Partial<Extract<AccountEvent, { type: 'QuotaGranted' }>> = {},
): AccountEvent => ({
  type: 'QuotaGranted',
  grantId,
  source: 'operator',
  bytes,
  unlimited: false,
  expiresAt: null,
  priority: 0,
  fupThresholdBytes: 0,
  at: at(0),
  reason: 'uji',
  actor: 'op',
  ...more,
});
const used = (bytes: number, when = at(1)): MeteredUsage => ({ type: 'UsageCharged', bytes, at: when });
/** As the reaction does: the status first, then the notices. */
const recorded = (account: QuotaAccount, now: string): QuotaAccount => {
  const decision = accessDecision(account, now);
  if (account.access?.status === decision.status) return account;
  const event: AccountEvent = {
    type: 'AccessStatusChanged',
    status: decision.status,
    previousStatus: account.access?.status ?? null,
    blockReason: null,
    remainingBytes: 0,
    basisRevision: 0,
    at: now,
  };
  return evolve(account, event);
};
const told = (decided: NoticesDecided | null): readonly string[] =>
  decided?.notices.map(({ kind }) => kind) ?? [];
/** The notices after each step. */
const story = (
  ...steps: readonly (readonly [now: string, ...past: Past[]])[]
): readonly (readonly string[])[] => {
  let account = evolve(initialState(), terms);
  return steps.map(([now, ...past]) => {
    account = recorded(past.reduce<QuotaAccount>(evolve, account), now);
    const decided = noticesDue(account, now);
    if (decided) account = evolve(account, decided);
    expect(noticesDue(account, now)).toBeNull();
    return told(decided);
  });
};

describe('the notices about a quota', () => {
  it('begins at a fifth, then at a twentieth, then when it is used up', () =>
    expect(
      story(
        [at(0), granted('a', 10 * GB)],
        [at(1), used(7 * GB)],
        [at(1), used(GB)],
        [at(1), used(1.6 * GB)],
        [at(2), used(GB)],
        [at(2), used(GB)],
      ),
    ).toEqual([[], [], ['low20'], ['low5'], ['used_up'], []]));
  it('is the sharpest alone where one reading passes several', () =>
    expect(story([at(0), granted('a', 10 * GB)], [at(1), used(9.9 * GB)], [at(1), used(GB)])).toEqual([
      [],
      ['low5'],
      ['used_up'],
    ]));
  it('begins again with the next grant, whose giver says that it is back', () =>
    expect(
      story(
        [at(0), granted('a', GB)],
        [at(1), used(2 * GB)],
        [at(1), granted('b', 10 * GB, { at: at(1) })],
        [at(1), used(8 * GB)],
      ),
    ).toEqual([[], ['used_up'], ['restored'], ['low20']]));
  it('leaves it to the receipt that a purchase is on', () =>
    expect(
      story(
        [at(0), granted('a', GB)],
        [at(1), used(GB)],
        [at(1), granted('b', 10 * GB, { source: 'purchase', at: at(1) })],
      ),
    ).toEqual([[], ['used_up'], []]));
  it('says when it is slowed', () =>
    expect(
      story([at(0), granted('a', 10 * GB, { fupThresholdBytes: 3 * GB })], [at(1), used(7.5 * GB)]),
    ).toEqual([[], ['slowed']]));
  it('says three days and one day before an end, and that it has ended', () =>
    expect(
      story(
        [at(0), granted('a', GB, { expiresAt: at(30) })],
        [at(26)],
        [at(27)],
        [at(28)],
        [at(29)],
        [at(30)],
        [at(30.5)],
      ),
    ).toEqual([[], [], ['ends_3d'], [], ['ends_1d'], ['ended'], []]));
  it('is silent about an end that the receipt has just named', () =>
    expect(story([at(0), granted('a', GB, { expiresAt: at(1) })], [at(0.5)])).toEqual([[], []]));
  it('says nothing of a stop that is long known', () => {
    const account = recorded(
      [granted('a', GB), used(GB)].reduce<QuotaAccount>(evolve, evolve(initialState(), terms)),
      at(1),
    );
    expect(told(noticesDue(account, at(3)))).toEqual([]);
  });
  it('says nothing to who never had any', () => expect(story([at(0)])).toEqual([[]]));
});

describe('of time online', () => {
  const MINUTE = 60;
  const online = (minutes: number, day: number): MeteredUsage => ({
    ...{ type: 'UsageCharged', bytes: 1, onlineSeconds: minutes * MINUTE, at: at(day) },
  });
  const hours = granted('g', 0, { unlimited: true, onlineSeconds: 100 * MINUTE });
  const noticesOf = (...past: readonly Past[]) => {
    const account = [terms, ...past].reduce<QuotaAccount>(evolve, initialState());
    return noticesDue(recorded(account, at(2)), at(2))?.notices ?? [];
  };

  it('says at a fifth and a twentieth what is left, and nothing before', () => {
    expect(noticesOf(hours, online(79, 1))).toEqual([]);
    expect(noticesOf(hours, online(80, 1))).toMatchObject([
      { kind: 'low20', bytes: 0, onlineSeconds: 20 * MINUTE },
    ]);
    expect(noticesOf(hours, online(95, 1))).toMatchObject([{ kind: 'low5', onlineSeconds: 5 * MINUTE }]);
  });

  it('beside bytes says it by whichever is nearer its end', () => {
    const both = granted('g', GB, { onlineSeconds: 100 * MINUTE });
    expect(noticesOf(both, online(80, 1))).toMatchObject([{ kind: 'low20', bytes: GB - 1 }]);
    expect(noticesOf(both, used(0.9 * GB))).toMatchObject([{ kind: 'low20', onlineSeconds: 100 * MINUTE }]);
  });

  it('is not low under a grant without any limit', () =>
    expect(noticesOf(hours, online(99, 1), granted('all', 0, { unlimited: true }))).toEqual([]));

  it('is told when it is used up', () =>
    expect(noticesOf(hours, online(100, 1))).toMatchObject([{ kind: 'used_up', onlineSeconds: 0 }]));

  it('says nothing of time where the bytes ended', () => {
    const both = granted('g', GB, { onlineSeconds: 100 * MINUTE });
    const [notice] = noticesOf(both, used(GB));
    expect(notice).toMatchObject({ kind: 'used_up' });
    expect(notice).not.toHaveProperty('onlineSeconds');
  });
});
