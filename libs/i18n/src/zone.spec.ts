import { zoneName } from './zone';

it.each([
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Makassar', 'WITA'],
  ['Asia/Jayapura', 'WIT'],
  ['UTC', 'UTC'],
  ['Asia/Karachi', 'GMT+5'],
])('%s is %s', (zone, name) => expect(zoneName(zone, new Date(0), 'id')).toBe(name));
