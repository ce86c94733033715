// lines.e2e.spec.ts — PPPoE lines of a person and of a router: made, suspended, restored, taken over.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const ROUTER = '00000000-0000-4000-8000-0000000000a1';
const LINE = '00000000-0000-4000-8000-0000000000f1';
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
const line = {
  ...{ lineId: LINE, subscriberId: CITRA, routerId: ROUTER, routerName: 'Pondok 1', username: 'rumah-0001' },
  ...{
    state: 'active',
    uploadKilobitsPerSecond: 5_000,
    downloadKilobitsPerSecond: 20_000,
    pool: 'pool-rumah',
  },
  ...{ address: '', callerId: '', profile: '', adopted: false, standing: 'online' },
  ...{ sessionAddress: '10.20.0.7', onlineSince: '2026-11-28T01:00:00.000Z' },
  ...{ suspendedByHand: false, heldForBill: false, heldForQuota: false, slowed: false, site: 'pondok' },
  ...{ quotaByHand: false, formerComment: '' },
};
const named = { ...line, subscriberName: 'Citra Kirana' };
const router = {
  ...{
    routerId: ROUTER,
    name: 'Pondok 1',
    host: '•••.1',
    port: 8_729,
    tls: true,
    user: '•••',
    site: 'pondok',
  },
  ...{
    state: 'online',
    stateReason: '',
    identity: 'pondok',
    version: '7.18.2',
    board: 'RB5009',
    serial: 'X',
  },
  ...{ uptimeSeconds: 90_000, hostCount: 12, listNames: {}, linkBitsPerSecondPerDevice: 0 },
  lastSeenAt: '2026-11-28T02:00:00.000Z',
};
const READING = `GET /api/v1/routers/${ROUTER}/line-reading`;
const reading = {
  ...{ readAt: '2026-11-28T03:00:00.000Z', secrets: 120, foreign: 12, online: 80, totalFindings: 1 },
  findings: [{ kind: 'changed_by_hand', username: 'rumah-0007', lineId: LINE }],
};
const ALL = ['subscribers:read', 'routers:read', 'lines:read', 'lines:write', 'lines:secret'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = async (
  permissions: readonly string[],
  items: readonly object[],
  more: Record<string, object> = {},
) => {
  await desk.open(`/subscribers/${CITRA}`, permissions, {
    [`GET ${PATH}`]: person,
    'GET /api/v1/lines': { items, nextCursor: null },
    'GET /api/v1/routers': { items: [router] },
    ...more,
  });
  await desk.page.getByRole('tab', { name: 'Jalur PPPoE' }).click();
};

it.each(['-5', '\u22125'])('refuses a speed of %s beside the field, and sends nothing', async (typed) => {
  await open(ALL, [], { 'POST /api/v1/lines': line });
  await desk.page.getByRole('button', { name: 'Buat jalur' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Nama pengguna').fill('rumah-0001');
  await dialog.getByLabel('Pool alamat').fill('pool-rumah');
  const speed = dialog.getByLabel('Unduh (kbps)');
  await speed.fill('');
  await speed.pressSequentially(typed);
  await dialog.getByText('Paling sedikit 0.').waitFor();
  expect(await speed.inputValue()).toBe('-5');
  await dialog.getByRole('button', { name: 'Buat jalur' }).click();
  await desk.drawn();
  expect(desk.sent('POST /api/v1/lines')).toEqual([]);
  await speed.fill('5000');
  await dialog.getByRole('button', { name: 'Buat jalur' }).click();
  await desk.asked('POST /api/v1/lines', 1);
  expect(desk.sent('POST /api/v1/lines')[0]?.body).toMatchObject({ downloadKilobitsPerSecond: 5_000 });
});

it('makes a line for a person', async () => {
  await open(ALL, [], { 'POST /api/v1/lines': line });
  await desk.seen('Belum ada jalur PPPoE.');
  await desk.page.getByRole('button', { name: 'Buat jalur' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Nama pengguna').fill('rumah-0001');
  await dialog.getByLabel('Pool alamat').fill('pool-rumah');
  expect(await desk.faults('line-create')).toEqual([]);
  await dialog.getByRole('button', { name: 'Buat jalur' }).click();
  await desk.seen('Jalur rumah-0001 dibuat.');
  expect(desk.sent('POST /api/v1/lines')[0]?.body).toEqual({
    ...{ subscriberId: CITRA, routerId: ROUTER, username: 'rumah-0001', pool: 'pool-rumah' },
    ...{ downloadKilobitsPerSecond: 10_000, uploadKilobitsPerSecond: 5_000 },
  });
});

it('shows how a line stands, suspends it with a reason, and shows its password', async () => {
  await open(ALL, [named], {
    [`POST /api/v1/lines/${LINE}/suspend`]: { ...line, state: 'suspended' },
    [`GET /api/v1/lines/${LINE}/password`]: { password: 'kx7mnpq2rstuv3' },
  });
  await desk.seen(/^Tersambung · 10\.20\.0\.7 sejak /);
  expect(await desk.faults('lines')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Lihat sandi' }).click();
  await desk.seen('kx7mnpq2rstuv3');
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('button', { name: 'Isolir' }).click();
  await desk.page.getByLabel('Alasan').fill('belum bayar');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Isolir' }).click();
  await desk.seen('Jalur rumah-0001 diisolir.');
  expect(desk.sent(`POST /api/v1/lines/${LINE}/suspend`)[0]?.body).toEqual({ reason: 'belum bayar' });
});

it('shows what a line moved, by day and in the month, and what is not seen', async () => {
  const USAGE = `GET /api/v1/lines/${LINE}/usage`;
  const moved = { uncountedBytes: 0, sessions: 1, reboots: 0 };
  const today = new Date().toISOString().slice(0, 10);
  await open(['subscribers:read', 'lines:read'], [named], {
    [USAGE]: {
      total: { day: '', ...moved, uploadBytes: 1_073_741_824, downloadBytes: 9_663_676_416, sessions: 3 },
      days: [
        { day: '2026-11-20', ...moved, uploadBytes: 0, downloadBytes: 4_831_838_208 },
        {
          day: today,
          ...moved,
          sessions: 2,
          reboots: 1,
          uploadBytes: 1_073_741_824,
          downloadBytes: 4_831_838_208,
        },
      ],
      period: {
        since: '2026-10-31T17:00:00.000Z',
        uploadBytes: 1_073_741_824,
        downloadBytes: 42_949_672_960,
      },
    },
  });
  await desk.page.getByRole('button', { name: 'Pemakaian' }).click();
  await desk.seen('Pemakaian rumah-0001');
  await desk.seen('41 GB');
  await desk.seen('1 sesudah router mulai ulang');
  await desk.page.getByRole('img', { name: /^Grafik pemakaian/ }).waitFor();
  expect(await desk.faults('line-usage')).toEqual([]);
  await desk.page.getByText('7 hari', { exact: true }).click();
  const { to = '' } = desk.sent(USAGE)[0]?.query as { to?: string };
  const from = new Date(Date.parse(`${to}T00:00:00Z`) - 6 * 86_400_000).toISOString().slice(0, 10);
  await desk.lastAsked(USAGE, { from, to });
});

it('gives a line a quota, beyond which it is slowed or held', async () => {
  await open(ALL, [{ ...named, slowed: true }], { [`PUT /api/v1/lines/${LINE}/quota`]: line });
  await desk.seen('Kecepatan diturunkan: kuota habis');
  await desk.page.getByRole('button', { name: 'Kuota', exact: true }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText('Berkuota').click();
  await dialog.getByLabel('Kuota per periode (GB)').fill('100');
  expect(await desk.faults('line-quota')).toEqual([]);
  await dialog.getByRole('button', { name: 'Simpan kuota' }).click();
  await desk.seen('Kuota rumah-0001 disimpan.');
  expect(desk.sent(`PUT /api/v1/lines/${LINE}/quota`)[0]?.body).toEqual({
    ...{ bytes: 107_374_182_400, periodDay: 1 },
    ...{ slowDownloadKilobitsPerSecond: 2_000, slowUploadKilobitsPerSecond: 1_000 },
  });
});

it('shows whose quota is in force, and lets the package hold again', async () => {
  const slow = { slowUploadKilobitsPerSecond: 1_000, slowDownloadKilobitsPerSecond: 2_000 };
  const period = { periodDays: 0, periodFrom: '' };
  const quota = { bytes: 107_374_182_400, ...slow, periodDay: 5, ...period };
  const byHand = { ...named, quotaByHand: true, quota, packageQuota: { ...quota, bytes: 322_122_547_200 } };
  await open(ALL, [byHand], { [`PUT /api/v1/lines/${LINE}/quota`]: line });
  await desk.seen('100 GB sebulan sejak tanggal 5, lalu 2 Mbps (diatur sendiri, bukan menurut paket)');
  await desk.page.getByRole('button', { name: 'Kuota', exact: true }).click();
  const dialog = desk.page.getByRole('dialog');
  await desk.seen('Paketnya: 300 GB sebulan sejak tanggal 5, lalu 2 Mbps.');
  await dialog.getByText('Ikut paket').click();
  expect(await desk.faults('line-quota-package')).toEqual([]);
  await dialog.getByRole('button', { name: 'Simpan kuota' }).click();
  await desk.seen('Kuota rumah-0001 disimpan.');
  expect(desk.sent(`PUT /api/v1/lines/${LINE}/quota`)[0]?.body).toEqual({
    ...{ bytes: 0, periodDay: 5, asPackage: true },
  });
});

it('changes the speed of a line and leaves a masked lock as it is', async () => {
  await open(ALL, [{ ...named, callerId: '•••00:01' }], { [`PUT /api/v1/lines/${LINE}`]: line });
  await desk.page.getByRole('button', { name: 'Ubah' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Unduh (kbps)').fill('50000');
  await dialog.getByRole('button', { name: 'Ubah' }).click();
  await desk.seen('Jalur rumah-0001 diubah.');
  expect(desk.sent(`PUT /api/v1/lines/${LINE}`)[0]?.body).toEqual({
    ...{ pool: 'pool-rumah', downloadKilobitsPerSecond: 50_000, uploadKilobitsPerSecond: 5_000 },
  });
});

it('gives a line another name, and another router', async () => {
  const other = { ...router, routerId: CITRA, name: 'Pondok 2' };
  await open(ALL, [named], {
    'GET /api/v1/routers': { items: [router, other] },
    [`POST /api/v1/lines/${LINE}/rename`]: { ...line, username: 'rumah-0009' },
    [`POST /api/v1/lines/${LINE}/move`]: { ...line, routerId: CITRA },
  });
  const choose = async (name: string) => {
    await desk.page.getByRole('button', { name: 'Lainnya' }).click();
    await desk.page.getByRole('menuitem', { name }).click();
  };
  await choose('Ganti nama pengguna');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Nama pengguna baru').fill('rumah-0009');
  await dialog.getByRole('button', { name: 'Ganti nama pengguna' }).click();
  await desk.seen('Jalur kini bernama rumah-0009.');
  expect(desk.sent(`POST /api/v1/lines/${LINE}/rename`)[0]?.body).toEqual({ username: 'rumah-0009' });
  await choose('Pindah ke router lain');
  expect(await desk.faults('line-move')).toEqual([]);
  await dialog.getByRole('combobox', { name: 'Router tujuan' }).click();
  await desk.page.getByRole('option', { name: 'Pondok 2' }).click();
  await dialog.getByRole('button', { name: 'Pindah ke router lain' }).click();
  await desk.seen('rumah-0001 dipindahkan ke Pondok 2.');
  expect(desk.sent(`POST /api/v1/lines/${LINE}/move`)[0]?.body).toEqual({ routerId: CITRA });
});

it('restores a suspended line at once', async () => {
  await open(ALL, [{ ...named, state: 'suspended', suspendedByHand: true }], {
    [`POST /api/v1/lines/${LINE}/restore`]: line,
  });
  await desk.page.getByRole('button', { name: 'Pulihkan' }).click();
  await desk.seen('Jalur rumah-0001 dipulihkan.');
});

it('says which subscription pays for a line, and that its bill holds it: no hand lifts that', async () => {
  const subscription = {
    ...{ subscriptionId: LINE, site: 'site-1', packageId: LINE, packageName: 'Rumah 20 Mbps' },
    ...{ priceRupiah: 150_000, unit: 'month', count: 1, anchorDay: 1, issueDaysBefore: 7, graceDays: 3 },
    ...{ nextFrom: '2027-01-01', ended: false, lineId: LINE, paused: false, postpaid: false, endsOn: '' },
    ...{ discountPercent: 0, discountRupiah: 0, discountUntil: '', installationRupiah: 0, depositRupiah: 0 },
  };
  await open([...ALL, 'bills:read'], [{ ...named, state: 'suspended', heldForBill: true }], {
    [`GET ${PATH}/bills`]: {
      ...{ subscriberId: CITRA, balanceRupiah: 0, owedRupiah: 150_000, payPath: '/bill/token' },
      ...{ subscriptions: [subscription], bills: [], payments: [] },
    },
  });
  await desk.seen('Langganan Rumah 20 Mbps');
  await desk.seen('Diisolir: tagihan belum dibayar');
  expect(await desk.page.getByRole('button', { name: 'Pulihkan' }).count()).toBe(0);
  expect(await desk.page.getByRole('button', { name: 'Isolir' }).count()).toBe(1);
  expect(await desk.faults('line-held')).toEqual([]);
});

it('lists the lines of a router with conflicts, and takes a secret over', async () => {
  const candidate = {
    ...{
      username: 'pak-budi',
      profile: '10M',
      remoteAddress: '',
      callerId: '',
      disabled: false,
      online: true,
    },
    ...{ lastCallerId: 'C0:4A:00:00:00:01', comment: 'RT 3', rateLimit: '5M/10M' },
    ...{ proposedSubscriberName: '', proposedPackageId: '', proposedPackageName: '', proposedPriceRupiah: 0 },
  };
  const ADOPT = `POST /api/v1/routers/${ROUTER}/line-candidates/adoptions`;
  const CANDIDATES = `/api/v1/routers/${ROUTER}/line-candidates`;
  await desk.open(`/routers/${ROUTER}?tab=lines`, ALL, {
    [`GET /api/v1/routers/${ROUTER}`]: router,
    [`GET /api/v1/routers/${ROUTER}/drift`]: {
      ...{ routerId: ROUTER, items: [], pendingCommands: 0, sweptAt: '2026-11-28T02:00:00.000Z' },
    },
    [`GET /api/v1/routers/${ROUTER}/alarms`]: {
      items: [
        {
          ...{ code: 'ROUTER.LINES_IN_CONFLICT', detail: 'PPPoE secrets: 1 changed_by_hand, 2 name_taken' },
          raisedAt: '2026-11-28T02:00:00.000Z',
        },
      ],
    },
    [READING]: reading,
    'GET /api/v1/lines': {
      items: [{ ...named, standing: 'name_taken', sessionAddress: '', onlineSince: '' }],
      nextCursor: null,
    },
    'GET /api/v1/subscribers': { items: [person] },
    [`GET ${CANDIDATES}`]: { total: 1, items: [candidate] },
    [`POST ${CANDIDATES}`]: { ...line, username: 'pak-budi' },
    [ADOPT]: {
      items: [
        {
          ...{ username: 'pak-budi', profile: '10M', comment: 'RT 3', subscriberId: CITRA },
          ...{ subscriberName: 'Citra Kirana', refusal: '', why: '' },
        },
        {
          ...{ username: 'pak-joko', profile: '10M', comment: '', subscriberName: '' },
          ...{ refusal: 'LINE.ROW_NO_OWNER', why: 'Pelanggannya tidak diketahui' },
        },
      ],
      ...{ adopted: 1, faulty: 1, left: 0 },
    },
    [`POST /api/v1/routers/${ROUTER}/line-reading`]: reading,
  });
  await desk.seen(/^Nama dipakai secret orang lain/);
  await desk.seen(/^120 secret PPPoE, 12 bukan jalur, 80 tersambung\./);
  await desk.seen('Diubah orang di router; sudah dikembalikan');
  await desk.seen(
    /^1 × Diubah orang di router; sudah dikembalikan · 2 × Nama jalur dipakai secret orang lain/,
  );
  expect(await desk.faults('router-lines')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Baca sekarang' }).click();
  await desk.seen('Router sudah dibaca.');
  await desk.page.getByRole('button', { name: 'Ambil alih', exact: true }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Pelanggan' }).fill('Citra');
  await desk.page.getByRole('option', { name: /^Citra Kirana/ }).click();
  await dialog.getByRole('button', { name: 'Ambil alih' }).click();
  await desk.seen('pak-budi kini jalur pelanggan ini.');
  expect(desk.sent(`POST ${CANDIDATES}`)[0]?.body).toEqual({ username: 'pak-budi', subscriberId: CITRA });

  await desk.page.getByRole('button', { name: 'Ambil alih banyak' }).click();
  await dialog.getByLabel('Nama berawalan').fill('pak-');
  await dialog.getByRole('button', { name: 'Periksa' }).click();
  await desk.seen('1 siap diambil alih. 1 tidak bisa.');
  await desk.seen('Pelanggannya tidak diketahui');
  expect(await desk.faults('adoptions')).toEqual([]);
  await dialog.getByRole('button', { name: 'Ambil alih 1 secret' }).click();
  await desk.seen('1 secret kini jalur.');
  expect(desk.sent(ADOPT).map(({ body }) => body)).toEqual([
    { prefix: 'pak-', checkOnly: true },
    { prefix: 'pak-' },
  ]);
});

it('proposes whose a secret is and of which package, and begins the subscription with the line', async () => {
  const RUMAH = '00000000-0000-4000-8000-0000000000b1';
  const offer = {
    ...{ packageId: RUMAH, name: 'Rumah 10 Mbps', description: '', bytes: 0, unlimited: true, days: 30 },
    ...{ priceRupiah: 150_000, speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000 },
    ...{ onlineSeconds: 0, lastsSeconds: 2_592_000, startsAtFirstUse: false, deviceLimit: 0, active: true },
    ...{ sortOrder: 1, promos: [], paidRupiah: 150_000, bestValue: false, onSale: true },
  };
  const candidate = {
    ...{ username: 'citra', profile: 'rumah-10mbps', remoteAddress: '', callerId: '', disabled: false },
    ...{ online: true, lastCallerId: '', comment: 'RT 3 081299900010', rateLimit: '5M/10M' },
    ...{ proposedSubscriberId: CITRA, proposedSubscriberName: 'Citra Kirana', proposedPackageId: RUMAH },
    ...{ proposedPackageName: 'Rumah 10 Mbps', proposedPriceRupiah: 150_000 },
  };
  const CANDIDATES = `/api/v1/routers/${ROUTER}/line-candidates`;
  await desk.open(`/routers/${ROUTER}?tab=lines`, [...ALL, 'bills:write', 'bills:read', 'packages:read'], {
    [`GET /api/v1/routers/${ROUTER}`]: router,
    [`GET /api/v1/routers/${ROUTER}/drift`]: {
      ...{ routerId: ROUTER, items: [], pendingCommands: 0, sweptAt: '2026-11-28T02:00:00.000Z' },
    },
    [`GET /api/v1/routers/${ROUTER}/alarms`]: { items: [] },
    [READING]: reading,
    'GET /api/v1/lines': { items: [], nextCursor: null },
    'GET /api/v1/subscribers': { items: [person] },
    'GET /api/v1/packages': { items: [offer] },
    [`GET ${CANDIDATES}`]: { total: 1, items: [candidate] },
    [`POST ${CANDIDATES}`]: { ...line, username: 'citra' },
  });
  await desk.seen('Paket Rumah 10 Mbps');
  await desk.page.getByRole('button', { name: 'Ambil alih', exact: true }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Mulai tanggal').fill('2026-12-01');
  expect(await desk.faults('adopt-with-subscription')).toEqual([]);
  await dialog.getByRole('button', { name: 'Ambil alih dan mulai langganan' }).click();
  await desk.seen('citra kini jalur pelanggan ini, dan langganannya dimulai.');
  expect(desk.sent(`POST ${CANDIDATES}`)[0]?.body).toEqual({
    ...{ username: 'citra', subscriberId: CITRA, packageId: RUMAH, startsOn: '2026-12-01' },
  });
});

it('lets a line go that was taken over, and says what it was before', async () => {
  const adopted = { ...named, adopted: true, profile: '10M', formerComment: 'Bu Citra RT 3' };
  await open(ALL, [adopted], { [`POST /api/v1/lines/${LINE}/release`]: { lineId: LINE } });
  await desk.page.getByRole('button', { name: 'Lainnya' }).click();
  await desk.page.getByRole('menuitem', { name: 'Lepas' }).click();
  const dialog = desk.page.getByRole('dialog');
  await desk.seen('Komentar semula: Bu Citra RT 3');
  await dialog.getByLabel('Alasan').fill('salah ambil');
  expect(await desk.faults('line-release')).toEqual([]);
  await dialog.getByRole('button', { name: 'Lepas' }).click();
  await desk.seen('rumah-0001 dilepas.');
  expect(desk.sent(`POST /api/v1/lines/${LINE}/release`)[0]?.body).toEqual({ reason: 'salah ambil' });
});

it('makes many lines of what was pasted: checked row by row, then made', async () => {
  const POST = `POST /api/v1/routers/${ROUTER}/lines`;
  const made = {
    ...{ pool: 'pool-rumah', address: '', refusal: '', why: '' },
    ...{ uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000 },
  };
  await desk.open(`/routers/${ROUTER}?tab=lines`, ALL, {
    [`GET /api/v1/routers/${ROUTER}`]: router,
    [`GET /api/v1/routers/${ROUTER}/drift`]: {
      ...{ routerId: ROUTER, items: [], pendingCommands: 0, sweptAt: '2026-11-28T02:00:00.000Z' },
    },
    [`GET /api/v1/routers/${ROUTER}/alarms`]: { items: [] },
    [READING]: reading,
    'GET /api/v1/lines': { items: [], nextCursor: null },
    [`GET /api/v1/routers/${ROUTER}/line-candidates`]: { total: 0, items: [] },
    [POST]: {
      rows: [
        { ...made, fileRow: 2, username: 'rumah-0001', subscriberId: CITRA },
        {
          ...{ ...made, fileRow: 3, username: '' },
          ...{ refusal: 'PHONE.INVALID', why: 'Nomor HP tidak benar' },
        },
      ],
      ...{ made: 1, faulty: 1 },
    },
  });
  await desk.page.getByRole('button', { name: 'Buat banyak jalur' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Unduh (Mbps)').fill('20');
  await dialog.getByLabel('Atau tempel dari lembar kerja').fill('No HP;Unduh\n0812 4000 0000;20\n123;20');
  await dialog.getByLabel('Awalan nama').fill('rumah-');
  await dialog.getByLabel('Pool alamat').fill('pool-rumah');
  expect(await desk.faults('new-lines-source')).toEqual([]);
  await dialog.getByRole('button', { name: 'Periksa' }).click();
  await desk.seen('1 jalur siap dibuat. 1 baris bermasalah.');
  await desk.seen('Nomor HP tidak benar');
  expect(await desk.faults('new-lines')).toEqual([]);
  await dialog.getByRole('button', { name: 'Buat 1 jalur, lewati yang bermasalah' }).click();
  await desk.seen('1 jalur dibuat.');
  const body = {
    rows: [
      { phone: '0812 4000 0000', download: '20', fileRow: 2 },
      { phone: '123', download: '20', fileRow: 3 },
    ],
    ...{ prefix: 'rumah-', pool: 'pool-rumah' },
    ...{ downloadKilobitsPerSecond: 20_000, uploadKilobitsPerSecond: 5_000 },
  };
  expect(desk.sent(POST).map((one) => one.body)).toEqual([
    { ...body, checkOnly: true },
    { ...body, skipFaulty: true },
  ]);
});

it('offers nothing that its operator may not do', async () => {
  await open(['subscribers:read', 'lines:read'], [named]);
  await desk.seen('rumah-0001');
  for (const name of ['Isolir', 'Hapus', 'Lihat sandi', 'Buat jalur'])
    expect(await desk.page.getByRole('button', { name }).count()).toBe(0);
});
