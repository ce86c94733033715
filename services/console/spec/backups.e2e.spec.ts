// backups.e2e.spec.ts — the backups of the machine: what is good, what is wrong, one more now, and how one comes back.
import { ConsolePage } from './console-page';

const MAY = ['backups:make'];
const MAKE = 'POST /api/v1/backups';
const AT = '2026-11-29T20:30:00.000Z';
const NAME = 'saring-20261129T203000Z.backup.age';
const held = {
  items: [
    { name: NAME, sizeBytes: 48_300_120, takenAt: AT, verifiedAt: '2026-11-29T20:31:10.000Z' },
    {
      ...{ name: 'saring-20261128T203000Z.backup.age', sizeBytes: 47_000_000 },
      takenAt: '2026-11-28T20:30:00.000Z',
    },
  ],
  ...{ place: '/media/usb/saring', scheduled: true, dailyTime: '03:30', timeZone: 'Asia/Jakarta' },
  ...{ keepDaily: 7, keepWeekly: 4, keepMonthly: 6 },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = (answer: object | (() => object), may = MAY) =>
  desk.open('/backups', may, {
    'GET /api/v1/backups': answer,
    [MAKE]: { askedAt: AT },
  });

it('says where they go and when, which are proved, and how one comes back', async () => {
  await open(held);
  await desk.seen('Tempat: /media/usb/saring');
  await desk.seen('Setiap hari pukul 03:30 (Asia/Jakarta).');
  await desk.seen(/^Terbukti utuh /);
  await desk.seen('Belum terbukti');
  await desk.seen(/npm run restore -- --from=store latest/);
  const link = desk.page.getByRole('link', { name: /^Unduh cadangan/ }).first();
  expect(await link.getAttribute('href')).toBe(`/api/v1/backups/${NAME}/file`);
  expect(await desk.faults('backups')).toEqual([]);
});

it('makes one now, by the keyboard, under one key', async () => {
  await open(held);
  await desk.page.getByRole('button', { name: 'Buat cadangan sekarang' }).press('Enter');
  await desk.seen(/^Cadangan akan dibuat/);
  expect(desk.sent(MAKE)).toHaveLength(1);
});

it('says that none are made, and how they would be', async () => {
  await open({ ...held, items: [], scheduled: false });
  await desk.seen('Belum ada cadangan otomatis');
  await desk.seen('Belum ada cadangan di sini.');
  expect(await desk.page.getByRole('button', { name: 'Buat cadangan sekarang' }).count()).toBe(0);
  expect(await desk.faults('backups-off')).toEqual([]);
});

it('says why the place cannot be read, and why the last one failed', async () => {
  await open({ ...held, items: [], placeError: 's3://kept/saring/ refuses: SignatureDoesNotMatch.' });
  await desk.seen('Tempat cadangan tidak bisa dibaca');
  await desk.seen(/SignatureDoesNotMatch/);
  await open({ ...held, lastError: 'There is no room left in /media/usb/saring (ENOSPC).' });
  await desk.seen('Cadangan terakhir gagal dibuat');
  expect(await desk.faults('backups-failed')).toEqual([]);
});
