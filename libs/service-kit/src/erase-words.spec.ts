import { withoutWords } from './erase-words';

const WRITTEN = { fields: ['reason', 'note'], keep: ['debt'] };

it.each([
  [
    { bytes: 5, reason: 'hadiah untuk Budi' },
    { bytes: 5, reason: '' },
  ],
  [
    { reason: 'debt', terms: { note: 'Budi', price: 1 } },
    { reason: 'debt', terms: { note: '', price: 1 } },
  ],
  [
    [{ note: 'a' }, 3, null],
    [{ note: '' }, 3, null],
  ],
  [
    { reason: null, note: 7 },
    { reason: null, note: 7 },
  ],
])('empties what people wrote and leaves the rest: %j', (value, expected) => {
  expect(withoutWords(value, WRITTEN)).toEqual(expected);
});
