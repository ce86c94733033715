// The PPPoE lines of a subscriber in the portal.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { newId } from '@saring/kernel';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

const GB = 1_073_741_824;
let edge: EdgeStack;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

const lineOf = (subscriberId: string, more: Partial<(typeof world.lines)[number]> = {}) =>
  ({
    ...{ lineId: newId(), subscriberId, routerId: newId(), routerName: 'rb-secret-name', pool: 'pool-rumah' },
    ...{ username: 'rumah-0001', state: 'active', standing: 'online', callerId: 'C0:4A:00:00:00:01' },
    ...{ downloadKilobitsPerSecond: 20_000, uploadKilobitsPerSecond: 5_000, profile: '', address: '' },
    ...{ sessionAddress: '10.20.0.7', onlineSince: '2026-11-28T03:00:00.000Z' },
    ...{ suspendedByHand: false, heldForBill: false, adopted: false, site: 'site-1' },
    ...{ heldForQuota: false, slowed: false },
    ...more,
  }) as (typeof world.lines)[number];

it('are shown with speed, address and session, and with nothing of the router', async () => {
  const { browser, subscriberId } = await edge.subscriber();
  const line = lineOf(subscriberId);
  world.lines = [line];
  const { status, json } = await browser.get('/api/v1/me/lines');
  expect({ status, json }).toEqual({
    status: 200,
    json: {
      items: [
        {
          ...{ lineId: line.lineId, name: 'rumah-0001', state: 'active' },
          ...{
            suspendedByHand: false,
            heldForBill: false,
            heldForQuota: false,
            slowed: false,
            quotaBytes: 0,
          },
          ...{ downloadKilobitsPerSecond: 20_000, uploadKilobitsPerSecond: 5_000 },
          ...{ online: true, onlineSince: '2026-11-28T03:00:00.000Z', address: '10.20.0.7' },
          usage: { since: expect.any(String) as string, uploadBytes: GB, downloadBytes: 4 * GB },
        },
      ],
      payPath: null,
    },
  });
});

it('are the own alone, whatever the gateway answers', async () => {
  const { browser, subscriberId } = await edge.subscriber();
  const { browser: other } = await edge.subscriber();
  world.lines = [lineOf(newId(), { username: 'foreign' }), lineOf(subscriberId)];
  const { json } = await browser.get(`/api/v1/me/lines?subscriberId=${newId()}`);
  expect((json['items'] as { name: string }[]).map(({ name }) => name)).toEqual(['rumah-0001']);
  expect((await other.get('/api/v1/me/lines')).json).toEqual({ items: [], payPath: null });
  expect(world.lineAskers[0]).toBe(subscriberId);
  expect(world.lineAskers).toHaveLength(2);
});

it.each([
  [
    'offline, with the address it will have',
    { standing: 'offline', address: '10.20.0.9' },
    false,
    '10.20.0.9',
  ],
  ['of a router that does not answer', { standing: 'unreachable' }, null, null],
  ['suspended, whose fixed address is not in use', { state: 'suspended', address: '10.20.0.9' }, false, null],
])('may be %s', async (_, more, online, address) => {
  const { browser, subscriberId } = await edge.subscriber();
  world.lines = [lineOf(subscriberId, { standing: 'offline', sessionAddress: '', onlineSince: '', ...more })];
  const { json } = await browser.get('/api/v1/me/lines');
  expect(json['items']).toMatchObject([{ online, address, onlineSince: null }]);
});

it('that keep the profile of their router say no speed', async () => {
  const { browser, subscriberId } = await edge.subscriber();
  const kept = { profile: 'paket-lama', downloadKilobitsPerSecond: 0, uploadKilobitsPerSecond: 0 };
  world.lines = [lineOf(subscriberId, kept)];
  const { json, text } = await browser.get('/api/v1/me/lines');
  expect(json['items']).toMatchObject([{ downloadKilobitsPerSecond: null, uploadKilobitsPerSecond: null }]);
  expect(text).not.toContain('paket-lama');
});

it('say what suspends them, also while billing is away', async () => {
  const { browser, subscriberId } = await edge.subscriber();
  world.lines = [lineOf(subscriberId, { state: 'suspended', heldForBill: true })];
  const { status, json } = await browser.get('/api/v1/me/lines');
  expect(status).toBe(200);
  expect(json).toMatchObject({ items: [{ state: 'suspended', heldForBill: true }], payPath: null });
});

it('are refused while the gateway is away, and the rest of the account goes on', async () => {
  const { browser } = await edge.subscriber();
  world.isGatewayDown = true;
  expect((await browser.get('/api/v1/me/lines')).status).toBeGreaterThanOrEqual(500);
  for (const rest of ['/api/v1/me', '/api/v1/me/quota', '/api/v1/me/devices'])
    expect([rest, (await browser.get(rest)).status]).toEqual([rest, 200]);
});

it('are for nobody who is not logged in', async () => {
  expect((await edge.newBrowser().get('/api/v1/me/lines')).status).toBe(401);
});
