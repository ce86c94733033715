// correction.spec.ts — what a correction leaves, by the rules of the ledger: given a balance, when corrected, then.
import { corrected } from '../src/subscribers/correction';

const grant = { sizeBytes: 10, remainingBytes: 4, unlimited: false, expired: false };
const balance = { unlimited: false, usedBytes: 8, remainingBytes: 4, autoDebtBytes: 0, grants: [grant] };

it.each([
  ['comes back to what was burnt', balance, -5, { remainingBytes: 9, autoDebtBytes: 0, isTooMuch: false }],
  ['fills no grant beyond its size', balance, -8, { remainingBytes: 10, autoDebtBytes: 0, isTooMuch: false }],
  ['is never more than was used', balance, -9, { remainingBytes: 10, autoDebtBytes: 0, isTooMuch: true }],
  [
    'pays what was used beyond the grants first',
    { ...balance, remainingBytes: 0, autoDebtBytes: 3, grants: [{ ...grant, remainingBytes: 0 }] },
    -5,
    { remainingBytes: 2, autoDebtBytes: 0, isTooMuch: false },
  ],
  [
    'fills nothing that has ended',
    { ...balance, remainingBytes: 0, grants: [{ ...grant, expired: true }] },
    -5,
    { remainingBytes: 0, autoDebtBytes: 0, isTooMuch: false },
  ],
  ['is taken from what is left', balance, 3, { remainingBytes: 1, autoDebtBytes: 0, isTooMuch: false }],
  ['beyond that becomes debt', balance, 6, { remainingBytes: 0, autoDebtBytes: 2, isTooMuch: false }],
  [
    'takes nothing where there is no limit',
    { ...balance, unlimited: true },
    6,
    { remainingBytes: 4, autoDebtBytes: 0, isTooMuch: false },
  ],
])('%s', (_what, given, usedDeltaBytes, then) => {
  expect(corrected(given, usedDeltaBytes, true)).toEqual(then);
});

it('makes no debt for a Komandan', () => {
  expect(corrected(balance, 6, false)).toEqual({ remainingBytes: 0, autoDebtBytes: 0, isTooMuch: false });
});
