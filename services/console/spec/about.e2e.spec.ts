// about.e2e.spec.ts — which Saring this is; the packages are those that the build wrote down.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConsolePage } from './console-page';

type Build = { readonly version: string; readonly commit: string; readonly licences: readonly object[] };
const build = JSON.parse(readFileSync(resolve(__dirname, '../../../dist/about.json'), 'utf8')) as Build;

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('names packages of services and of front ends with their licences, and nothing that only builds', () => {
  for (const name of ['fastify', 'react', '@mantine/core'])
    expect(build.licences).toContainEqual(expect.objectContaining({ name, licence: 'MIT' }));
  for (const name of ['jest', 'vite', 'playwright-core'])
    expect(build.licences).not.toContainEqual(expect.objectContaining({ name }));
  expect(build.commit).toMatch(/^[0-9a-f]{40}$/);
});

it('shows them, found by name and by licence', async () => {
  await desk.open('/about', [], { 'GET /api/v1/about': { ...build, node: 'v26.12.1' } });
  await desk.seen('v26.12.1');
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type('fastify');
  await desk.page.getByRole('cell', { name: 'fastify', exact: true }).first().waitFor();
  await desk.gone(desk.page.getByRole('cell', { name: 'react', exact: true }));
  await desk.page.keyboard.type(' of nothing');
  await desk.seen('Tidak ada yang cocok.');
  await desk.page.getByLabel('Cari paket atau lisensi').fill('MPL');
  expect(await desk.faults('about')).toEqual([]);
});

it('says in the language of who reads that there is no page at an address, and leads back', async () => {
  await desk.open('/nope', [], {});
  await desk.seen('Halaman tidak ada');
  expect(await desk.page.title()).toBe('Halaman tidak ada · Saring');
  expect(await desk.faults('no-page')).toEqual([]);
  await desk.page.getByRole('link', { name: 'Ke beranda' }).click();
  await desk.page.waitForURL(/\/console\/?$/);
});
