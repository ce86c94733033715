// agent-commission.int.spec.ts — what an agent earned in a month as a file: every sale, what came back, and the sum.
import 'reflect-metadata';
import { create } from '@bufbuild/protobuf';
import { authOtp } from '@saring/auth-otp';
import { AgentEntrySchema } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { billingStandIn, money, resetMoney } from '../testing/fake-money';

const SALES = 401;
let edge: EdgeStack;
let owner: Browser;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp, billingStandIn],
    whatsapp: await startWhatsAppSimulator(),
  });
  owner = await edge.operator();
});
afterAll(() => edge?.close());
beforeEach(resetMoney);

const entry = (line: number, sold: number) =>
  create(AgentEntrySchema, {
    ...{ line, sold, kind: sold > 0 ? 'sold' : 'returned', description: '=2 GB' },
    ...{ sellRupiah: sold * 5_000, amountRupiah: -sold * 4_500, at: '2026-11-28T03:00:00.000Z' },
  });

it('holds every sale of the month over all pages, what came back below nothing, and their sum', async () => {
  money.agentEntries = [
    entry(SALES + 1, -1),
    ...Array.from({ length: SALES }, (_, index) => entry(SALES - index, 1)),
  ];
  const { text, status } = await owner.get(`/api/v1/agents/${newId()}/commission.csv?month=2026-11`);
  const [head, first, ...rest] = text.trimEnd().split('\r\n');
  expect([status, head]).toEqual([200, 'Dibuat,Keterangan,Terjual,Penjualan (Rp),Modal (Rp),Margin (Rp)']);
  expect(first).toMatch(/^"2026-11-28[^"]*","'=2 GB",-1,-5000,-4500,-500$/);
  expect(rest).toHaveLength(SALES + 1);
  expect(rest.at(-1)).toBe(
    `"","",${SALES - 1},${(SALES - 1) * 5_000},${(SALES - 1) * 4_500},${(SALES - 1) * 500}`,
  );
  expect(new Set(money.agentMonths)).toEqual(new Set(['2026-11']));
});

it('is of a month of the calendar', async () => {
  for (const month of ['2026-13', '2026-1', 'xx', ''])
    expect((await owner.get(`/api/v1/agents/${newId()}/commission.csv?month=${month}`)).status).toBe(400);
});
