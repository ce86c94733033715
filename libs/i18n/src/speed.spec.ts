import { speedText } from './speed';

it.each([
  [512, 'id', '512 kbps'],
  [2_048, 'id', '2 Mbps'],
  [1_500, 'id', '1,5 Mbps'],
  [1_500, 'en', '1.5 Mbps'],
  [20_480, 'en', '20.5 Mbps'],
] as const)('says %i kbit/s in %s as %s', (kilobits, locale, text) =>
  expect(speedText(kilobits, locale)).toBe(text),
);
