// senders.spec.ts — a person is written to by the same number while it works, and numbers share people by their weights.
import fc from 'fast-check';
import { sendersInOrder } from './senders';

const TWO = [
  { name: 'fonnte', weight: 3 },
  { name: 'fonnte.dua', weight: 1 },
];
const people = Array.from({ length: 4_000 }, (_, index) => `+62812${10_000_000 + index * 7}`);
const firstOf = (senders: typeof TWO, person: string) => sendersInOrder(senders, person, '')[0];

it('shares people by weight', () => {
  const byFirst = people.filter((person) => firstOf(TWO, person) === 'fonnte').length;
  expect(byFirst / people.length).toBeGreaterThan(0.72);
  expect(byFirst / people.length).toBeLessThan(0.78);
});

it('stays with who wrote last, and leaves out who writes to nobody', () => {
  fc.assert(
    fc.property(fc.string(), (person) => {
      expect(sendersInOrder(TWO, person, 'fonnte.dua')).toEqual(['fonnte.dua', 'fonnte']);
      const none = [...TWO, { name: 'fonnte.nol', weight: 0 }];
      expect(sendersInOrder(none, person, 'fonnte.nol')).toEqual(sendersInOrder(TWO, person, ''));
    }),
  );
});

it('moves nobody but the people of a number that falls away', () => {
  const three = [...TWO, { name: 'fonnte.tiga', weight: 2 }];
  for (const person of people.slice(0, 500)) {
    const [first] = sendersInOrder(three, person, '');
    if (first !== 'fonnte.tiga') expect(firstOf(TWO, person)).toBe(first);
  }
});
