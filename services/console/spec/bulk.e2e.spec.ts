// bulk.e2e.spec.ts — many subscribers at once: an import from a file or from what was pasted, and one act for many.
import writeXlsxFile from 'write-excel-file/node';
import { ConsolePage } from './console-page';

const BATCH = '00000000-0000-4000-8000-0000000000b1';
const CITRA = '00000000-0000-4000-8000-00000000000c';
const DEWI = '00000000-0000-4000-8000-00000000000d';
const AT = '2026-11-27T03:00:00.000Z';
const MAY = [
  ...['subscribers:read', 'subscribers:bulk', 'subscribers:create', 'subscribers:block', 'quota:grant'],
  'subscribers:export',
];
const draft = {
  ...{ batchId: BATCH, action: 'import', reason: '', bytes: 0, days: 0, createdAt: AT },
  ...{ actor: 'operator:00000000-0000-4000-8000-0000000000bb', rows: 3, waiting: 2, done: 0, skipped: 1 },
};
const started = { ...draft, startedAt: AT, waiting: 0, done: 2 };
const row = (number: number, more: object) => ({
  ...{ number, state: 'waiting', name: '', phone: '0812 9990 0010', why: '' },
  ...more,
});
const rows = {
  items: [
    row(1, {
      name: 'Citra Kirana',
      line: { phone: '0812 9990 0010', gigabytes: '5', days: '30', room: 'B-12' },
    }),
    row(2, { name: 'Dewi' }),
    row(3, {
      ...{ state: 'skipped', phone: '0812', refusal: 'PHONE.INVALID', why: 'Nomor HP tidak dikenal' },
      line: { phone: '0812', fileRow: 17 },
    }),
  ],
  nextCursor: null,
};
const answers = {
  'POST /api/v1/batches': draft,
  [`GET /api/v1/batches/${BATCH}`]: draft,
  [`GET /api/v1/batches/${BATCH}/rows`]: rows,
  [`POST /api/v1/batches/${BATCH}/start`]: started,
};
const TABLE = [
  ['Nama', 'No HP', 'Kuota (GB)', 'Hari', 'Kamar'],
  ['Citra Kirana', '0812 9990 0010', '5', '30', 'B-12'],
  ['Dewi\u202e', '0812 9990 0011', '', '', ''],
];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());
const press = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: true }).click();

describe('an import', () => {
  it('of what was pasted is mapped by its headings, checked, started, and reported row by row', async () => {
    await desk.open('/import', MAY, answers);
    await desk.page.getByLabel('Atau tempel').fill(TABLE.map((cells) => cells.join('\t')).join('\n'));
    await press('Baca tempelan');
    await desk.seen('B-12');
    expect(await desk.faults('import')).toEqual([]);
    await press('Periksa 2 baris');
    await desk.seen('Nomor HP tidak dikenal');
    expect(desk.sent('POST /api/v1/batches')[0]?.body).toEqual({
      action: 'import',
      rows: [
        {
          phone: '0812 9990 0010',
          name: 'Citra Kirana',
          gigabytes: '5',
          days: '30',
          room: 'B-12',
          fileRow: 2,
        },
        { phone: '0812 9990 0011', name: 'Dewi\ufffd', fileRow: 3 },
      ],
    });
    await desk.page.getByRole('cell', { name: '17', exact: true }).waitFor();
    expect(await desk.faults('batch')).toEqual([]);
    await press('Mulai untuk 2 baris');
    await desk.seen('Dimulai untuk 2 baris.');
    const report = desk.page.getByRole('link', { name: 'Unduh laporan (CSV)' });
    expect(await report.getAttribute('href')).toBe(`/api/v1/batches/${BATCH}/rows.csv`);
  });

  it('takes XLSX and CSV, and says what is wrong with a file', async () => {
    await desk.open('/import', MAY, answers);
    const choose = (name: string, buffer: Buffer) =>
      desk.page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer });
    await choose(
      'x.xlsx',
      await writeXlsxFile(TABLE.map((cells) => cells.map((value) => ({ value })))).toBuffer(),
    );
    await desk.seen('Periksa 2 baris');
    await choose('x.csv', Buffer.from('Phone;Name\n081299900010;"Citra; Kirana"\n'));
    await desk.seen('Citra; Kirana');
    // Its place in the file: behind a title's blank line, and another between the rows.
    await choose('gaps.csv', Buffer.from('\nPhone;Name\n081299900010;Satu\n;\n\n081299900011;Dua\n'));
    await desk.seen('Dua');
    await press('Periksa 2 baris');
    await desk.asked('POST /api/v1/batches', 1);
    expect(desk.sent('POST /api/v1/batches')[0]?.body).toMatchObject({
      rows: [
        { name: 'Satu', fileRow: 3 },
        { name: 'Dua', fileRow: 6 },
      ],
    });
    await desk.open('/import', MAY, answers);
    await choose('broken.xlsx', Buffer.from('no workbook'));
    await desk.seen('Berkas ini tidak bisa dibaca');
    const long = Array.from({ length: 2_002 }, (_, line) => `0812${line}`).join('\n');
    await choose('long.csv', Buffer.from(`Phone\n${long}`));
    await desk.seen('Lebih dari 2.000 baris');
    await choose('empty.csv', Buffer.from('Phone\n'));
    await desk.seen('Tidak ada baris di bawah judul kolom.');
  });
});

