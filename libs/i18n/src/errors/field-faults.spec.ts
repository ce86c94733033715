// The fault of a field reads as a sentence, in both languages.
import { describeError } from './catalogue';

const faults = [
  { field: 'days', rule: 'max', limit: 3_650 },
  { field: 'role', rule: 'isIn', limit: ['regular', 'komandan'] },
  { field: 'code', rule: 'matches', limit: '/^\\d{6}$/' },
  { field: '__proto__', rule: 'constructor' },
];

it('names field, rule and limit, and says of other rules that the form is wrong', () => {
  expect(describeError('REQUEST.INVALID', 'id', { errors: faults }).detail).toBe(
    'days paling banyak 3650; role harus salah satu dari: regular, komandan; code bentuknya salah; __proto__ bentuknya salah.',
  );
  expect(describeError('REQUEST.INVALID', 'en', { errors: faults }).detail).toBe(
    'days must be at most 3650; role must be one of: regular, komandan; code has the wrong form; __proto__ has the wrong form.',
  );
});

it.each(['id', 'en'] as const)('shows nobody the place of what was not told, in %s', (locale) => {
  for (const rule of ['min', 'max', 'isIn', 'maxLength', 'exactlyOne'])
    expect(
      describeError('REQUEST.INVALID', locale, { errors: [{ field: 'bytes', rule }] }).detail,
    ).not.toMatch(/[{}]/);
});
