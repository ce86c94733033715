// What an operator loads before the first page: at most 280 kB, gzip; every other page comes when it is entered.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 280_000;
const BUILT = resolve(__dirname, '../../../dist/services/console');
const html = readFileSync(join(BUILT, 'index.html'), 'utf8');
const named = [...html.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)].map(([, name = '']) => name);

it('fits the budget with everything that the page names', () => {
  expect(named.some((name) => name.endsWith('.js'))).toBe(true);
  const sizes = named.map((name) => gzipSync(readFileSync(join(BUILT, name)), { level: 9 }).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
});

it('loads a page when it is entered', () => {
  const scripts = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.js'));
  const holding = scripts.filter((name) =>
    readFileSync(join(BUILT, 'assets', name), 'utf8').includes('Kuota yang ditarik'),
  );
  expect(holding).toHaveLength(1);
  expect(named).not.toContain(`assets/${holding[0]}`);
});

it('asks no other host for anything', () => expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//));
