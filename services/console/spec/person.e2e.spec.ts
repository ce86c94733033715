// person.e2e.spec.ts — what an operator does for one person, before an edge of the spec's own.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const PATH = `/api/v1/subscribers/${CITRA}`;
const person = {
  ...{
    subscriberId: CITRA,
    phone: '+6281299900010',
    name: 'Citra Kirana',
    role: 'subscriber',
    site: 'site-1',
  },
  ...{ approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {}, termsVersion: 0 },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', hardBlock: false },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = () =>
  desk.open(`/subscribers/${CITRA}`, ['subscribers:read', 'quota:grant', 'audit:read'], {
    [`GET ${PATH}`]: person,
    [`POST ${PATH}/grants/extend`]: { version: 7, id: '', notices: [] },
    'GET /api/v1/audit': { items: [], nextCursor: null },
  });

it('lets what a person has end later', async () => {
  await open();
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Perpanjang masa aktif' }).click();
  await desk.page.getByLabel('Tambahan hari').fill('3');
  expect(await desk.faults('extend')).toEqual([]);
  await desk.page.getByLabel('Alasan').fill('listrik padam');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Perpanjang masa aktif' }).click();
  await desk.seen('Diperpanjang 3 hari.');
  expect(desk.sent(`POST ${PATH}/grants/extend`)[0]?.body).toEqual({ days: 3, reason: 'listrik padam' });
});

it('leads to what was done about a person', async () => {
  await open();
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Catatan tindakan' }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Catatan tindakan' }).waitFor();
  await desk.seen('Tidak ada tindakan yang cocok.');
  expect(desk.sent('GET /api/v1/audit')[0]?.query).toMatchObject({ target: CITRA });
});

it('shows what another operator did without a reload', async () => {
  let looks = 0;
  await desk.open(`/subscribers/${CITRA}`, ['subscribers:read'], {
    [`GET ${PATH}`]: () => {
      looks += 1;
      return looks === 1 ? person : { ...person, name: 'Citra Blokir', blocked: true };
    },
    'GET /api/v1/operator/events': {
      stream: 'retry: 60000\n\nevent: person\ndata: {}\n\n',
      after: `GET ${PATH}`,
    },
  });
  await desk.seen('Citra Blokir');
});

it('says what taking a grant back takes, before and after', async () => {
  const GB = 1_073_741_824;
  const grantId = '00000000-0000-4000-8000-0000000000f1';
  const revocation = {
    ...{ leftBytes: 3 * GB, usedBytes: 2 * GB, fromOthersBytes: 1.5 * GB, autoDebtBytes: GB / 2 },
    remainingBytes: 0,
  };
  const grant = {
    ...{ grantId, source: 'operator', sizeBytes: 5 * GB, remainingBytes: 3 * GB, unlimited: false },
    ...{ grantedAt: '2026-11-01T00:00:00.000Z', expired: false, speedDownKilobitsPerSecond: 0 },
    ...{ speedUpKilobitsPerSecond: 0, fupThresholdBytes: 0, dated: false },
    ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0, open: true },
    ...{ validHours: '00:00-06:00', zoneMinutes: 420 },
  };
  await desk.open(`/subscribers/${CITRA}`, ['subscribers:read', 'quota:read', 'quota:grant'], {
    [`GET ${PATH}`]: person,
    [`GET ${PATH}/quota`]: {
      ...{ status: 'active', version: 3, grantedBytes: 5 * GB, usedBytes: 2 * GB, remainingBytes: 3 * GB },
      ...{ debtBytes: 0, debtRupiah: 0, debtDueAt: null, debtBlock: null, unlimited: false, expiresAt: null },
      ...{
        blockReason: null,
        heldBytes: 0,
        onlineSecondsLeft: null,
        usedOnlineSeconds: 0,
        family: null,
        familyMembers: 0,
        paymentLane: null,
        grants: [grant],
        holdings: [],
        laterHoldings: [],
      },
    },
    [`GET ${PATH}/grants/${grantId}/revocation`]: revocation,
    [`POST ${PATH}/grants/${grantId}/revoke`]: { version: 7, id: grantId, notices: [], revocation },
  });
  await desk.seen('Setiap hari 00.00–06.00 WIB, sekarang terbuka');
  await desk.page.getByRole('button', { name: 'Tarik kembali' }).click();
  await desk.seen('Sisa 3 GB dari kuota ini hilang.');
  await desk.seen('2 GB yang sudah terpakai tetap tercatat sebagai pemakaian.');
  await desk.seen('1,5 GB darinya dipotong dari kuota lain.');
  await desk.seen('512 MB darinya menjadi tunggakan, yang dilunasi kuota berikutnya.');
  expect(await desk.faults('take-back')).toEqual([]);
  await desk.page.getByLabel('Alasan').fill('salah orang');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Tarik kembali' }).click();
  await desk.seen(/^3 GB ditarik kembali\..*512 MB darinya menjadi tunggakan.*Sisa kuota sesudahnya: 0/);
});

it('deletes a person for good, once nothing is open and the quota is given up', async () => {
  const deletion = {
    subscriberId: CITRA,
    hindrances: [{ kind: 'quota', bytes: 2_147_483_648 }],
    waiting: [],
  };
  await desk.open(`/subscribers/${CITRA}`, ['subscribers:read', 'subscribers:delete'], {
    [`GET ${PATH}`]: person,
    [`GET ${PATH}/deletion`]: deletion,
    [`POST ${PATH}/deletion`]: { ...deletion, hindrances: [], askedAt: '2026-11-30T00:00:00.000Z' },
  });
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Hapus orang ini' }).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Hapus orang ini' });
  await dialog.getByText('Kuota tersisa 2 GB').waitFor();
  expect(await desk.faults('delete-person')).toEqual([]);
  const remove = dialog.getByRole('button', { name: 'Hapus orang ini' });
  await dialog.getByLabel('Empat angka terakhir nomornya').fill('0010');
  await dialog.getByLabel('Alasan').fill('diminta orangnya');
  expect(await remove.isDisabled()).toBe(true);
  await dialog.getByText('Sisa kuota dilepas').click();
  await remove.click();
  await desk.seen('Penghapusan dimulai.');
  expect(desk.sent(`POST ${PATH}/deletion`)[0]?.body).toEqual({
    ...{ reason: 'diminta orangnya', confirmation: '0010', forfeitQuota: true },
  });
});
