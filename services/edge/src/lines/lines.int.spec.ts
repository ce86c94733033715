// PPPoE lines for operators: what they moved, by day where their site is and in the month; many of a file at once.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { newId } from '@saring/kernel';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

const LINE = newId();
const line = {
  ...{ lineId: LINE, subscriberId: newId(), routerId: newId(), routerName: 'rb', pool: 'home', site: 'rw06' },
  ...{ username: 'rumah-0001', state: 'active', standing: 'online', callerId: '', profile: '', address: '' },
  ...{
    downloadKilobitsPerSecond: 20_000,
    uploadKilobitsPerSecond: 5_000,
    sessionAddress: '',
    onlineSince: '',
  },
  ...{ suspendedByHand: false, heldForBill: false, adopted: false },
};
const DAYS = 'from=2026-11-01&to=2026-11-30';

it('say what they moved by day of their site and for the month', async () => {
  const browser = await edge.operator();
  world.lines = [line];
  const { status, json } = await browser.get(`/api/v1/lines/${LINE}/usage?${DAYS}`);
  expect({ status, json }).toMatchObject({
    status: 200,
    json: {
      days: [{ day: '2026-11-01', uploadBytes: 1, downloadBytes: 2, sessions: 1, reboots: 0 }],
      period: { downloadBytes: 4 * 1_073_741_824 },
    },
  });
  expect(world.lineDays).toMatchObject([{ lineId: LINE, fromDate: '2026-11-01', timeZone: 'Asia/Jakarta' }]);
  // The first of the month, at midnight of Jakarta.
  expect(world.linePeriods.map(({ since }) => since?.slice(11))).toEqual(['17:00:00.000Z']);
});

it('say nothing of one that is not there, and nothing to anybody else', async () => {
  const browser = await edge.operator();
  expect((await browser.get(`/api/v1/lines/${LINE}/usage?${DAYS}`)).status).toBe(404);
  expect((await browser.get(`/api/v1/lines/${LINE}/usage?from=2026-13-01&to=2026-11-30`)).status).toBe(400);
  expect((await edge.newBrowser().get(`/api/v1/lines/${LINE}/usage?${DAYS}`)).status).toBe(401);
});

it('are checked by the rows of a file, each with what is wrong with it in words', async () => {
  const browser = await edge.operator();
  const path = `/api/v1/routers/${newId()}/lines`;
  const rows = [
    { phone: '0812 4000 0000', username: 'rumah-0001', password: 'rahasia-sekali' },
    { phone: '' },
  ];
  const { status, json, text } = await browser.post(path, { rows, checkOnly: true });
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { made: 0, faulty: 1, rows: [{ username: 'rumah-0001', why: '' }, { refusal: 'PHONE.INVALID' }] },
  });
  expect((json['rows'] as { why: string }[])[1]?.why).not.toBe('');
  expect(text).not.toContain('rahasia-sekali');
  expect((await browser.post(path, { rows: [] })).status).toBe(400);
  expect((await edge.newBrowser().post(path, { rows })).status).toBe(401);
});

it('are checked row by row also where one has what no text may have, or far too much', async () => {
  const browser = await edge.operator();
  const path = `/api/v1/routers/${newId()}/lines`;
  const rows = [
    { phone: '0812 4000 0000', username: 'rumah\u00000001', callerId: 'bukan mac' },
    { phone: '0812 4000 0001', pool: 'p'.repeat(5_000), address: '10.20.0.7\u202e' },
  ];
  const { status } = await browser.post(path, { rows, checkOnly: true });
  expect(status).toBe(200);
  expect(world.newLines.at(-1)?.rows).toMatchObject([
    { username: 'rumah\ufffd0001', callerId: 'bukan mac' },
    { pool: `${'p'.repeat(299)}\ufffd`, address: '10.20.0.7\ufffd' },
  ]);
});

it('are read from a router each hour, with what is wrong with them', async () => {
  const browser = await edge.operator();
  const { status, json } = await browser.get(`/api/v1/routers/${newId()}/line-reading`);
  const findings = [{ kind: 'profile_missing', username: 'pak-budi' }];
  expect({ status, json }).toMatchObject({ status: 200, json: { secrets: 3, foreign: 1, findings } });
});
