import { pageOf, placeOf } from './pages';

const AT = '2026-11-28T10:00:00.000Z';
const page = (rows: readonly string[], limit: number) =>
  pageOf(rows, { limit, item: (id) => id, place: (id) => ({ at: AT, id }) });

it('names the last item of a page that has another behind it', () => {
  const { items, nextCursor } = page(['c', 'b', 'a'], 2);
  expect(items).toEqual(['c', 'b']);
  expect(placeOf(nextCursor)).toEqual({ at: AT, id: 'b' });
});

it('names nothing on the last page', () => {
  expect(page(['b', 'a'], 2)).toEqual({ items: ['b', 'a'] });
  expect(page([], 2)).toEqual({ items: [] });
});

it.each([
  '',
  'x',
  `${AT}|`,
  '2026-13-99T99:99:99.000Z|a',
  '2026-02-31T00:00:00.000Z|a',
  '0000-01-01T00:00:00.000Z|a',
  `${AT}|a'b`,
])('refuses %p as a cursor', (cursor) => expect(() => placeOf(cursor)).toThrow('REQUEST.INVALID'));
