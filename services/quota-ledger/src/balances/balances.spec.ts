import type { RecordedEvent } from '@saring/event-sourcing';
import { partsOf } from './balances';

const metered = (entries: number): RecordedEvent => ({
  eventId: '',
  stream: 'meter-r1',
  revision: 0,
  position: '',
  type: 'UsageMetered',
  data: { n: Array.from({ length: entries }, () => 1) },
  metadata: {},
  recordedAt: '2026-11-21T07:00:00.000Z',
});

it.each([
  ['a router that has nobody yet', [0]],
  ['readings in which nothing moved', [0, 0, 5, 0]],
  ['more than one transaction folds', [20_000, 0, 1, 19_999, 2]],
  ['one reading that is larger than any batch', [0, 50_000, 1]],
])('leaves no event out of %s', (_, sizes) => {
  const events = sizes.map(metered);
  expect(partsOf(events).flat()).toEqual(events);
  for (const part of partsOf(events)) expect(part.length).toBeGreaterThan(0);
});
