// import-line.fuzz.spec.ts — whatever stands in a line of a file of subscribers: whole bytes and days of a real number, or a
// refusal by name. `npm run fuzz -- import-line` for long.
import { parsePhoneNumber } from '@saring/kernel';
import { isErrorCode } from '@saring/i18n';
import { fuzz, fuzzRuns } from '@saring/testing';
import { understood } from './import-line';

const LINES = [
  ['0812 3456 7890', 'Citra', '10', '30', 'Gg. Melati 7', '3', 'lunas'],
  ['+6281234567890', "'=SUM(A1)", '2,5 GB', '', '', '', ''],
  ['6281234567890', '', '0', '0', '', '', ''],
  ['081', 'x', '-1', '1e3', '', '', ''],
];
const WORDS = [
  '\t',
  ',',
  '.',
  ' GB',
  '9999999',
  '1048576',
  '1e308',
  '-0',
  '٣',
  '\u202e',
  '=',
  '+62',
  '𝟙',
  '\ufffd',
];

it('asks for whole bytes and days of a number that there is, or says what is wrong', async () => {
  const seen = await fuzz(
    {
      ...{ corpus: LINES.map((cells) => Buffer.from(cells.join('\t'))), words: WORDS, longestBytes: 400 },
      answer(input) {
        const [phone = '', name = '', gigabytes = '', days = '', address = '', room = '', note = ''] = input
          .toString('utf8')
          .split('\t');
        const read = understood({ phone, name, gigabytes, days, address, room, note });
        if ('refusal' in read) {
          if (!isErrorCode(read.refusal)) throw new Error(`${read.refusal} has no words`);
          return read.refusal;
        }
        const { wanted } = read;
        if (!Number.isSafeInteger(wanted.bytes) || wanted.bytes < 0) throw new Error('no whole bytes');
        if (!Number.isSafeInteger(wanted.days) || wanted.days < 0) throw new Error('no whole days');
        if (!parsePhoneNumber(wanted.phone).ok) throw new Error('no number');
        return 'taken';
      },
    },
    fuzzRuns(20_000),
  );
  expect(seen.answers.size).toBeGreaterThan(4);
});
