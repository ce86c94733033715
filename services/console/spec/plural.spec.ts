// plural.spec.ts — English words that follow a number are right for one, too: "1 debt of 1 person".
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fill } from '@saring/i18n';

const SOURCES = resolve(__dirname, '../src');
const QUOTED = `('(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*")`;
/** Indonesian and English side by side. */
const PAIR = new RegExp(`\\[\\s*${QUOTED},\\s*${QUOTED},?\\s*\\]`, 'g');
/** A number and the words behind it, up to the next mark. */
const COUNTED = /\{\w+\}\+? (?:[a-z]+ )?([a-z]+s|people)\b/;
/** End as plurals do, and are none. */
const NO_PLURALS: readonly string[] = [
  'is',
  'ms',
  'was',
  'has',
  'its',
  'this',
  'stays',
  'goes',
  'arises',
  'pays',
];

const texts = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.texts.ts'))
  .flatMap((name) =>
    [...readFileSync(join(SOURCES, name), 'utf8').matchAll(PAIR)].map(([, , english = '']) => english),
  );

/** What is counted is named so; the rest are amounts, names and times, which have no plural. */
const COUNTS = /\{(?:count|people|debts|days|rows|devices|subscribers)\}/;

it('says one thing where there is one', () => {
  expect(texts.length).toBeGreaterThan(1_000);
  const wrong = texts.filter((text) => {
    const [found, noun = ''] = COUNTED.exec(text) ?? [];
    return found !== undefined && COUNTS.test(found) && !NO_PLURALS.includes(noun);
  });
  expect(wrong).toEqual([]);
});

it('chooses by the number', () => {
  const text = '{debts} {debts|debt|debts} of {people} {people|person|people}';
  expect(fill(text, { debts: 1, people: '1' })).toBe('1 debt of 1 person');
  expect(fill(text, { debts: 0, people: '1.001' })).toBe('0 debts of 1.001 people');
});
