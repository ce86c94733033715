// masked-values.spec.ts — what stays readable of each kind, and what of a free text is none of them.
import { maskedValue, masksWithin } from './masked-values';

it.each([
  ['+6281298765432', 'phone', '•••5432'],
  ['DE:AD:BE:EF:12:34', 'mac', '•••12:34'],
  ['10.77.88.99', 'address', '•••.99'],
  ['fd00::1', 'address', '•••'],
  ['router.example.com', 'address', '•••'],
  ['admin', 'user', '•••'],
  ['', 'phone', ''],
  ['Jl. Melati 5', 'open', 'Jl. Melati 5'],
] as const)('masks %s as %s', (value, kind, masked) => expect(maskedValue(value, kind)).toBe(masked));

it.each([
  ['hubungi 0812-9876-5432.', 'hubungi •••5432.'],
  ['wa.me/6281298765432', 'wa.me/•••5432'],
  ['nomor +62 812 9876 5432 lama', 'nomor •••5432 lama'],
  ['call +4915112345678', 'call •••5678'],
  ['de:ad:be:ef:12:34 at 10.77.88.99', '•••12:34 at •••.99'],
  ['DE-AD-BE-EF-12-34', '•••12-34'],
  ['from 10.0.0.1/24.', 'from •••.1/24.'],
  ['fe80::1ff:fe23:4567:890a is up', '••• is up'],
  ['2001:db8:0:0:0:0:0:1', '•••'],
  ['WA:081298765432', 'WA:•••5432'],
  ['tel:+6281298765432', 'tel:•••5432'],
  ['no.0812 9876 5432', 'no.•••5432'],
  ['0812.9876.5432', '•••5432'],
  ['(0812)98765432', '•••5432'],
  ['(0812) 9876-5432', '•••5432'],
  ['mac:A4:C3:F0:12:34:56', 'mac:•••34:56'],
  ['AABBCCDDEEFF', '•••EEFF'],
  ['{"mac":"a4c3f0123456"}', '{"mac":"•••3456"}'],
  ['a4c3.f012.3456', '•••3456'],
  ['ip:fd00::1', 'ip:•••'],
])('masks within %s', (text, masked) => expect(masksWithin(text)).toBe(masked));

it.each([
  'dibuka pukul 10:03:11',
  '2026-11-28T03:00:00.000Z',
  'INV/rw06/2026/11/000812',
  '7d0c6f1a-0b1e-4c5e-8a57-081234567890',
  'RouterOS 7.18.2 (stable)',
  'Rp 8.125.000',
  'Paket 10 GB',
  'Tulis nomor dengan angka, misalnya 0812 3456 7890.',
  '536870912000 bita',
  '10:08:12 sampai 22:08:12',
  '1.0812345678',
  '7d0c6f1a-0b1e-4c5e-8a57-08123456789a',
])('leaves %s', (text) => expect(masksWithin(text)).toBe(text));
