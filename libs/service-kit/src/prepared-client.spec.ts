import { prepared } from './prepared-client';

it('gives a statement with parameters one name, wherever it is asked', () => {
  const [first, again] = [prepared('select $1::int', [1]), prepared({ text: 'select $1::int', values: [2] })];
  expect(first).toEqual({ text: 'select $1::int', values: [1], name: expect.any(String) });
  expect(again).toEqual({ ...(first as object), values: [2] });
  expect(prepared('select $1::text', ['a'])).not.toMatchObject({ name: (first as { name: string }).name });
});

it.each([
  ['has no parameters', 'begin', undefined],
  ['gives all columns, which a migration may change', 'select * from packages where id = $1', ['a']],
  ['gives all columns of what it changed', 'update packages set name = $1 returning *', ['a']],
])('leaves a statement alone that %s', (_what, text, values) => {
  expect(prepared(text, values)).toBe(text);
});

it('leaves a statement its own name', () => {
  const named = { name: 'append', text: 'select $1::int', values: [1] };
  expect(prepared(named)).toBe(named);
});
