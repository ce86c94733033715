import { messageOn } from './bill-messages';

const days = new Set([7, 3, 1, 0, -1]);
const bill = { due: '2026-12-10', until: '2027-01-10', toldOn: '2026-12-01' };

it.each([
  ['2026-12-02', null],
  ['2026-12-03', 'reminder'],
  ['2026-12-07', 'reminder'],
  ['2026-12-08', null],
  ['2026-12-09', 'reminder'],
  ['2026-12-10', 'reminder'],
  ['2026-12-11', 'overdue'],
  ['2026-12-12', null],
  ['2027-01-10', null],
] as const)('on %s a bill calls for %s', (today, message) => {
  expect(messageOn(bill, today, days)).toBe(message);
});

it('is told as issued first, whenever that is, and once a day at the most', () => {
  expect(messageOn({ ...bill, toldOn: null }, '2026-12-11', days)).toBe('issued');
  expect(messageOn({ ...bill, toldOn: '2026-12-03' }, '2026-12-03', days)).toBeNull();
  expect(messageOn({ ...bill, toldOn: null }, '2027-01-10', days)).toBeNull();
});
