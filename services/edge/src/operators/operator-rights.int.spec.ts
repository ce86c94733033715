// operator-rights.int.spec.ts — the rights of each role: a table written by hand from domain.md, tried with each role's own cookie session, real ids and
// bodies that would be taken. Denied is 403 AUTH.FORBIDDEN and nothing else; let in is anything that is no 401 or 403.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';
import type { Browser } from '../testing/browser';

type Role = 'super_admin' | 'admin' | 'operator' | 'finance' | 'technician' | 'agent';
const ROLES: readonly Role[] = ['super_admin', 'admin', 'operator', 'finance', 'technician', 'agent'];
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Letters of the roles that may: Super_admin, Admin, Operator, Finance, Technician, aGent. */
type Right = [who: string, method: Method, path: string, body: object | undefined];

const ID = '00000000-0000-4000-8000-000000000001';
const REASON = { reason: 'uji' };
const PACKAGE = { name: 'Uji', bytes: 1_000, days: 1, priceRupiah: 1_000, active: true };
const ROUTER = { name: 'R', host: '127.0.0.1', port: 8728, tls: false, user: 'u', password: 'p', site: 's' };

const RIGHTS: readonly Right[] = [
  // Everybody reads people, balances, devices and routers.
  ['SAOFT', 'GET', '/subscribers', undefined],
  ['SAOFT', 'GET', '/subscribers/count', undefined],
  ['SAOFT', 'GET', '/subscribers/:s', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/quota', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/statement', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/usage', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/access', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/devices', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/diagnosis', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/debts', undefined],
  ['SAOFT', 'GET', '/subscribers/:s/debts/estimate', undefined],
  ['SAOFT', 'GET', '/routers', undefined],
  ['SAOFT', 'GET', `/routers/${ID}`, undefined],
  ['SAOFT', 'GET', `/routers/${ID}/drift`, undefined],
  ['SAOFT', 'GET', `/routers/${ID}/alarms`, undefined],
  ['SAOFT', 'GET', `/routers/${ID}/by-hand`, undefined],
  // Who tends people.
  ['SAO', 'POST', '/subscribers', { phone: '081234500099', name: 'Baru' }],
  ['SAO', 'PATCH', '/subscribers/:s', { name: 'Lain' }],
  ['SAO', 'POST', '/subscribers/:s/approval', { approval: 'approved', ...REASON }],
  ['SAO', 'POST', '/subscribers/:s/block', { ...REASON, hardBlock: true }],
  ['SAO', 'POST', '/subscribers/:s/unblock', REASON],
  ['SAO', 'PUT', '/subscribers/:s/phone', { phone: '081234500098', ...REASON }],
  ['SAO', 'POST', '/subscribers/:s/phone/release', REASON],
  ['SAO', 'POST', '/subscribers/:s/otp-limits/lift', REASON],
  ['SAO', 'DELETE', `/subscribers/:s/devices/${ID}`, undefined],
  ['SAO', 'PATCH', `/subscribers/:s/devices/${ID}`, { label: 'HP' }],
  ['SAO', 'POST', `/subscribers/:s/devices/${ID}/move`, { toSubscriberId: ID }],
  ['SAO', 'POST', '/subscribers/:s/grants', { bytes: 1_000, ...REASON }],
  ['SAO', 'POST', '/subscribers/:s/grants/extend', { days: 1, ...REASON }],
  ['SAO', 'POST', `/subscribers/:s/grants/${ID}/revoke`, REASON],
  ['SAO', 'GET', `/subscribers/:s/grants/${ID}/revocation`, undefined],
  ['SAOF', 'GET', `/orders/${ID}/refunds`, undefined],
  ['SAOFT', 'GET', '/quota-requests', undefined],
  ['SAO', 'POST', `/quota-requests/${ID}/approve`, {}],
  ['SAO', 'POST', `/quota-requests/${ID}/reject`, REASON],
  ['SAO', 'POST', '/quota-requests/decide', { requestIds: [ID], approve: true }],
  ['SAO', 'GET', '/messages', undefined],
  ['SAO', 'GET', '/messages/channel', undefined],
  ['SAO', 'GET', '/messages/texts', undefined],
  ['SAO', 'GET', `/messages/${ID}`, undefined],
  // Debts and settlements are money; resets are not, and only managers do them.
  ['SAF', 'POST', '/subscribers/:s/debts', { bytes: 1_000, priceRupiah: 1_000, ...REASON }],
  ['SAF', 'POST', '/subscribers/:s/settlements', REASON],
  ['SA', 'POST', '/subscribers/:s/reset', REASON],
  ['S', 'POST', '/subscribers/:s/corrections', { usedDeltaBytes: 1, ...REASON }],
  ['SAOT', 'GET', '/anomalies', undefined],
  ['SA', 'POST', `/anomalies/${ID}/accept`, REASON],
  ['SA', 'POST', `/anomalies/${ID}/reject`, REASON],
  ['SA', 'POST', '/anomalies/decide', { anomalyIds: [ID], accept: true, ...REASON }],
  // Money in and back.
  ['SAF', 'POST', `/orders/${ID}/confirm`, REASON],
  ['SAOF', 'POST', `/orders/${ID}/refund`, REASON],
  ['SAF', 'POST', `/orders/${ID}/retry`, REASON],
  ['SAOF', 'POST', `/orders/${ID}/recheck`, REASON],
  ['SAOF', 'GET', '/payment-gateway', undefined],
  ['SAOF', 'POST', '/payment-gateway/test', undefined],
  ['SA', 'POST', '/packages', PACKAGE],
  ['SA', 'PATCH', `/packages/${ID}`, { name: 'Lain' }],
  // The counter is everybody's who sells; the books are those of who handles money.
  ['SAOF', 'POST', '/subscribers/:s/orders', { packageId: ID, method: 'cash', paidRupiah: 1_000 }],
  ['SAOF', 'GET', '/drawer', undefined],
  ['SAOF', 'POST', '/drawer/open', { floatRupiah: 1_000 }],
  ['SAOF', 'POST', '/drawer/pay-in', { amountRupiah: 1_000, ...REASON }],
  ['SAOF', 'POST', '/drawer/pay-out', { amountRupiah: 1_000, ...REASON }],
  ['SAOF', 'POST', '/drawer/close', { countedRupiah: 1_000 }],
  ['SAOF', 'GET', '/drawer/shift', undefined],
  ['SAOF', 'GET', '/drawer/closings', undefined],
  ['SAF', 'GET', '/drawers', undefined],
  ['SAF', 'GET', '/drawers/closings', undefined],
  ['SAF', 'GET', `/drawers/${ID}/shift`, undefined],
  ['SAF', 'GET', '/books/trial-balance?from=2026-11-01&to=2026-11-30', undefined],
  ['SAF', 'GET', '/books/journal?from=2026-11-01&to=2026-11-30', undefined],
  ['SAF', 'GET', '/books/journal.csv?from=2026-11-01&to=2026-11-30', undefined],
  ['SAF', 'GET', '/books/day?date=2026-11-30', undefined],
  ['SA', 'GET', '/goodwill/preview?site=rw05', undefined],
  ['SA', 'POST', '/goodwill', { site: 'rw05', extendDays: 1, ...REASON }],
  ['SAOFT', 'GET', '/goodwill', undefined],
  ['SAOFT', 'GET', '/books/debts?state=overdue', undefined],
  ['SAOF', 'POST', '/subscribers/:s/debts/reminder', undefined],
  // Routers are the technician's as well.
  ['SAT', 'POST', '/routers', ROUTER],
  ['SAT', 'PATCH', `/routers/${ID}`, { name: 'Lain' }],
  ['SAT', 'DELETE', `/routers/${ID}`, undefined],
  ['SAT', 'POST', `/routers/${ID}/sweep`, undefined],
  [
    'SAT',
    'POST',
    '/routers/onboarding',
    { name: 'R', host: '10.0.0.1', site: 's', gatewayAddress: '10.0.0.2/32' },
  ],
  ['SA', 'PUT', '/messages/otp-sending', { on: true }],
  ['SA', 'PUT', '/message-templates/quota.low', { on: true }],
  ['SA', 'POST', '/broadcasts', { textIndonesian: 'Halo', perMinute: 20 }],
  ['SA', 'POST', '/broadcast-opt-outs', { phone: '081299900010' }],
  ['SA', 'DELETE', `/broadcast-opt-outs/${ID}`, undefined],
  ['SA', 'POST', `/broadcasts/${ID}/steps`, { step: 'start' }],
  ['SA', 'PUT', '/message-templates/quota.low/id', { text: 'Sisa {remaining}' }],
  ['SA', 'POST', '/message-templates/quota.low/id/restore', { version: 0 }],
  ['SA', 'POST', '/messages/test', { toPhone: '081299900010' }],
  ['SA', 'GET', '/audit', undefined],
  ['SA', 'GET', '/audit.csv', undefined],
  ['SAOF', 'GET', '/orders.csv', undefined],
  // Who runs a site is read by all, and set by who manages.
  ['SAOFT', 'GET', '/sites/rw06/profile', undefined],
  ['SA', 'PUT', '/sites/rw06/profile', { name: 'Warung Budi' }],
  // Operators are the owner's.
  ['S', 'GET', '/operators', undefined],
  ['S', 'POST', '/operators', { email: 'x@example.com', role: 'admin' }],
  ['S', 'DELETE', `/operators/${ID}`, undefined],
  ['S', 'PATCH', `/operators/${ID}`, { role: 'technician' }],
  ['S', 'POST', `/operators/${ID}/reset`, { password: true }],
  ['S', 'POST', `/drawers/${ID}/close`, { countedRupiah: 0 }],
  ['S', 'PUT', `/operators/${ID}/messages`, { messages: [] }],
  // Resellers: their managers, and they themselves, who see nothing else.
  ['SAF', 'GET', '/agents', undefined],
  ['SAF', 'GET', `/agents/${ID}/entries`, undefined],
  ['SAF', 'PUT', `/agents/${ID}`, { site: 'site-1', marginPercent: 10 }],
  ['SAF', 'POST', `/agents/${ID}/deposits`, { amountRupiah: 1_000, method: 'cash' }],
  ['SAF', 'POST', `/agents/${ID}/payouts`, { amountRupiah: 1_000, method: 'cash' }],
  ['SG', 'GET', '/agent', undefined],
  ['SG', 'GET', '/agent/entries', undefined],
  ['SG', 'GET', '/agent/commission.csv?month=2026-11', undefined],
  ['SAF', 'GET', `/agents/${ID}/commission.csv?month=2026-11`, undefined],
  ['SG', 'POST', '/agent/sales', { packageId: ID, amount: 1 }],
  ['SG', 'GET', '/agent/top-up-methods', undefined],
  ['SG', 'GET', '/agent/top-ups', undefined],
  ['SG', 'GET', `/agent/top-ups/${ID}`, undefined],
  ['SG', 'POST', '/agent/top-ups', { amountRupiah: 50_000, method: 'qris' }],
  ['SG', 'POST', `/agent/top-ups/${ID}/cancel`, undefined],
  // What each does with his own login.
  ['SAOFTG', 'PUT', '/operator/messages', { messages: [] }],
  ['SAOFTG', 'GET', '/operator/me', undefined],
  ['SAOFTG', 'GET', '/operator/api-keys', undefined],
  ['SAOFTG', 'GET', '/operator/sessions', undefined],
  ['SAOFTG', 'DELETE', `/operator/sessions/${ID}`, undefined],
];

let edge: EdgeStack;
let subscriberId: string;
const sessions = new Map<Role, Browser>();
const PASSWORD = 'a-password-of-its-own';

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  ({ subscriberId } = await edge.subscriber());
  const owner = await edge.operator();
  sessions.set('super_admin', owner);
  for (const role of ROLES.slice(1)) {
    const email = `${role}@example.com`;
    const { json } = await owner.post('/api/v1/operators', { email, role });
    const browser = edge.newBrowser();
    const first = String(json['oneTimePassword']);
    await browser.post('/api/v1/operator/login', { email, password: first });
    await browser.post('/api/v1/operator/password', { currentPassword: first, newPassword: PASSWORD });
    await browser.post('/api/v1/operator/login', { email, password: PASSWORD });
    sessions.set(role, browser);
  }
});
afterAll(() => edge?.close());

