// requests.e2e.spec.ts — a Komandan's request says who asks and what is left to them; one is rejected where it stands.
import { ConsolePage } from './console-page';

const GB = 1_073_741_824;
const CITRA = '00000000-0000-4000-8000-00000000000c';
const REQUEST = '00000000-0000-4000-8000-0000000000d1';
const OTHER = '00000000-0000-4000-8000-0000000000d2';
const AT = '2026-11-28T03:03:00.000Z';
const DECIDE = 'POST /api/v1/quota-requests/decide';
const quota = {
  ...{ status: 'active', version: 3, grantedBytes: 10 * GB, usedBytes: 6 * GB, remainingBytes: 4 * GB },
  ...{ debtBytes: 0, debtRupiah: 0, debtDueAt: null, debtBlock: null, unlimited: false, expiresAt: null },
  ...{
    heldBytes: 0,
    onlineSecondsLeft: null,
    usedOnlineSeconds: 0,
    laterHoldings: [],
    family: null,
    familyMembers: 0,
    grants: [],
  },
};
const request = {
  ...{ requestId: REQUEST, subscriberId: CITRA, state: 'pending', bytes: 5 * GB, unlimited: false },
  ...{ days: 7, reason: 'rapat warga', askedAt: AT, name: 'Citra Kirana', phone: '•••0010' },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('says who asks and what is left to them, and rejects one where it stands', async () => {
  await desk.open('/requests', ['subscribers:read', 'quota:read', 'quota:grant'], {
    'GET /api/v1/quota-requests': {
      items: [request, { ...request, requestId: OTHER, bytes: 3 * GB }],
      nextCursor: null,
    },
    [`GET /api/v1/subscribers/${CITRA}/quota`]: quota,
    [DECIDE]: { decided: [REQUEST], refused: [] },
  });
  await desk.seen('Citra Kirana');
  await desk.seen(/0010/);
  await desk.seen('Sisa kuotanya: 4 GB');
  expect(desk.sent(`GET /api/v1/subscribers/${CITRA}`)).toEqual([]);
  expect(await desk.faults('requests')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Tolak' }).first().click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill('sudah cukup');
  await dialog.getByRole('button', { name: 'Tolak' }).click();
  await desk.seen('1 permintaan ditolak.');
  expect(desk.sent(DECIDE)[0]?.body).toEqual({
    ...{ requestIds: [REQUEST], approve: false, reason: 'sudah cukup' },
  });
});
