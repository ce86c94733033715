// Text that no database takes is found wherever a value holds it.
import { legibleText, printableText, storableText, unprintablePathIn, unstorablePathIn } from '.';

it.each([
  [{ reason: 'a\0' }, 'reason'],
  [{ reason: 'half \ud800' }, 'reason'],
  [{ items: [{ name: 'b' }, { name: '\udc00' }] }, 'items.1.name'],
  [{ 'na\0me': 1 }, 'na\ufffdme'],
  [{ reason: 'whole 😀', bytes: 1, list: [null, true] }, null],
  [new Uint8Array([0]), null],
])('%j has it at %s', (value, path) => expect(unstorablePathIn(value)).toBe(path));

it('takes what nests deeper than any body for unstorable', () => {
  let value: object = {};
  for (let depth = 0; depth < 30; depth += 1) value = { in: value };
  expect(unstorablePathIn(value)).not.toBeNull();
});

it('replaces what cannot be stored', () => expect(storableText('a\0b\ud800c😀')).toBe('a\ufffdb\ufffdc😀'));

it('takes from a text what would read as something else', () =>
  expect(printableText('Siti\u202e\u2066 Aminah\u0007\n')).toBe('Siti Aminah\n'));

it('marks in a text what cannot be read as it is', () =>
  expect(legibleText('Si\u202eti\0 A\u0007\n')).toBe('Si\ufffdti\ufffd A\ufffd\n'));

it.each([
  ['\u200b\u200b\u200b\u200b', 'reason'],
  ['\u3164', 'reason'],
  ['bayar lunas\u200f', 'reason'],
  [' \u200d \u200d', 'reason'],
  ['keluarga 👨‍👩‍👧', null],
])('finds what nobody sees in %j', (reason, path) => expect(unprintablePathIn({ reason })).toBe(path));
