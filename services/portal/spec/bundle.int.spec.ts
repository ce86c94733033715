// What a phone must load before it can log in (performance.md: at most 35 kB, gzip).
import { gzipSync } from 'node:zlib';
import { buildPortal, type BuiltPortal } from './built-portal';

const BUDGET_BYTES = 35_000;
let portal: BuiltPortal;
beforeAll(() => {
  portal = buildPortal();
});

const addressesIn = (html: string): string[] =>
  [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');

it('fits the budget with everything that the page names', () => {
  const assets = addressesIn(portal.html).filter((address) => address.startsWith('/assets/'));
  expect(assets.map((address) => address.replace(/^.*\./, ''))).toEqual(
    expect.arrayContaining(['js', 'css']),
  );
  const sizes = ['/index.html', ...assets].map((name) => {
    const file = portal.files.get(name);
    if (!file) throw new Error(`${name} is not in the build`);
    return gzipSync(file, { level: 9 }).length;
  });
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
});

it('loads the shop, the statement and the lines only when they are shown', () => {
  const scripts = [...portal.files].filter(([name]) => name.endsWith('.js'));
  const holding = (text: string) =>
    scripts.filter(([, file]) => file.includes(text)).map(([name]) => portal.html.includes(name));
  expect(holding('Nomor WhatsApp')).toEqual([true]);
  expect(holding('Virtual account number')).toEqual([false]);
  expect(holding('Slow internet to pay with opened')).toEqual([false]);
  expect(holding('My lines')).toEqual([false]);
});

it('asks no other host for anything', () => {
  for (const address of addressesIn(portal.html)) expect(address).toMatch(/^\/(?!\/)/);
  for (const [name, file] of portal.files)
    if (name.endsWith('.css')) expect(file.toString('utf8')).not.toMatch(/url\(|@import/);
});

it('has nothing inline that a policy without unsafe-inline would stop', () => {
  expect(portal.html).not.toMatch(/<style|style=|\son\w+=/);
  expect(portal.html.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
});

it('sends browsers without JavaScript to the pages that need none', () => {
  const noscript = portal.html.match(/<noscript>[\s\S]*?<\/noscript>/g)?.join('') ?? '';
  expect(noscript).toContain('url=/login');
  expect(noscript).toContain('href="/login"');
});

it('holds the portal in both languages, and no word that only other services need', () => {
  const script = [...portal.files].find(([name]) => /\/index-.*\.js$/.test(name))?.[1].toString('utf8') ?? '';
  for (const text of ['Nomor WhatsApp', 'WhatsApp number']) expect(script).toContain(text);
  for (const code of ['AUTH.OTP_LOCKED', 'ROUTER.NAME_TAKEN']) expect(script).not.toContain(code);
});
