// console-keyboard.e2e.spec.ts — the ten commonest tasks of an operator, done with the keyboard alone.
import { ConsoleVisit } from './testing/console-visit';
import { OPERATOR } from './testing/local-saring';

const MOST_KEYS = 60;
const FINDER = 'Cari pelanggan, pesanan, router, halaman, atau tindakan';

let visit: ConsoleVisit;
beforeAll(async () => {
  visit = await ConsoleVisit.start();
  const made = await visit.operator.post('/api/v1/subscribers', {
    ...{ phone: '0812 9990 0010', name: 'Citra Kirana', site: 'site-1' },
  });
  expect(made.status).toBe(201);
});
afterAll(() => visit?.close());

const press = (keys: string) => visit.page.keyboard.press(keys);
const type = (text: string) => visit.page.keyboard.type(text);

/** The words by which what has the focus is known. */
const FOCUSED = `(() => {
  const at = document.activeElement;
  return (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').replace(' *', '').trim();
})()`;
const focused = () => visit.page.evaluate<string>(FOCUSED);

/** Goes on with a key until that has the focus. */
const goTo = async (name: string | RegExp, key: 'Tab' | 'ArrowDown'): Promise<void> => {
  const passed: string[] = [];
  for (let keys = 0; keys < MOST_KEYS; keys += 1) {
    const at = await focused();
    if (typeof name === 'string' ? at === name : name.test(at)) return;
    passed.push(at);
    await press(key);
  }
  throw new Error(`${key} never comes to ${name}; it comes by: ${passed.join(' | ')}`);
};
const tabTo = (name: string | RegExp) => goTo(name, 'Tab');
const pressOn = async (name: string | RegExp): Promise<void> => {
  await tabTo(name);
  await press('Enter');
};
const fill = async (name: string, text: string): Promise<void> => {
  await tabTo(name);
  await press('Control+a');
  await type(text);
};

/** Finds with three keys, and takes it: nearly always the first that comes. What was open before has closed. */
const find = async (keys: string, expected: string | RegExp): Promise<void> => {
  const dialog = visit.page.getByRole('dialog');
  await dialog.waitFor({ state: 'detached' });
  await press('Control+k');
  await dialog.locator('input:focus').waitFor();
  await type(keys);
  await visit.page.locator('[data-action]').filter({ hasText: expected }).first().waitFor();
  const chosen = visit.page.locator('[data-action][data-selected]');
  for (let keys = 0; (await chosen.filter({ hasText: expected }).count()) === 0; keys += 1) {
    if (keys > MOST_KEYS) throw new Error(`the arrows never come to ${expected}`);
    await press('ArrowDown');
  }
  await press('Enter');
  await dialog.getByRole('textbox', { name: FINDER }).waitFor({ state: 'detached' });
};

/** An act of the open page, once that page has drawn it: before, the finder offers the way to it elsewhere. */
const findAct = (keys: string, act: string) => find(keys, new RegExp(`^${act}$`));

const asked = (name: string | RegExp) => visit.page.getByRole('dialog', { name }).waitFor();

it('signs in', async () => {
  await visit.page.goto(visit.url());
  await visit.page.getByLabel('Kata sandi').waitFor();
  await fill('Email atau nomor HP', OPERATOR.email);
  await fill('Kata sandi', OPERATOR.password);
  await press('Enter');
  await visit.heading('Beranda');
});

