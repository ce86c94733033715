// qris.spec.ts — a printed code becomes one for one payment, and a damaged one never becomes anything.
import fc from 'fast-check';
import { isWholeQris, qrisChecksum, qrisWithAmount, readStaticQris } from './qris';

const whole = (body: string): string => `${body}6304${qrisChecksum(`${body}6304`)}`;
const PRINTED = whole(
  '000201010211' +
    '26570011ID.DANA.WWW011893600915302259148102090225914810303UMI' +
    '51440014ID.CO.QRIS.WWW0215ID10200211817450303UMI' +
    '5204481253033605802ID5910WIFI RW 056007JAKARTA61051034062070703A01',
);
const printed = () => {
  const read = readStaticQris(PRINTED);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

it('knows the checksum of the specification', () => expect(qrisChecksum('123456789')).toBe('29B1'));

it('reads whose code it is, with spaces around it too', () => {
  expect(readStaticQris(`  ${PRINTED}\n`)).toMatchObject({
    ok: true,
    value: { merchantName: 'WIFI RW 05', merchantCity: 'JAKARTA' },
  });
});

it('becomes a code of one amount: dynamic, the amount before the country, a checksum of its own', () => {
  const code = qrisWithAmount(printed(), 25_037);
  expect(code).toContain('010212');
  expect(code).toContain('5303360540525037' + '5802ID');
  expect(isWholeQris(code)).toBe(true);
  expect(readStaticQris(code)).toMatchObject({ ok: false, refusal: { code: 'has_amount' } });
});

it('is the printed code but for kind, amount and checksum, whatever the amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (amount) => {
      const code = qrisWithAmount(printed(), amount);
      const digits = String(amount);
      const plain = code
        .replace('010212', '010211')
        .replace(`54${String(digits.length).padStart(2, '0')}${digits}5802ID`, '5802ID');
      expect(plain.slice(0, -4)).toBe(PRINTED.slice(0, -4));
      expect(isWholeQris(code)).toBe(true);
    }),
  );
});

it('takes none in which a character has changed', () => {
  fc.assert(
    fc.property(fc.nat(PRINTED.length - 1), fc.integer({ min: 33, max: 126 }), (at, character) => {
      const damaged = PRINTED.slice(0, at) + String.fromCharCode(character) + PRINTED.slice(at + 1);
      fc.pre(damaged !== PRINTED);
      expect(readStaticQris(damaged).ok).toBe(false);
    }),
  );
});

it.each([
  ['damaged', ''],
  ['damaged', PRINTED.slice(0, -1)],
  ['damaged', whole('00020101021159')],
  ['damaged', whole('000201010211520448125303360' + '5802ID')],
  ['damaged', whole('0002010102115303360' + '5303360' + '5802ID5904WIFI')],
  ['foreign', whole('000201010211520448125303840' + '5802ID5904WIFI')],
  ['foreign', whole('000201010211520448125303360' + '5802SG5904WIFI')],
  ['has_amount', whole('000201010212520448125303360' + '5802ID5904WIFI')],
  ['has_amount', whole('000201010211520448125303360' + '540510000' + '5802ID5904WIFI')],
])('%s: %s', (code, text) => {
  expect(readStaticQris(text)).toMatchObject({ ok: false, refusal: { code } });
});
