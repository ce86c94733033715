import { optOutIn } from './opt-out-words';

it.each([
  ['STOP', 'out'],
  ['stop.', 'out'],
  ['Berhenti', 'out'],
  ['tolong berhenti ya', 'out'],
  ['stop siaran', 'out'],
  ['STOP promo dong!', 'out'],
  ['START', 'in'],
  ['mulai', 'in'],
  ['Mulai pesan', 'in'],
  ['berhenti langganan', null],
  ['saya mau berhenti', null],
  ['stop kontak rusak', null],
  ['kapan mulai?', null],
  ['stop 2', null],
  ['saldo', null],
  ['', null],
  ['👍', null],
  [`stop ${'x '.repeat(10_000)}`, null],
])('reads "%s" as %s', (text, expected) => expect(optOutIn(text)).toBe(expected));
