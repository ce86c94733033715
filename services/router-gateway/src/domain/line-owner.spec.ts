import { phoneOfSecret } from './line-owner';

it.each<[string, string, string | null]>([
  ['081234567890', '', '+6281234567890'],
  ['pak-budi', 'RT 3, 0812-3456-7890', '+6281234567890'],
  ['pak-budi', 'wa +62 812 3456 7890 lunas', '+6281234567890'],
  ['081234567890', 'hp 6281234567890', '+6281234567890'],
  // Two people are nobody.
  ['081234567890', 'anak: 081298765432', null],
  ['pak-budi', 'RT 3 RW 05 nomor 12', null],
  ['pak-budi', 'id 99081234567890123', null],
  ['', '', null],
])('%s with "%s" is of %s', (username, comment, phone) =>
  expect(phoneOfSecret({ username, comment })).toBe(phone),
);
