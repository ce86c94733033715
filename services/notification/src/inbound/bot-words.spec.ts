import { botCommandIn } from './bot-words';

it.each([
  ['SALDO', 'balance'],
  ['cek saldo dong', 'balance'],
  [' Kuota? ', 'balance'],
  ['pakai', 'usage'],
  ['mau beli paket', 'buy'],
  ['TAGIHAN', 'bills'],
  ['Bayar!', 'bills'],
  ['perangkat', 'devices'],
  ['Devices', 'devices'],
  ['bantuan', 'help'],
  ['halo', 'help'],
  ['apa kabar pak admin hari ini', null],
  ['', null],
  ['👍', null],
  ['constructor', 'help'],
  ['saya mau tanya soal tagihan bulan lalu yang dobel', null],
  [`saldo ${'x '.repeat(10_000)}`, null],
])('reads "%s" as %s', (text, expected) => expect(botCommandIn(text)).toBe(expected));
