// komandan-request.spec.ts — what a Komandan may ask for, and what becomes of it.
import { givenWith } from '@saring/event-sourcing';
import { GB, instantAfter } from '@saring/kernel';
import type { AccountEvent } from './account';
import { nextRequestAt, requestsOf, type RequestTerms } from './komandan-request';
import type { DecideQuotaRequest, RequestQuota } from './komandan-request.decide';
import { quotaAccount } from './quota-account.decide';

const given = givenWith(quotaAccount, (actual) => expect(actual));
const NOW = '2026-11-28T03:00:00.000Z';
const HOUR = 3_600_000;
const at = (hours: number) => instantAfter(NOW, hours * HOUR);
const TERMS: RequestTerms = { mostBytes: 50 * GB, mostDays: 30, mostPerDay: 1, coolDownSeconds: 6 * 3_600 };

type Role = 'komandan' | 'subscriber';
const terms = (role: Role, change: Partial<Extract<AccountEvent, { type: 'AccountTermsChanged' }>> = {}) =>
  ({
    type: 'AccountTermsChanged',
    ...{ version: 1, role, approval: 'approved', disabled: false },
    ...{ blocked: false, blockReason: null, at: at(-48), ...change },
  }) as const satisfies AccountEvent;
const KOMANDAN = terms('komandan');
const asked = (requestId = 'r1', hours = 0): Extract<AccountEvent, { type: 'QuotaRequested' }> => ({
  type: 'QuotaRequested',
  ...{ requestId, bytes: 10 * GB, unlimited: false, days: 7 },
  ...{ at: at(hours), reason: 'rapat warga', actor: 'subscriber' },
});
const rejected = (requestId: string, hours: number): AccountEvent => ({
  type: 'QuotaRequestRejected',
  ...{ requestId, bytes: 10 * GB, unlimited: false, days: 7 },
  ...{ at: at(hours), reason: 'sudah banyak', actor: 'operator:1' },
});
const request = (change: Partial<RequestQuota> = {}): RequestQuota => ({
  type: 'RequestQuota',
  ...{ requestId: 'r2', bytes: 10 * GB, unlimited: false, days: 7, terms: TERMS },
  ...{ at: NOW, reason: 'rapat warga', actor: 'subscriber', ...change },
});
const decision = (change: Partial<DecideQuotaRequest> = {}): DecideQuotaRequest => ({
  type: 'DecideQuotaRequest',
  ...{ requestId: 'r1', approve: true, instead: null, fupThresholdBytes: 0 },
  ...{ at: at(1), reason: '', actor: 'operator:1', ...change },
});

describe('a Komandan', () => {
  it('asks for bytes and days', () =>
    given(KOMANDAN)
      .when(request())
      .then({ ...asked('r2') }));
  it('asks for an unlimited time', () =>
    given(KOMANDAN)
      .when(request({ bytes: 0, unlimited: true }))
      .then({ ...asked('r2'), bytes: 0, unlimited: true }));
  it.each([
    ['a subscriber', terms('subscriber')],
    ['a blocked Komandan', terms('komandan', { blocked: true, blockReason: 'x' })],
    ['a disabled Komandan', terms('komandan', { disabled: true })],
    ['a Komandan that waits for approval', terms('komandan', { approval: 'pending' })],
  ])('is not %s', (_name, who) => given(who).when(request()).thenRefused('QUOTA.NOT_KOMANDAN'));
  it.each([
    ['no bytes', { bytes: 0 }, 'QUOTA.BYTES_REQUIRED'],
    ['bytes beside unlimited', { unlimited: true }, 'QUOTA.BYTES_REQUIRED'],
    ['no reason', { reason: ' ' }, 'QUOTA.REASON_REQUIRED'],
    ['one byte more than allowed', { bytes: 50 * GB + 1 }, 'QUOTA.REQUEST_TOO_LARGE'],
    ['a day more than allowed', { days: 31 }, 'QUOTA.REQUEST_TOO_LARGE'],
    ['no end', { days: 0 }, 'QUOTA.REQUEST_TOO_LARGE'],
  ] as const)('cannot ask for %s', (_name, change, code) =>
    given(KOMANDAN).when(request(change)).thenRefused(code),
  );
  it('has one request at a time', () =>
    given(KOMANDAN, asked('r1', -72)).when(request()).thenRefused('QUOTA.REQUEST_PENDING'));
  it('waits a day from the last request', () => {
    given(KOMANDAN, asked('r1', -23), rejected('r1', -22))
      .when(request())
      .thenRefused('QUOTA.REQUEST_TOO_SOON');
    given(KOMANDAN, asked('r1', -24), rejected('r1', -22)).when(request()).then(asked('r2'));
  });
  it('waits the cool-down from a decision that came late', () => {
    given(KOMANDAN, asked('r1', -48), rejected('r1', -5))
      .when(request())
      .thenRefused('QUOTA.REQUEST_TOO_SOON');
    given(KOMANDAN, asked('r1', -48), rejected('r1', -6)).when(request()).then(asked('r2'));
  });
  it('is told when the next may be made: at the later of both ends', () => {
    const account = given(KOMANDAN, asked('r1', -20), rejected('r1', -1)).state();
    expect(nextRequestAt(requestsOf(account), TERMS, NOW)).toBe(at(5));
    expect(nextRequestAt(requestsOf(account), { ...TERMS, mostPerDay: 2 }, NOW)).toBe(at(5));
    expect(nextRequestAt(requestsOf(account), { ...TERMS, coolDownSeconds: 0 }, NOW)).toBe(at(4));
  });
});

describe('an operator', () => {
  const granted = (change: object = {}): AccountEvent => ({
    type: 'QuotaGranted',
    ...{ grantId: 'r1', source: 'komandan', bytes: 10 * GB, unlimited: false },
    ...{
      expiresAt: at(1 + 7 * 24),
      priority: 0,
      fupThresholdBytes: 0,
      at: at(1),
      reason: '',
      actor: 'operator:1',
    },
    ...change,
  });
  const approved = (change: object = {}): AccountEvent => ({
    type: 'QuotaRequestApproved',
    ...{ requestId: 'r1', bytes: 10 * GB, unlimited: false, days: 7 },
    ...{ at: at(1), reason: '', actor: 'operator:1', ...change },
  });
  it('approves a request, which is a grant', () =>
    given(KOMANDAN, asked()).when(decision()).then(approved(), granted()));
  it('grants another amount', () =>
    given(KOMANDAN, asked())
      .when(decision({ instead: { bytes: 5 * GB, unlimited: false, days: 3 } }))
      .then(approved({ bytes: 5 * GB, days: 3 }), granted({ bytes: 5 * GB, expiresAt: at(1 + 3 * 24) })));
  it('rejects a request with a reason', () => {
    given(KOMANDAN, asked())
      .when(decision({ approve: false, reason: 'sudah banyak' }))
      .then(rejected('r1', 1));
    given(KOMANDAN, asked())
      .when(decision({ approve: false }))
      .thenRefused('QUOTA.REASON_REQUIRED');
  });
  it('decides a request once, and none that there is not', () => {
    given(KOMANDAN, asked(), rejected('r1', 1)).when(decision()).thenRefused('QUOTA.REQUEST_UNKNOWN');
    given(KOMANDAN, asked('r9')).when(decision()).thenRefused('QUOTA.REQUEST_UNKNOWN');
  });
  it('may decide a request of somebody who is no Komandan any more', () =>
    given(KOMANDAN, asked(), terms('subscriber', { version: 2 }))
      .when(decision())
      .then(approved(), granted()));
});
