// The counter through the door: who sells, what is sent on, and books that a spreadsheet can open safely.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack, OPERATOR } from '../testing/edge-stack';
import { billingStandIn, money, ORDER_ID, PACKAGE_ID, resetMoney } from '../testing/fake-money';
import { ledgerStandIn, resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp, billingStandIn, ledgerStandIn],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => {
  resetWorld();
  resetMoney();
});

const cashier = async () => {
  const browser = edge.browser('192.168.1.5', 'localhost:9000');
  expect((await browser.post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
  return browser;
};

it('sells in the name of the operator, to a subscriber who is there, under the key of the caller', async () => {
  const browser = await cashier();
  const { subscriberId } = await edge.subscriber();
  const path = `/api/v1/subscribers/${subscriberId}/orders`;
  const body = { packageId: PACKAGE_ID, method: 'cash', paidRupiah: 55_000 };
  const withKey = { method: 'POST', json: body, headers: { 'idempotency-key': 'sale-1' } };
  const { status, json } = await browser.call(path, withKey);
  expect(status).toBe(201);
  expect(json).toMatchObject({ order: { orderId: ORDER_ID, state: 'fulfilled' }, changeRupiah: 5_000 });
  expect(money.sold).toMatchObject([
    { subscriberId, packageId: PACKAGE_ID, method: 'cash', paidRupiah: 55_000, actorRole: 'super_admin' },
  ]);
  expect(money.sold[0]?.actor).toMatch(/^operator:/);
  const withoutKey = { ...withKey, headers: { 'idempotency-key': '' } };
  expect((await browser.call(path, withoutKey)).json).toMatchObject({
    ...{ status: 400, code: 'REQUEST.IDEMPOTENCY_KEY_MISSING' },
  });
  const nobody = '/api/v1/subscribers/00000000-0000-4000-8000-000000000009/orders';
  expect((await browser.call(nobody, withKey)).json).toMatchObject({ code: 'AUTH.SUBSCRIBER_UNKNOWN' });
  const wrong = { ...withKey, json: { ...body, method: 'qris' } };
  expect((await browser.call(path, wrong)).json['detail']).toContain('cash, transfer, card');
  expect(money.sold).toHaveLength(1);
});

it('takes a UUID in capitals for the same key', async () => {
  const browser = await cashier();
  const { subscriberId } = await edge.subscriber();
  const json = { packageId: PACKAGE_ID, method: 'cash', paidRupiah: 55_000 };
  const key = newId();
  for (const one of [key, key.toUpperCase(), 'Kunci', 'kunci'])
    await browser.call(`/api/v1/subscribers/${subscriberId}/orders`, {
      ...{ method: 'POST', json, headers: { 'idempotency-key': one } },
    });
  const [first, again, other, small] = money.sold.map(({ commandId }) => commandId);
  expect(again).toBe(first);
  expect(new Set([first, other, small]).size).toBe(3);
});

it('gives the journal as CSV of all pages, with no formula in it', async () => {
  const browser = await cashier();
  const { status, text, headers } = await browser.get(
    '/api/v1/books/journal.csv?from=2026-11-01&to=2026-11-30',
  );
  expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(
    `"2026-11-28T10:00:00+07:00","2026-11-28","'=1+1","cash","say ""hi""",5000,"OrderPaid","",""`,
  );
  expect((await browser.get('/api/v1/books/journal?from=heute&to=2026-11-30')).status).toBe(400);
});

it('removes no operator whose drawer is open: the owner closes it, or has it handed over, first', async () => {
  const owner = await cashier();
  const made = await owner.post('/api/v1/operators', { email: 'ani@example.com', role: 'operator' });
  const { operatorId } = made.json['operator'] as { operatorId: string };
  money.drawer = { open: true, expectedRupiah: 50_000 };
  const remove = () => owner.call(`/api/v1/operators/${operatorId}`, { method: 'DELETE' });
  expect((await remove()).json).toMatchObject({ status: 409, code: 'AUTH.OPERATOR_HAS_DRAWER' });
  const change = (json: object) => owner.call(`/api/v1/operators/${operatorId}`, { method: 'PATCH', json });
  expect((await change({ role: 'technician' })).json).toMatchObject({ code: 'AUTH.OPERATOR_HAS_DRAWER' });
  expect((await change({ name: 'Ani', role: 'operator' })).status).toBe(200);
  const counted = { countedRupiah: 50_000 };
  const closed = await owner.call(`/api/v1/drawers/${operatorId}/close`, {
    ...{ method: 'POST', json: counted, headers: { 'idempotency-key': 'close-1' } },
  });
  expect(closed.status).toBe(200);
  expect(money.closed).toMatchObject([{ operatorId, ...counted }]);
  expect(money.closed[0]?.actor).not.toContain(operatorId);
  money.drawer = { open: false, expectedRupiah: 0 };
  expect((await remove()).status).toBe(204);
});

it('removes no agent whose deposit is not zero, and gives them no other role', async () => {
  const owner = await cashier();
  const made = await owner.post('/api/v1/operators', { email: 'tono@example.com', role: 'agent' });
  const { operatorId } = made.json['operator'] as { operatorId: string };
  const call = (method: string, json?: object) =>
    owner.call(`/api/v1/operators/${operatorId}`, { method, ...(json ? { json } : {}) });
  const refused = { status: 409, code: 'AUTH.OPERATOR_HAS_DEPOSIT' };
  // Also of what the agent owes.
  for (const depositRupiah of [47_480, -5_000]) {
    money.agents = [{ agentId: operatorId, depositRupiah }];
    expect((await call('DELETE')).json).toMatchObject(refused);
    expect((await call('PATCH', { role: 'operator' })).json).toMatchObject(refused);
  }
  money.agents = [{ agentId: operatorId, depositRupiah: 0 }];
  expect((await call('PATCH', { role: 'operator' })).status).toBe(200);
  expect((await call('DELETE')).status).toBe(204);
});

it('shows to cashiers what their own drawer took and how it was closed, and to the owner every one', async () => {
  const browser = await cashier();
  const own = await browser.get('/api/v1/drawer/shift?number=7');
  expect(own.json).toMatchObject({ number: 7, floatRupiah: 100_000, sales: [] });
  const { items, nextCursor } = (await browser.get('/api/v1/drawer/closings?limit=3')).json as {
    items: object[];
    nextCursor: string;
  };
  expect(items).toMatchObject([{ operatorId: own.json['operatorId'], number: 3, note: 'a coin fell' }]);
  expect(nextCursor).toBe('next');
  expect((await browser.get('/api/v1/drawers/closings')).json).toMatchObject({ items: [{ number: 20 }] });
  const other = '00000000-0000-4000-8000-000000000009';
  expect((await browser.get(`/api/v1/drawers/${other}/shift`)).json).toMatchObject({ operatorId: other });
  expect((await browser.get(`/api/v1/drawers/closings?operatorId=${other}`)).json).toMatchObject({
    items: [{ operatorId: other }],
  });
  expect((await browser.get('/api/v1/drawer/shift?number=x')).status).toBe(400);
});

it('settles debts by hand once no order for them is open, and not while one may be being paid', async () => {
  const browser = await cashier();
  const { subscriberId } = await edge.subscriber();
  const settle = () =>
    browser.call(`/api/v1/subscribers/${subscriberId}/settlements`, {
      ...{ method: 'POST', json: { debtId: PACKAGE_ID, reason: 'dibayar di rumah' } },
    });
  money.endFails = 'BILLING.ORDER_STAYS_OPEN';
  expect(await settle()).toMatchObject({ status: 409, json: { code: 'BILLING.ORDER_STAYS_OPEN' } });
  expect(world.settled).toEqual([]);
  money.endFails = null;
  expect((await settle()).status).toBe(201);
  expect(money.ended[0]).toMatchObject({ subscriberId, debtId: PACKAGE_ID });
  expect(world.settled).toMatchObject([{ subscriberId, debtId: PACKAGE_ID }]);
});