const letterOf = (role: Role): string => (role === 'agent' ? 'G' : role.charAt(0).toUpperCase());

describe.each(ROLES)('%s', (role) => {
  it.each<Right>(RIGHTS)('%s: %s %s', async (who, method, path, body) => {
    const browser = sessions.get(role);
    const url = `/api/v1${path.replace(':s', subscriberId)}`;
    if (!browser) throw new Error(`${role} has no session`);
    const { status, json } = await browser.call(url, { method, json: body });
    if (who.includes(letterOf(role))) expect([url, status === 401 || status === 403]).toEqual([url, false]);
    else expect([url, status, json['code']]).toEqual([url, 403, 'AUTH.FORBIDDEN']);
  });
});

it.each<Right>(RIGHTS)('refuses %s %s %s without a login', async (_who, method, path, body) => {
  const { status } = await edge
    .newBrowser()
    .call(`/api/v1${path.replace(':s', subscriberId)}`, { method, json: body });
  expect([401, 403]).toContain(status);
});

it('tells an agent of no colleague', async () => {
  const { json } = await sessions.get('agent')!.call('/api/v1/operator/colleagues', { method: 'GET' });
  expect(json['items']).toEqual([
    { operatorId: expect.any(String), name: 'agent', sells: false, agent: true },
  ]);
});
