import type { StatementLine } from '@saring/api-client';
import { amountOf, groupedLines, rupiahOf } from './grouped-lines';

const line = (id: string, at: string, cause: string, amountBytes = -1): StatementLine => ({
  ...{ id, at: `2026-11-27T${at}.000Z`, cause, amountBytes, balanceAfterBytes: 5 },
});
const idsOf = (...lines: StatementLine[]): string[][] =>
  groupedLines(lines).map((group) => group.map(({ id }) => id));

it('joins what has one cause within a minute, and sums it', () => {
  const lines = [line('c', '10:00:50', 'usage', -3), line('b', '10:00:10', 'usage', -4)];
  expect(idsOf(...lines, line('a', '09:59:59', 'usage'))).toEqual([['c', 'b'], ['a']]);
  expect(groupedLines(lines).map(amountOf)).toEqual([-7]);
  const debts = [line('d', '10:01:00', 'settlement', 0), line('e', '10:01:01', 'settlement', 0)];
  const paid = debts.map((one) => ({ ...one, amountRupiah: 20_000 }));
  expect(groupedLines(paid).map(rupiahOf)).toEqual([40_000]);
});
it('moves nothing past another change, and keeps statuses apart', () => {
  expect(
    idsOf(line('c', '10:00:50', 'usage'), line('b', '10:00:30', 'grant', 9), line('a', '10:00:10', 'usage')),
  ).toEqual([['c'], ['b'], ['a']]);
  expect(idsOf(line('b', '10:00:50', 'status', 0), line('a', '10:00:10', 'status', 0))).toEqual([
    ['b'],
    ['a'],
  ]);
});
