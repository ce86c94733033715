// broadcast.spec.ts — steps of a message to many, its pace, and whose data is asked.
import { afterStep, paceAt, stagesOf } from './broadcast';

const AT = '2026-11-30T03:00:00.000Z';

it.each([
  ['ready', 'start', 'running'],
  ['running', 'start', 'running'],
  ['running', 'pause', 'paused'],
  ['paused', 'resume', 'running'],
  ['resolving', 'stop', 'stopped'],
  ['paused', 'stop', 'stopped'],
] as const)('%s: %s makes it %s', (state, step, next) =>
  expect(afterStep(state, step)).toEqual({ ok: true, value: next }),
);

it.each([
  ['resolving', 'start'],
  ['paused', 'start'],
  ['ready', 'pause'],
  ['done', 'stop'],
  ['stopped', 'resume'],
  ['done', 'start'],
] as const)('%s: %s is refused', (state, step) =>
  expect(afterStep(state, step)).toMatchObject({ ok: false, refusal: { details: { state } } }),
);

it('keeps to its pace whether it is slow or fast', () => {
  expect(paceAt(1, AT)).toEqual({ count: 1, nextAt: '2026-11-30T03:01:00.000Z' });
  expect(paceAt(60, AT)).toEqual({ count: 1, nextAt: '2026-11-30T03:00:01.000Z' });
  expect(paceAt(120, AT)).toEqual({ count: 2, nextAt: '2026-11-30T03:00:01.000Z' });
  expect(paceAt(600, AT)).toEqual({ count: 10, nextAt: '2026-11-30T03:00:01.000Z' });
});

it('asks only those whose data the filter names', () => {
  const all = { site: '', query: '', statuses: [], overdue: false };
  expect(stagesOf(all)).toEqual(['people']);
  expect(stagesOf({ ...all, statuses: ['fup'], overdue: true })).toEqual(['people', 'status', 'overdue']);
});
