import { operatorCommandIn } from './operator-words';

it.each([
  ['CARI budi', 'find', 'budi'],
  ['/cari  Bu   Rina', 'find', 'Bu Rina'],
  ['Jual', 'sell', ''],
  ['voucher budi', 'sell', 'budi'],
  ['Konfirmasi!', 'payments', ''],
  ['ROUTER', 'routers', ''],
])('reads "%s" as %s about "%s"', (text, command, about) =>
  expect(operatorCommandIn(text)).toEqual({ command, about }),
);

it.each([
  ...['saldo', 'mau cari budi', '', '   ', 'constructor', 'cari a b c d e f g'],
  `cari ${'x'.repeat(200)}`,
])('takes "%s" for no word of an operator', (text) => expect(operatorCommandIn(text)).toBeNull());
