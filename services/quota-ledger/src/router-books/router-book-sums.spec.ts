// router-book-sums.spec.ts — an hour of a router is the sum of its events, however they are cut into batches.
import type { UsageMetered } from '../domain/meter';
import { RouterBooks } from './router-book-sums';

const HOUR = Date.parse('2026-11-30T10:00:00.000Z');
const event = (more: Partial<UsageMetered>): UsageMetered =>
  ({ type: 'UsageMetered', at: '2026-11-30T10:00:05.000Z', in: [], out: [], ...more }) as UsageMetered;
const rowsOf = (events: readonly UsageMetered[]) => {
  const books = new RouterBooks();
  for (const one of events) books.add(books.hourOf('r', HOUR), one);
  return books.rows();
};
const totalOf = (rows: ReturnType<typeof rowsOf>): Record<string, number> => {
  const total: Record<string, number> = {};
  for (const { routerId: _router, hour: _hour, ...bytes } of rows)
    for (const [name, value] of Object.entries(bytes)) total[name] = (total[name] ?? 0) + value;
  return total;
};

it.each([
  ['what no interface was read for', { unwitnessed: 700 }],
  ['what was carried before', { carriedBefore: 900 }],
  ['what can have been carried of what is held', { carried: 0, heldCarried: 400 }],
])('adds %s, be it alone in its batch', (_, alone) => {
  const events = [event({ carried: 5_000, strangers: 300 }), event(alone)];
  expect(totalOf(events.flatMap((one) => rowsOf([one])))).toEqual(totalOf(rowsOf(events)));
});

it('makes no row for an hour in which nothing moved', () =>
  expect(rowsOf([event({ carried: 0 })])).toEqual([]));
