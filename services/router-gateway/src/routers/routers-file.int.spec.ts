import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { migrate } from '@saring/service-kit';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import { Vault } from './vault';
import { Routers } from './routers';
import { importRoutersFile } from './routers-file';

const folder = mkdtempSync(join(tmpdir(), 'saring-routers-'));
const path = join(folder, 'routers.json');
let database: TestDatabase;
let routers: Routers;

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = await database.pool('router_gateway');
  await migrate(database.url, 'router_gateway', join(__dirname, '../../prisma/migrations'));
  routers = new Routers(pool, new Vault(randomBytes(32)));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const importing = (content: string): Promise<string[]> => {
  writeFileSync(path, content);
  return importRoutersFile(routers, path, 250);
};
const entry = { name: 'Balai', host: '10.0.0.1', user: 'saring', password: 'rahasia' };

it('takes routers that are new, with the usual ports, site and lists', async () => {
  const tls = {
    ...entry,
    name: 'Pos',
    tls: true,
    site: 'pos',
    lists: { habis: 'klient_habis' },
    linkMegabitsPerSecondPerDevice: 100,
  };
  expect(await importing(JSON.stringify([entry, tls]))).toEqual(['Balai', 'Pos']);
  expect(await routers.list()).toMatchObject([
    {
      name: 'Balai',
      port: 8728,
      tls: false,
      site: 'main',
      lists: { habis: 'habis' },
      linkBitsPerSecondPerDevice: 250e6,
    },
    {
      name: 'Pos',
      port: 8729,
      tls: true,
      site: 'pos',
      lists: { habis: 'klient_habis', active: 'active' },
      linkBitsPerSecondPerDevice: 100e6,
    },
  ]);
  const [balai] = await routers.list();
  expect(await routers.passwordOf(balai?.routerId ?? '')).toBe('rahasia');
});

it('neither changes a known router nor brings back a removed one', async () => {
  const [balai] = await routers.list();
  await routers.remove(balai?.routerId ?? '');
  expect(await importing(JSON.stringify([entry, { ...entry, name: 'Pos', host: 'elsewhere' }]))).toEqual([]);
  expect((await routers.list()).map(({ name, host }) => [name, host])).toEqual([['Pos', '10.0.0.1']]);
});

it.each([
  ['[{"password":"rahasia"', /is not JSON\.$/],
  ['{"password":"rahasia"}', /expected array/],
  ['[{"name":"A","password":"rahasia","port":70000}]', /0\.host: [^]*0\.port: [^]*0\.user: /],
])('names the fault in %s and prints no password', async (content, problem) => {
  const failing = importing(content);
  await expect(failing).rejects.toThrow(problem);
  await expect(failing).rejects.not.toThrow(/rahasia/);
});
