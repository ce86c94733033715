import fc from 'fast-check';
import {
  botCodeIn,
  botCodeMessage,
  newReverseCode,
  REVERSE_CODE_CHARACTERS,
  reverseCodeIn,
  reverseCodeMessage,
} from './reverse-code';

const code = fc
  .array(fc.nat({ max: 29 }), { minLength: REVERSE_CODE_CHARACTERS, maxLength: REVERSE_CODE_CHARACTERS })
  .map((picks) => {
    let at = 0;
    return newReverseCode(() => picks[at++] ?? 0);
  });

it('is found again in its own message, however it is spelt and whatever stands around', () =>
  fc.assert(
    fc.property(
      code,
      fc.constantFrom('', 'Halo kak, ', '\u200e', '*', 'Pesan ini dari HP saya:\n'),
      fc.constantFrom('', ' terima kasih', '.', '*', '\n\n-- Budi'),
      fc.boolean(),
      (drawn, before, after, isSmall) => {
        const message = reverseCodeMessage(drawn);
        expect(reverseCodeIn(before + (isSmall ? message.toLowerCase() : message) + after)).toBe(drawn);
      },
    ),
  ));

it.each([
  ['masuk abcd 2345', 'ABCD2345'],
  ['LOGIN: ABCD2345', 'ABCD2345'],
  ['MASUK ＡＢＣＤ-2345', 'ABCD2345'],
  ['masuk', null],
  ['ABCD-2345', null],
  ['MASUK ABCD-234', null],
  ['MASUK ABCD-23456', null],
  ['MASUK OOOO-1111', null],
  ['dimasuk ABCD-2345', null],
  ['', null],
])('finds in "%s": %s', (text, expected) => expect(reverseCodeIn(text)).toBe(expected));

it('looks at the start of an endless message alone', () =>
  expect(reverseCodeIn(`${'x '.repeat(100_000)}MASUK ABCD-2345`)).toBeNull());

it('tells the code of an operator from that of a login', () => {
  const message = botCodeMessage('ABCD2345');
  expect([message, botCodeIn(message), reverseCodeIn(message)]).toEqual([
    'HUBUNGKAN ABCD-2345',
    'ABCD2345',
    null,
  ]);
  expect([botCodeIn('link abcd 2345'), botCodeIn('MASUK ABCD-2345'), botCodeIn('hubungkan')]).toEqual([
    ...['ABCD2345', null, null],
  ]);
});
