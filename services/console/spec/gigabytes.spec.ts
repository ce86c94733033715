// gigabytes.spec.ts — gigabytes are read as they are meant, or not at all.
import { readGigabytes, writeGigabytes } from '../src/parts/gigabytes';

it.each([
  ['1,5', 1.5],
  ['1,500', 1.5],
  ['1.5', 1.5],
  ['1.000', null],
  ['1.500', null],
  ['1000', 1_000],
  ['1.000,5', null],
  [' 2 GB ', 2],
  ['1,5 gb', 1.5],
  ['', null],
  ['-1', null],
  ['1,', null],
  ['1e3', null],
  ['satu', null],
])('in Indonesian %j is %j', (text, value) => expect(readGigabytes(text, 'id')).toBe(value));

it.each([
  ['1.5', 1.5],
  ['1.500', 1.5],
  ['1,5', 1.5],
  ['1,000', null],
  ['1000', 1_000],
  ['1,000.5', null],
])('in English %j is %j', (text, value) => expect(readGigabytes(text, 'en')).toBe(value));

it.each(['id', 'en'] as const)('what is written in %s is read again as the same', (locale) => {
  for (const gigabytes of [0, 0.001, 0.5, 1, 1.5, 12.345, 1_000, 1_000_000])
    expect(readGigabytes(writeGigabytes(gigabytes, locale), locale)).toBe(gigabytes);
});