it('opens the drawer and sells a package to a person who is found by three keys', async () => {
  await find('lac', 'Laci kas');
  await visit.heading('Laci kas');
  await findAct('buk', 'Buka laci');
  await asked('Buka laci');
  await pressOn('Buka laci');
  await visit.seen('Laci kas terbuka.');
  await find('cit', 'Citra Kirana');
  await visit.heading('Citra Kirana');
  await findAct('jua', 'Jual paket');
  await asked('Jual paket');
  await tabTo('Paket');
  await press('ArrowDown');
  await visit.page.getByRole('option').first().waitFor();
  await press('ArrowDown');
  await press('Enter');
  await fill('Dibayar (Rp)', '50000');
  await visit.seen(/^Kembalian Rp/);
  await pressOn('Jual');
  await visit.seen(/^Terjual: /);
  await pressOn('Selesai');
  await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('gives quota, and blocks and unblocks', async () => {
  await findAct('ber', 'Beri kuota');
  await asked('Beri kuota');
  await fill('Alasan', 'hadiah lomba');
  await pressOn('Beri kuota');
  await visit.seen('Kuota diberikan.');
  for (const [act, said] of [
    ['Blokir', 'Diblokir.'],
    ['Buka blokir', 'Blokir dibuka.'],
  ] as const) {
    await findAct('tin', 'Tindakan lain');
    await visit.page.getByRole('menuitem', { name: act }).waitFor();
    await goTo(act, 'ArrowDown');
    await press('Enter');
    await asked(act);
    await fill('Alasan', 'coba');
    await pressOn(new RegExp(`^(${act}|Simpan)$`));
    await visit.seen(said);
  }
});

it('lends quota and takes its price', async () => {
  await find('tun', 'Tunggakan');
  await visit.page.getByRole('tab', { name: 'Tunggakan', selected: true }).waitFor();
  await findAct('pin', 'Beri pinjaman kuota');
  await asked('Beri pinjaman kuota');
  await fill('Harga (Rp)', '20000');
  await fill('Alasan', 'bayar besok');
  await pressOn('Beri pinjaman kuota');
  await visit.seen('Pinjaman tercatat, kuotanya sudah masuk.');
  await findAct('lun', 'Lunasi');
  await visit.page.getByRole('dialog').getByLabel('Dibayar (Rp)').waitFor();
  await fill('Dibayar (Rp)', '20000');
  await pressOn('Terima pelunasan');
  await visit.seen(/^Lunas: /);
  await pressOn('Selesai');
  await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('adds a TV by its MAC', async () => {
  await find('per', 'Perangkat');
  await findAct('tam', 'Tambah perangkat');
  await asked('Tambah perangkat');
  await fill('MAC', '02:aa:bb:cc:dd:02');
  await fill('Nama perangkat', 'TV');
  await pressOn('Tambah perangkat');
  await visit.seen('Perangkat ditambahkan.');
});

it('gives money back', async () => {
  await find('pes', 'Pesanan');
  await visit.page.getByRole('link', { name: /^SRG-/ }).first().waitFor();
  await pressOn(/^SRG-/);
  await findAct('kem', 'Kembalikan uang');
  await asked('Kembalikan uang');
  await tabTo('Tunai dari laci Anda');
  await press('Space');
  await fill('Alasan', 'salah paket');
  await pressOn('Kembalikan uang');
  await visit.seen(/^Pengembalian .* tercatat, tunai dari laci Anda/);
});

it('repairs a router, and closes the drawer', async () => {
  await find('mik', 'MikroTik-1');
  await visit.heading('MikroTik-1');
  await findAct('per', 'Periksa dan perbaiki sekarang');
  await visit.seen(/^Diperiksa: /);
  await find('lac', 'Laci kas');
  await visit.heading('Laci kas');
  await findAct('tut', 'Tutup hari ini');
  await asked('Tutup hari ini');
  await fill('Uang yang dihitung (Rp)', '20000');
  await fill('Catatan', 'cocok');
  await pressOn('Tutup hari ini');
  await visit.seen(/^Laci ditutup/);
});

it('turns to dark and to English, and signs out', async () => {
  await find('ter', 'Terang atau gelap');
  await visit.page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await find('bah', 'Bahasa: English');
  await visit.heading('Cash drawer');
  await find('sig', 'Sign out');
  await visit.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(visit.complaints).toEqual([]);
});
