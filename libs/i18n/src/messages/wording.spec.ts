// wording.spec.ts — an own text of a message is checked before it is saved, and said the same on every try.
import { isMessageKey, LOCALES, messages, messageParams, type MessageKey } from '..';
import { isAlwaysSent, wordingRules } from './kinds';
import { samplesOf } from './samples';
import { renderWording, tidyWording, wordingFaults } from './wording';
import { wordingFaultText } from './wording-faults.texts';

const KEYS = Object.keys(messages.id).filter(isMessageKey);
const otp = wordingRules('otp.code');
const codesOf = (text: string, key: MessageKey = 'otp.code') =>
  wordingFaults(text, wordingRules(key)).map(({ code }) => code.replace('NOTIFICATION.TEXT_', ''));

it.each(KEYS)("takes the house's own text of %s", (key) => {
  for (const locale of LOCALES) {
    expect(wordingFaults(messages[locale][key], wordingRules(key))).toEqual([]);
    const samples = samplesOf(key, locale);
    for (const place of messageParams(key)) expect(samples[place]).not.toBe(place);
    expect(renderWording(messages[locale][key], wordingRules(key), samples, '')).not.toMatch(/[{}]/);
  }
});

it.each([
  ['', ['EMPTY']],
  ['  \n ', ['EMPTY']],
  ['{code}' + 'x'.repeat(1_000), ['TOO_LONG']],
  ['Kode {code', ['BRACES']],
  ['Kode {code}}', ['BRACES']],
  ['Kode { code }', ['BRACES']],
  ['Kode {code|a|b}', ['BRACES']],
  ['Kode {code} {}', ['BRACES']],
  ['[[Halo {code}', ['CHOICE']],
  ['Halo]] {code}', ['CHOICE']],
  ['[[Halo]] {code}', ['CHOICE']],
  ['[[Halo|]] {code}', ['CHOICE']],
  ['[[Halo|\nHai]] {code}', ['CHOICE']],
  ['[[a|[[b|c]]]] {code}', ['CHOICE']],
  ['Kode {code} untuk {name}', ['PLACE_UNKNOWN']],
  ['Kode Anda', ['PLACE_MISSING']],
  ['Kode {kode}', ['PLACE_UNKNOWN', 'PLACE_MISSING']],
  // The whole line goes where the page has no address.
  ['Kode {code} di {page}', ['PLACE_UNSURE']],
  ['Kode [[{code}|Anda]]', ['PLACE_UNSURE']],
])('refuses %j as the text of a code', (text, codes) => expect(codesOf(text)).toEqual(codes));

it.each([
  'Kode {code}',
  'Kode {code}, {minutes} menit.\n{page}\n{contact}',
  '[[Halo|Hai]], kode [[Anda {code}|{code}]]',
  'Kode [ini] a|b {code}',
])('takes %j as the text of a code', (text) => expect(codesOf(text)).toEqual([]));

it('refuses a text of which nothing may be left', () =>
  expect(codesOf('{page}\n\n{contact}', 'access.unblocked')).toEqual(['EMPTY']));

it('says what is wrong in both languages, naming the value', () => {
  const [fault] = wordingFaults('Kode Anda', otp);
  if (!fault) throw new Error('no fault');
  expect(wordingFaultText(fault, 'id')).toContain('“code”');
  expect(wordingFaultText(fault, 'en')).toContain('“code”');
});

it('says the same of one message on every try, and each option of many messages', () => {
  const text = '[[Halo|Hai|Salam]], kode {code}';
  const said = (seed: string) => renderWording(text, otp, { code: '1' }, seed);
  expect(said('m-1')).toBe(said('m-1'));
  const counts = new Map<string, number>();
  for (let index = 0; index < 300; index += 1) {
    const one = said(`0190f3c2-0000-7000-8000-${String(index).padStart(12, '0')}`);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['Hai, kode 1', 'Halo, kode 1', 'Salam, kode 1']);
  expect(Math.min(...counts.values())).toBeGreaterThan(60);
});

it('never reads a value as a place or a choice', () =>
  expect(renderWording('Alasan: {reason}', { optionalPlaces: [] }, { reason: '[[a|b]] {code}' }, 's')).toBe(
    'Alasan: [[a|b]] {code}',
  ));

it('stores line breaks as the only control characters', () =>
  expect(tidyWording(' a\r\nb\tc\u202e\u0007d \n')).toBe('a\nb cd'));

it('sends codes, money and what guards an account whatever is switched off', () => {
  const switchable = KEYS.filter((key) => !isAlwaysSent(key));
  expect(switchable).toEqual(expect.arrayContaining(['quota.low', 'bill.reminder', 'debt.reminder']));
  for (const key of ['otp.code', 'purchase.receipt', 'bill.paid', 'debt.settled', 'voucher.bought'] as const)
    expect(isAlwaysSent(key)).toBe(true);
});
