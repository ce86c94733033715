// backups.int.spec.ts — `npm start` backs itself up, and an operator sees it, makes one more and takes it away as a file.
import 'reflect-metadata';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Browser } from '../../edge/src/testing/browser';
import { inspectBackup } from './backup/backup';
import { fileSource } from './backup/backup-file';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PASSPHRASE = 'rahasia yang panjang';
/** Each backup tries its passphrase anew, which takes a second and more. */
const WITHIN_MILLISECONDS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'saring-backups-'));

let saring: LocalSaring;
let operator: Browser;
beforeAll(async () => {
  const settings = { BACKUP_PASSPHRASE: PASSPHRASE, BACKUP_FOLDER: join(folder, 'kept') };
  saring = await LocalSaring.start(settings);
  operator = new Browser(saring.ports.edge, '10.9.9.9');
  expect((await operator.post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
});
afterAll(async () => {
  await saring?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Listed = { readonly items: { name: string; sizeBytes: number; verifiedAt?: string }[] };
const listed = async (): Promise<Listed> => (await operator.get('/api/v1/backups')).json as unknown as Listed;
const provedSince = (before: number) =>
  eventually(async () => {
    const { items } = await listed();
    const proved = items.filter(({ verifiedAt }) => verifiedAt);
    return proved.length > before && proved;
  }, WITHIN_MILLISECONDS);

it('makes the first by itself, one more where an operator asks, and hands it out as it lies there', async () => {
  await provedSince(0);
  expect((await operator.get('/api/v1/backups')).json).toMatchObject({
    ...{ scheduled: true, dailyTime: '03:30', keepDaily: 7, place: join(folder, 'kept') },
  });
  const key = newId();
  const make = () =>
    operator.call('/api/v1/backups', { method: 'POST', headers: { 'idempotency-key': key } });
  const names = new Set((await listed()).items.map(({ name }) => name));
  expect((await make()).status).toBe(202);
  // Of one day the newest stays: the one before goes once this one is proved.
  const [newest] = await eventually(async () => {
    const fresh = (await listed()).items.filter(({ name, verifiedAt }) => verifiedAt && !names.has(name));
    return fresh.length > 0 && fresh;
  }, WITHIN_MILLISECONDS);
  expect((await make()).status).toBe(202);
  const cookie = [...operator.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const path = `/api/v1/backups/${newest?.name}/file`;
  const headers = { cookie, 'x-forwarded-for': operator.address };
  const answer = await fetch(`http://127.0.0.1:${saring.ports.edge}${path}`, { headers });
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(newest?.sizeBytes)]);
  const copy = join(folder, 'copy.age');
  writeFileSync(copy, Buffer.from(await answer.arrayBuffer()));
  const { manifest } = await inspectBackup(fileSource(copy), PASSPHRASE);
  expect(manifest.schemas.map(({ name }) => name)).toContain('billing');
  expect(readdirSync(join(folder, 'kept')).every((name) => !name.startsWith('.'))).toBe(true);
}, 400_000);

it('records who made one and who took one away', async () => {
  const { items } = (await operator.get('/api/v1/audit?limit=50')).json as unknown as {
    items: { path?: string; route?: string; method?: string; outcome: string }[];
  };
  const acts = items.map((item) => JSON.stringify(item)).filter((text) => text.includes('backups'));
  expect(acts.length).toBeGreaterThanOrEqual(3);
});

it('gives out nothing else of the machine', async () => {
  for (const name of ['..%2fsecrets-key', 'secrets-key', 'saring-20200101T000000Z.backup.age'])
    expect((await operator.get(`/api/v1/backups/${name}/file`)).json).toMatchObject({
      code: 'BACKUP.UNKNOWN',
    });
  const nobody = new Browser(saring.ports.edge, '10.9.9.8');
  expect((await nobody.get('/api/v1/backups')).status).toBe(401);
});