describe('the list of subscribers', () => {
  const person = (subscriberId: string, name: string) => ({
    ...{
      subscriberId,
      name,
      phone: '+6281299900010',
      role: 'subscriber',
      approval: 'approved',
      site: 'rw05',
    },
    ...{ disabled: false, blocked: false, hardBlock: false, locale: 'id', fields: {}, createdAt: AT },
    termsVersion: 1,
  });
  const open = (path = '/subscribers', may = MAY) =>
    desk.open(path, may, {
      ...answers,
      'GET /api/v1/subscribers': {
        items: [person(CITRA, 'Citra Kirana'), person(DEWI, 'Dewi')],
        nextCursor: null,
      },
    });

  it('does one act for those who are ticked', async () => {
    await open();
    await desk.page.getByRole('checkbox', { name: 'Pilih Dewi' }).check();
    expect(await desk.faults('subscribers-bulk')).toEqual([]);
    await press('Tindakan untuk 1 pelanggan');
    await desk.page.getByRole('radio', { name: 'Beri kuota' }).check();
    await desk.page.getByLabel('Alasan').fill('Hadiah');
    expect(await desk.faults('many-dialog')).toEqual([]);
    await press('Lihat dulu');
    await desk.seen('Baris sudah diperiksa');
    expect(desk.sent('POST /api/v1/batches')[0]?.body).toEqual({
      ...{ action: 'grant', reason: 'Hadiah', subscriberIds: [DEWI], bytes: 1_073_741_824, days: 30 },
    });
  });

  it('does one act for all that match, and gives the same people as a file', async () => {
    await open('/subscribers?query=kos&approval=blocked');
    const file = desk.page.getByRole('link', { name: 'Unduh XLSX' });
    expect(await file.getAttribute('href')).toBe('/api/v1/subscribers.xlsx?query=kos&blocked=true');
    await desk.lastAsked('GET /api/v1/subscribers', { query: 'kos', blocked: 'true' });
    await press('Tindakan untuk semua yang cocok');
    await desk.page.getByLabel('Alasan').fill('Belum bayar');
    await press('Lihat dulu');
    await desk.seen('Baris sudah diperiksa');
    expect(desk.sent('POST /api/v1/batches')[0]?.body).toEqual({
      ...{ action: 'block', reason: 'Belum bayar', filter: { query: 'kos', blocked: true } },
    });
  });

  it('keeps a filter under a name', async () => {
    await open('/subscribers?query=kos');
    await press('Simpan saringan');
    await desk.page.getByLabel('Nama saringan').fill('Kos semua');
    await desk.page.keyboard.press('Enter');
    await open('/subscribers');
    await press('Kos semua');
    await desk.page.waitForURL(/query=kos/);
    await press('Hapus saringan Kos semua');
  });

  it('offers nothing for many to who may not', async () => {
    await open('/subscribers', ['subscribers:read']);
    await desk.seen('Dewi');
    expect(await desk.page.getByRole('checkbox').count()).toBe(0);
    expect(await desk.page.getByRole('link', { name: /Unduh/ }).count()).toBe(0);
  });
});
