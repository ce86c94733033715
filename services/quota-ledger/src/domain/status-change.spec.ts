// status-change.spec.ts — each change of a recorded access has a word of its own.
import { initialState, type QuotaAccount } from './account';
import { statusChangeOf } from './status-change';

type Access = NonNullable<QuotaAccount['access']>;
const access = (status: Access['status'], more: Partial<Access> = {}): Access => ({
  ...{ status, blockReason: null, at: '2026-11-27T10:00:00.000Z', ...more },
});
const approved = { version: 1, role: 'subscriber', approval: 'approved', disabled: false } as const;
const terms = { ...approved, blocked: false, blockReason: null };
const LANE = { paymentLane: true } as const;
const FAST = { speed: { downKilobitsPerSecond: 8_000, upKilobitsPerSecond: 8_000 } };

it.each<[string, Access, Access, Partial<QuotaAccount>]>([
  ['active', access('exhausted'), access('active'), {}],
  ['fast-again', access('fup'), access('active'), {}],
  ['fup', access('active'), access('fup'), {}],
  ['exhausted', access('fup'), access('exhausted'), {}],
  ['none', access('inactive'), access('exhausted'), { hadGrant: false }],
  ['expired', access('active'), access('expired'), {}],
  ['unlimited', access('active'), access('unlimited'), {}],
  ['blocked', access('active'), access('blocked', { blockReason: 'debt' }), {}],
  ['unblocked', access('blocked'), access('exhausted'), {}],
  ['block-changed', access('blocked', { blockReason: 'debt' }), access('blocked', { blockReason: 'x' }), {}],
  ['pending', access('active'), access('inactive'), { terms: { ...terms, approval: 'pending' } }],
  ['rejected', access('active'), access('inactive'), { terms: { ...terms, approval: 'rejected' } }],
  ['disabled', access('active'), access('inactive'), { terms: { ...terms, disabled: true } }],
  ['lane-opened', access('exhausted'), access('exhausted', LANE), {}],
  ['lane-closed', access('expired', LANE), access('expired'), {}],
  ['speed-changed', access('active'), access('active', FAST), {}],
  ['devices-changed', access('active'), access('active', { deviceLimit: 5 }), {}],
  ['devices-changed', access('fup', FAST), access('fup', { speed: { ...FAST.speed }, deviceLimit: 5 }), {}],
])('%s', (word, was, is, more) => {
  const account = { ...initialState(), hadGrant: true, terms, ...more };
  expect(statusChangeOf({ ...account, access: was }, { ...account, access: is })).toBe(word);
});
