// sender-settings.spec.ts — further numbers of a channel, and what is wrong with a setting that names them.
import { parseFurtherSenders, parseSenderRules } from './sender-settings';

it('reads names, what they send by, weights and limits', () => {
  expect([...parseFurtherSenders('dua:to:ken+1= ; tiga : sesi-3;')]).toEqual([
    ['dua', 'to:ken+1='],
    ['tiga', 'sesi-3'],
  ]);
  expect([...parseSenderRules('fonnte=3; fonnte.dua=1/50; gowa.tiga=0')]).toEqual([
    ['fonnte', { weight: 3, perDay: null }],
    ['fonnte.dua', { weight: 1, perDay: 50 }],
    ['gowa.tiga', { weight: 0, perDay: null }],
  ]);
});

it.each([
  ['rahasia', /has no name before a colon in entry 1/],
  ['dua:a;Tiga:b', /in entry 2/],
  ['dua:', /behind "dua"/],
  ['dua:a b', /behind "dua"/],
  ['dua:a;dua:b', /names "dua" twice/],
])('says what is wrong with %s, and never the secret', (text, why) => {
  expect(() => parseFurtherSenders(text)).toThrow(why);
  expect(() => parseFurtherSenders(text)).not.toThrow(/rahasia/);
});

it.each([
  ['fonnte', /holds "fonnte", which is no sender=weight/],
  ['fonnte=x', /no sender=weight/],
  ['wablas=1', /names "wablas", which is no channel/],
  ['gowa=1;gowa=2', /names "gowa" twice/],
])('says what is wrong with %s', (text, why) => expect(() => parseSenderRules(text)).toThrow(why));
