// offline.e2e.spec.ts — after a repair the diagnosis looks again by itself, and says how the repair ended.
import { eventually } from '@saring/testing';
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const ROUTER = '00000000-0000-4000-8000-0000000000cc';
const PATH = `/api/v1/subscribers/${CITRA}`;
const DIAGNOSIS = `GET ${PATH}/diagnosis`;
const SWEEP = `POST /api/v1/routers/${ROUTER}/sweep`;
const PAUSE_MILLISECONDS = 2_000;
const MOST_LOOKS = 8;
const MAY = ['subscribers:read', 'devices:read', 'routers:sweep', 'subscribers:update', 'subscribers:block'];
const AT = '2026-11-28T03:03:00.000Z';
const person = {
  ...{ subscriberId: CITRA, phone: '+6281299900010', name: 'Citra Kirana', role: 'subscriber' },
  ...{ site: 'site-1', approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {} },
  ...{ termsVersion: 0, createdAt: AT, hardBlock: false },
};
const found = (cause: string, repair: string) => ({
  ...{ cause, repair, blockReason: null, deviceId: 'd1', deviceName: 'HP Citra', lastSeenAt: AT },
  ...{ routerId: ROUTER, routerName: 'Pondok 1', orderId: null, lines: [] },
  steps: [
    { step: 'phone', state: 'right' },
    { step: 'binding', state: cause === 'none' ? 'right' : 'wrong' },
  ],
});
const missing = found('binding_missing', 'sweep');
const absent = found('absent', 'ask');
const idle = found('idle', 'ask');
const online = found('none', 'none');

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

/** @param answers of the diagnosis, one after another; the last one stays. */
const openDiagnosis = async (answers: readonly object[], more: Record<string, object> = {}) => {
  let looks = 0;
  await desk.open(`/subscribers/${CITRA}`, MAY, {
    [`GET ${PATH}`]: person,
    [DIAGNOSIS]: () => answers[Math.min(looks++, answers.length - 1)] ?? online,
    [SWEEP]: { routerId: ROUTER, sweptAt: AT, items: [], pendingCommands: 0 },
    ...more,
  });
  await desk.page.getByRole('button', { name: 'Mengapa offline?' }).click();
};
const repair = () => desk.page.getByRole('button', { name: 'Perbaiki router sekarang' }).click();

it('says where and when access opened, once a later look finds it open', async () => {
  await openDiagnosis([missing, missing, missing, online]);
  await desk.seen('Di Pondok 1 tidak ada ip-binding untuk HP Citra.');
  await repair();
  await desk.seen(/^Sudah dikerjakan\. Diperiksa lagi \(\d dari 8\)…$/);
  expect(await desk.faults('offline-looking')).toEqual([]);
  await desk.seen(/^Akses dibuka di Pondok 1 pukul \d\d\.\d\d \w+\.$/);
  await desk.seen('Tidak ada yang menghalangi: HP Citra tersambung lewat Pondok 1.');
  expect(await desk.faults('offline-opened')).toEqual([]);
});

it('says at once what else stands in the way', async () => {
  await openDiagnosis([missing, absent]);
  await repair();
  await desk.seen(/^Sampai pukul \d\d\.\d\d \w+ aksesnya belum terbuka\. Yang masih menghalangi:$/);
  await desk.seen(/^HP Citra tidak ada di WiFi; terakhir terlihat /);
});

it('says of a phone without traffic that its access is open, and how to be sure', async () => {
  await openDiagnosis([idle]);
  await desk.seen(/^HP Citra tercatat di Pondok 1 dan aksesnya terbuka, tetapi tanpa lalu lintas sejak /);
});

it('stops after so many looks, and says what is still wrong', async () => {
  await openDiagnosis([missing]);
  await desk.seen('Di Pondok 1 tidak ada ip-binding untuk HP Citra.');
  await desk.page.clock.install();
  await repair();
  const end = desk.page.getByText(/^Sampai pukul .* aksesnya belum terbuka/);
  await eventually(async () => {
    await desk.page.clock.runFor(PAUSE_MILLISECONDS);
    expect(await end.count()).toBe(1);
  });
  // The first one, one that follows every command, and those of the repair.
  const looks = desk.sent(DIAGNOSIS).length;
  expect(looks).toBeGreaterThanOrEqual(MOST_LOOKS + 1);
  expect(looks).toBeLessThanOrEqual(MOST_LOOKS + 2);
  expect(await desk.page.getByRole('button', { name: 'Perbaiki router sekarang' }).isEnabled()).toBe(true);
  expect(await desk.faults('offline-stopped')).toEqual([]);
});

it('says that the end is not known where nothing answers', async () => {
  await openDiagnosis([missing, { status: 500, code: 'SERVER.FAULT', title: 'x', detail: 'x', details: {} }]);
  await desk.seen('Di Pondok 1 tidak ada ip-binding untuk HP Citra.');
  await desk.page.clock.install();
  await repair();
  const end = desk.page.getByText(/^Hasilnya belum diketahui: sampai pukul .* server tidak menjawab/);
  await eventually(async () => {
    await desk.page.clock.runFor(PAUSE_MILLISECONDS);
    expect(await end.count()).toBe(1);
  });
});

it('comes back from a dialog of its own, and follows only what was done there', async () => {
  const blocked = { ...found('blocked', 'unblock'), blockReason: 'keluhan' };
  await openDiagnosis([blocked, blocked, found('status_behind', 'sweep'), online], {
    [`GET ${PATH}`]: { ...person, blocked: true, blockReason: 'keluhan' },
    [`POST ${PATH}/unblock`]: { version: 3, id: '', notices: [] },
  });
  const dialog = desk.page.getByRole('dialog', { name: 'Mengapa offline?' });
  await dialog.getByRole('button', { name: 'Buka blokir' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Batal' }).click();
  await dialog.getByText('Diblokir: keluhan').waitFor();
  expect(await dialog.getByText(/^Sudah dikerjakan/).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Buka blokir' }).click();
  await desk.page.getByLabel('Alasan').fill('selesai');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Buka blokir' }).click();
  await dialog.getByText(/^Akses dibuka di Pondok 1 pukul /).waitFor();
});

it('says first what stops a line, and offers nothing of the hotspot to who has lines alone', async () => {
  const line = (name: string, cause: string) => ({
    ...{ lineId: name, name, cause, routerId: ROUTER, routerName: 'Pondok 1' },
  });
  const lines = [line('rumah-0001', 'bill'), line('rumah-0002', 'router_away')];
  await openDiagnosis([{ ...found('never_bought', 'sell'), deviceId: null, lines }], {});
  await desk.seen('Diisolir karena tagihan belum dibayar. Terima pembayarannya di tab Langganan.');
  await desk.seen('Router Pondok 1 tidak menjawab.');
  expect(await desk.page.getByRole('button', { name: 'Jual paket' }).count()).toBe(0);
  expect(await desk.faults('offline-lines')).toEqual([]);
});

it('says both of who has lines and a phone on the hotspot', async () => {
  const lines = [
    { lineId: 'l', name: 'rumah-0001', cause: 'not_dialled', routerId: ROUTER, routerName: 'Pondok 1' },
  ];
  await openDiagnosis([{ ...missing, lines }]);
  await desk.seen(/^Modemnya tidak menyambung\./);
  await desk.seen('Hotspot: Di Pondok 1 tidak ada ip-binding untuk HP Citra.');
});
