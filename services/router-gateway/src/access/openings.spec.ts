import { register } from 'prom-client';
import { countOpenings, joined, openedAtOf } from './openings';

const at = '2026-11-30T12:00:00.000Z';
const change = (status: string, previousStatus?: string, paymentLane = false) =>
  openedAtOf({ status, previousStatus, paymentLane, at });

it('opens by a status that lets in who was stopped', () => {
  for (const stopped of ['exhausted', 'expired', 'inactive', 'blocked'])
    for (const open of ['active', 'fup', 'unlimited']) expect(change(open, stopped)).toBe(at);
});

it('opens by nothing else', () => {
  expect(change('active')).toBeUndefined();
  expect(change('fup', 'active')).toBeUndefined();
  expect(change('exhausted', 'active')).toBeUndefined();
  expect(change('exhausted', 'exhausted', true)).toBeUndefined();
});

it('keeps what asked for it when another request follows', () => {
  const first = { traceparent: '00-1', openedAt: at };
  expect(joined(first, {})).toEqual(first);
  expect(joined(first, { traceparent: '00-2' })).toEqual({ traceparent: '00-2', openedAt: at });
});

it('measures who is let in, and counts whom a router refused', async () => {
  register.resetMetrics();
  const batch = new Map([
    ['budi', { openedAt: at }],
    ['siti', { openedAt: at }],
    ['agus', {}],
  ]);
  countOpenings(batch, new Set(['budi', 'agus']), new Date('2026-11-30T12:00:01.500Z'));
  const opened = await register.getSingleMetricAsString('saring_access_opened_seconds');
  expect(opened).toContain('saring_access_opened_seconds_sum 1.5');
  expect(opened).toContain('saring_access_opened_seconds_count 1');
  expect(await register.getSingleMetricAsString('saring_access_openings_failed_total')).toContain('_total 1');
});
