// holder.spec.ts — a link made by a number serves the account it was made for, and no later one.
import { isOf } from './holder';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const holder = { subscriberId: 'b', heldSince: at(10) };

it.each([
  ['made for the holder', { subscriberId: 'b', madeAt: at(11) }, true],
  ['made for the holder, who was away in between', { subscriberId: 'b', madeAt: at(1) }, true],
  ['made for the account before', { subscriberId: 'a', madeAt: at(9) }, false],
  ['made for another one, however late', { subscriberId: 'a', madeAt: at(12) }, false],
  ['of nobody known, since the holder has it', { subscriberId: null, madeAt: at(11) }, true],
  ['of nobody known, before the holder had it', { subscriberId: null, madeAt: at(9) }, false],
  ['of nobody known, at that very moment', { subscriberId: null, madeAt: at(10) }, false],
])('given a number of account b, when a link was %s, then it serves: %#', (_, bound, serves) => {
  expect(isOf(holder, bound)).toBe(serves);
});

it('given a number that nobody has, when anything stands by it, then it serves nobody', () => {
  expect(isOf(null, { subscriberId: 'a', madeAt: at(9) })).toBe(false);
  expect(isOf(null, { subscriberId: null, madeAt: at(9) })).toBe(false);
});

it('given a holder since nobody knows when, when a link does not say whose it is, then it does not serve', () => {
  const unknown = { subscriberId: 'b', heldSince: null };
  expect(isOf(unknown, { subscriberId: null, madeAt: at(12) })).toBe(false);
  expect(isOf(unknown, { subscriberId: 'b', madeAt: at(12) })).toBe(true);
});
