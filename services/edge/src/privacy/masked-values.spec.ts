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
])('masks within %s', (text, masked) => expect(masksWithin(text)).toBe(masked));

it.each([
  'dibuka pukul 10:03:11',
  '2026-11-28T03:00:00.000Z',
  'INV/rw06/2026/11/000812',
  '7d0c6f1a-0b1e-4c5e-8a57-081234567890',
  'RouterOS 7.18.2 (stable)',
  'Rp 8.125.000',
  'Paket 10 GB',
])('leaves %s', (text) => expect(masksWithin(text)).toBe(text));
