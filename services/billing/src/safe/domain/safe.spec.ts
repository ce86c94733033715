// What goes into the safe beside the drawers, and out of it, has an amount and a word.
import { givenWith } from '@saring/event-sourcing';
import { safePostings } from '../../books/domain/postings';
import { safeDecider, type SafeCommand } from './safe';

const move: SafeCommand = {
  ...{ type: 'MoveSafe', at: '2026-11-28T03:00:00.000Z', site: 'rw05', operatorId: 'ani' },
  ...{ way: 'owner_in', amountRupiah: 500_000, reason: 'the first change money' },
};
const safe = givenWith(safeDecider, expect);

it('moves what is said, each time anew', () => {
  const moved = { ...move, type: 'SafeMoved' } as const;
  safe().when(move).then(moved);
  safe(moved).when(move).then(moved);
});

it('moves nothing, nor anything without a word, for nobody', () => {
  safe()
    .when({ ...move, amountRupiah: 0 })
    .thenRefused('RUPIAH.INVALID');
  safe()
    .when({ ...move, reason: '' })
    .thenRefused('QUOTA.REASON_REQUIRED');
});

it.each([
  ['owner_in', 'owner', 1],
  ['owner_out', 'owner', -1],
  ['bank_in', 'bank', 1],
  ['bank_out', 'bank', -1],
  ['over', 'cash_differences', 1],
  ['short', 'cash_differences', -1],
] as const)('%s is booked against %s', (way, account, sign) => {
  const postings = safePostings({ ...move, type: 'SafeMoved', way });
  expect(postings).toEqual(
    expect.arrayContaining([
      { account: 'safe', party: '', site: 'rw05', amountRupiah: sign * 500_000 },
      { account, party: '', site: 'rw05', amountRupiah: -sign * 500_000 },
    ]),
  );
  expect(postings).toHaveLength(2);
});
