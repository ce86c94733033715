import type { Access, Quota } from '@saring/api-client';
import { openingOf, standingOf } from './online';

const quota = (change: Partial<Quota>): Quota => ({
  status: 'active',
  grantedBytes: 10,
  usedBytes: 0,
  remainingBytes: 10,
  debtBytes: 0,
  unlimited: false,
  expiresAt: null,
  blockReason: null,
  heldBytes: 0,
  grants: [],
  holdings: [],
  ...change,
});

it.each<[Quota['status'], Access, string]>([
  ['active', { status: 'active', applied: true }, 'open'],
  ['active', { status: 'active', applied: false }, 'waiting'],
  ['active', { status: null, applied: false }, 'waiting'],
  // The routers still hold what was before the last grant.
  ['active', { status: 'exhausted', applied: true }, 'waiting'],
  ['fup', { status: 'active', applied: true }, 'open'],
  ['unlimited', { status: 'unlimited', applied: true }, 'open'],
  ['exhausted', { status: 'exhausted', applied: true }, 'stopped'],
  ['blocked', { status: null, applied: false }, 'stopped'],
])('%s with %j is %s', (status, access, opening) =>
  expect(openingOf(quota({ status }), access)).toBe(opening),
);

it('does not say that quota is used up to who never had any', () => {
  expect(standingOf(quota({ status: 'exhausted' }))).toBe('none');
  const used = {
    grantId: 'g',
    source: 'bonus',
    sizeBytes: 1,
    remainingBytes: 0,
    unlimited: false,
    grantedAt: '',
    expired: false,
  };
  expect(standingOf(quota({ status: 'exhausted', grants: [used] }))).toBe('exhausted');
});
