// subscriber-tables.int.spec.ts — the subscribers that are looked for, as files: all of them, safe, and on record.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';

const PEOPLE = 205;
let edge: EdgeStack;
let owner: Browser;

const add = async (number: number, more: object) => {
  const phone = `0812${String(30_000_000 + number)}`;
  const { status } = await owner.post('/api/v1/subscribers', { phone, ...more });
  expect(status).toBe(201);
};
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  owner = await edge.operator();
  await add(0, {
    name: '=HYPERLINK("http://x")',
    fields: { room: 'B-12', address: 'Jl. Melati 5', meter: 'PLN-998' },
  });
  for (let number = 1; number < PEOPLE; number += 1) await add(number, { name: `Kos ${number}` });
});
afterAll(() => edge?.close());

it('are all of the filter, over its pages, with nothing that a spreadsheet would run', async () => {
  const { text, status } = await owner.get('/api/v1/subscribers.csv?query=kos');
  expect(status).toBe(200);
  const lines = text.trimEnd().split('\r\n');
  expect(lines.length).toBe(PEOPLE);
  expect(lines[0]).toBe(
    'ID pelanggan,Nama,Nomor HP,Lokasi,Peran,Persetujuan,Status,Alasan blokir,Alamat,Kamar,Catatan,Isian lain,Dibuat',
  );
  const odd = await owner.get('/api/v1/subscribers.csv?query=HYPERLINK');
  expect(odd.text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(odd.text).toContain('"Jl. Melati 5","B-12","","meter: PLN-998"');
});

it.each(['b-12', 'melati', 'pln-998'])('are found by %s of a field', async (query) => {
  const { json } = await owner.get(`/api/v1/subscribers?query=${query}`);
  expect(json['items']).toMatchObject([{ name: '=HYPERLINK("http://x")' }]);
});

it('hide numbers until who may see them asks', async () => {
  const path = '/api/v1/subscribers.csv?query=HYPERLINK';
  expect((await owner.get(path)).text).toContain('•••0000');
  expect((await owner.get(`${path}&unmask=1`)).text).toContain(`"'+6281230000000"`);
});

it('are found by whether they are blocked', async () => {
  const { json } = await owner.get('/api/v1/subscribers?blocked=true');
  expect(json['items']).toEqual([]);
  expect((await owner.get('/api/v1/subscribers?blocked=maybe')).status).toBe(400);
});

it('come as XLSX, too, and who took them is on record', async () => {
  const { status, headers } = await owner.get('/api/v1/subscribers.xlsx?query=kos');
  expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
  const { json } = await owner.get('/api/v1/audit?permission=subscribers:export');
  expect((json['items'] as object[]).slice(0, 1)).toMatchObject([
    { route: '/api/v1/subscribers.xlsx', bodyJson: '{"query":"kos"}', outcome: 'done' },
  ]);
});
