// debt-report.int.spec.ts — what is owed as figures and files: all of it, safe, and without anybody's number.
import 'reflect-metadata';
import { create } from '@bufbuild/protobuf';
import { authOtp } from '@saring/auth-otp';
import { OwedDebtSchema } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

const DAY_MILLISECONDS = 86_400_000;
const DEBTS = 250;
let edge: EdgeStack;
let owner: Browser;
let debtor: string;

const debt = (subscriberId: string, daysLate: number) =>
  create(OwedDebtSchema, {
    ...{ subscriberId, debtId: newId(), unpaidBytes: 10, unpaidRupiah: 1_000, reason: '=1+1' },
    dueAt: new Date(Date.now() - daysLate * DAY_MILLISECONDS).toISOString(),
  });
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  owner = await edge.operator();
  const added = await owner.post('/api/v1/subscribers', { phone: '081230000001', name: '=Citra' });
  debtor = String(added.json['subscriberId']);
});
afterAll(() => edge?.close());
beforeEach(() => {
  resetWorld();
  world.debts = [100, 40, 10, 3.5, -5].map((daysLate) => debt(debtor, daysLate));
});

it('is told by how late it is, and once in the total', async () => {
  const { json } = await owner.get('/api/v1/reports/debts');
  const sums = { debts: 1, subscribers: 1, rupiah: 1_000, bytes: 10 };
  expect(json).toEqual({
    total: { debts: 5, subscribers: 1, rupiah: 5_000, bytes: 50 },
    ages: ['notDue', 'week', 'month', 'quarter', 'older'].map((name) => ({ name, ...sums })),
  });
});

it('is a file by debt, with no formula in it and numbers by their last digits', async () => {
  const { text, status } = await owner.get('/api/v1/reports/debts.csv');
  expect(status).toBe(200);
  const [head, first, ...rest] = text.trimEnd().split('\r\n');
  expect(head).toBe(
    'Nama,Nomor HP,Jatuh tempo,Terlambat (hari),Alasan,Belum dibayar (Rp),Belum dibayar (byte)',
  );
  expect(first).toMatch(/^"'=Citra","•••0001","\d{4}-.*",100,"'=1\+1",1000,10$/);
  expect(rest.at(-1)).toBe('"total","","","","",5000,50');
});

it('is a file by debtor, of all pages, in each kind', async () => {
  world.debts = Array.from({ length: DEBTS }, () => debt(debtor, 1));
  const { text } = await owner.get('/api/v1/reports/debts.csv?lines=debtor');
  expect(text.trimEnd().split('\r\n')).toHaveLength(3);
  expect(text).toContain(`,1,${DEBTS},${DEBTS * 1_000},${DEBTS * 10}`);
  for (const kind of ['xlsx', 'pdf'])
    expect((await owner.get(`/api/v1/reports/debts.${kind}?lines=debtor`)).status).toBe(200);
  expect((await owner.get('/api/v1/reports/debts.csv?lines=street')).status).toBe(400);
});

it('is for operators only', async () => {
  const { browser } = await edge.subscriber();
  expect((await browser.get('/api/v1/reports/debts')).status).toBe(401);
});
