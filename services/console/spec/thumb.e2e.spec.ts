// thumb.e2e.spec.ts — on a phone: nothing is smaller than a finger, a dialog's buttons are at its foot, lists are cards.
import { ConsolePage } from './console-page';

const GB = 1_073_741_824;
const RINA = '00000000-0000-4000-8000-00000000000c';
const ID = '00000000-0000-4000-8000-00000000000d';
const PATH = `/api/v1/subscribers/${RINA}`;
const AT = '2026-11-28T03:00:00.000Z';
const person = {
  ...{ subscriberId: RINA, phone: '+6281299900010', name: 'Bu Rina', role: 'subscriber', site: 'site-1' },
  ...{ approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {} },
  ...{ termsVersion: 0, createdAt: AT, hardBlock: false },
};
const offer = {
  ...{ packageId: ID, name: 'Hemat', bytes: 10 * GB, unlimited: false, active: true, priceRupiah: 20_000 },
  ...{ finalPriceRupiah: 20_000, lastsSeconds: 30 * 86_400, promoName: '' },
};
const order = {
  ...{
    orderId: ID,
    orderNumber: 'SRG-1',
    invoiceNumber: 'site-1/1',
    state: 'fulfilled',
    description: 'Hemat',
  },
  ...{ amountRupiah: 20_000, refundedRupiah: 0, method: 'cash', createdAt: AT, subscriberId: RINA },
  subscriberName: 'Bu Rina',
};
const grant = (grantId: string) => ({
  ...{ grantId, source: 'operator', sizeBytes: 10 * GB, remainingBytes: 4 * GB, unlimited: false },
  ...{ expired: false, expiresAt: null, lastsSecondsFromFirstUse: null },
});
const quota = {
  ...{ status: 'active', version: 3, grantedBytes: 20 * GB, usedBytes: 6 * GB, remainingBytes: 14 * GB },
  ...{ debtBytes: 0, debtRupiah: 0, debtDueAt: null, debtBlock: null, unlimited: false, expiresAt: null },
  ...{
    heldBytes: 0,
    onlineSecondsLeft: null,
    usedOnlineSeconds: 0,
    laterHoldings: [],
    family: null,
    familyMembers: 0,
    grants: [grant(RINA), grant(ID)],
  },
};
const answers = {
  [`GET ${PATH}`]: person,
  [`GET ${PATH}/quota`]: quota,
  [`GET ${PATH}/access`]: { applied: true, pendingRouterIds: [], version: 3 },
  'GET /api/v1/packages': { items: [offer] },
  'GET /api/v1/drawer': {
    operatorId: ID,
    open: true,
    expectedRupiah: 0,
    lastDifferenceRupiah: 0,
    version: 1,
  },
  [`POST ${PATH}/orders`]: { order, changeRupiah: 30_000 },
};
const MAY = ['subscribers:read', 'counter:sell', 'orders:read', 'quota:read', 'quota:grant'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start(true);
});
afterAll(() => desk?.close());

it('has nothing on a page or in a dialog that a finger would miss', async () => {
  await desk.open(`/subscribers/${RINA}`, MAY, answers);
  await desk.page.getByRole('button', { name: 'Tarik kembali' }).first().waitFor();
  await desk.picture('thumb-person');
  expect(await desk.smallTargets()).toEqual([]);
  await desk.page.getByRole('button', { name: 'Jual paket' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.picture('thumb-option');
  await desk.page.getByRole('option').first().click();
  await dialog.getByRole('button', { name: 'Uang pas' }).waitFor();
  await desk.picture('thumb-sale');
  expect(await desk.smallTargets()).toEqual([]);
  const foot = await dialog.locator('.dialog-buttons').boundingBox();
  expect(Math.round((foot?.y ?? 0) + (foot?.height ?? 0))).toBe(844);
  expect(Math.round(foot?.width ?? 0)).toBe(390);
  await dialog.getByRole('button', { name: 'Jual', exact: true }).click();
  await dialog.getByRole('link', { name: 'Cetak 58 mm' }).waitFor();
  await desk.picture('thumb-sale-end');
  expect(await desk.smallTargets()).toEqual([]);
});

it('has the next row’s button in focus when a grant is taken back, and the heading after the last', async () => {
  let grants = quota.grants;
  await desk.open(`/subscribers/${RINA}`, MAY, {
    ...answers,
    [`GET ${PATH}/quota`]: () => ({ ...quota, grants }),
    ...Object.fromEntries(
      [RINA, ID].flatMap((id) => [
        [
          `GET ${PATH}/grants/${id}/revocation`,
          {
            ...{ leftBytes: 4 * GB, usedBytes: 0, fromOthersBytes: 0, autoDebtBytes: 0 },
            ...{ remainingBytes: 0, autoDebtRupiah: 0 },
          },
        ],
        [
          `POST ${PATH}/grants/${id}/revoke`,
          () => {
            grants = grants.filter(({ grantId }) => grantId !== id);
            return { version: 4, id: '', notices: [] };
          },
        ],
      ]),
    ),
  });
  const focused = () => desk.page.evaluate<string>('document.activeElement.textContent');
  const takeBack = async () => {
    await desk.page.getByRole('button', { name: 'Tarik kembali' }).first().click();
    await desk.page.getByRole('dialog', { name: /4 GB dari 10 GB · Bu Rina/ }).waitFor();
    await desk.page.getByLabel('Alasan').fill('salah orang');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Tarik kembali' }).click();
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await takeBack();
  await desk.page.waitForFunction("document.querySelectorAll('.mantine-Progress-root').length === 1");
  expect(await focused()).toBe('Tarik kembali');
  await takeBack();
  await desk.page.waitForFunction("document.querySelectorAll('.mantine-Progress-root').length === 0");
  expect(await focused()).toBe('Bu Rina');
});

it('shows the audit log as cards', async () => {
  const entry = {
    ...{ entryId: ID, at: AT, operatorId: RINA, operatorName: 'Sari', address: '10.0.0.1', apiKeyId: '' },
    ...{ httpMethod: 'POST', route: '/api/v1/subscribers/{subscriberId}/block', params: {}, outcome: 'done' },
    ...{
      permission: 'subscribers:block',
      bodyJson: '{"reason":"titip"}',
      beforeJson: '',
      code: '',
      status: 200,
    },
  };
  await desk.open('/audit', ['audit:read'], { 'GET /api/v1/audit': { items: [entry], nextCursor: null } });
  await desk.page.getByRole('listitem').getByText('reason:').waitFor();
  await desk.picture('thumb-audit');
  expect(await desk.page.getByRole('table').count()).toBe(0);
  expect(await desk.smallTargets()).toEqual([]);
});
