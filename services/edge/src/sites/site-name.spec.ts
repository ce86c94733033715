// site-name.spec.ts — which names of sites the contract takes.
import { MEASURES } from '@saring/kernel';

it.each(['site-1', 'a', '7', 'kos-melati', 'nullarbor', 'x'.repeat(32)])('takes %s', (site) => {
  expect(MEASURES.site.pattern.test(site)).toBe(true);
});

it.each([
  'SITE-1',
  'Site-1',
  '-',
  '-a',
  'a-',
  '',
  ' ',
  'null',
  'undefined',
  'a b',
  '../a',
  'é',
  'x'.repeat(33),
])('refuses "%s"', (site) => {
  expect(MEASURES.site.pattern.test(site)).toBe(false);
});
