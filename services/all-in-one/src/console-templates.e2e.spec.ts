// console-templates.e2e.spec.ts — an operator rewrites a message in the console of the very program of `npm start`, reads it
// in the simulated WhatsApp, takes it back, and switches its kind off.
import { eventually } from '@saring/testing';
import { ConsoleVisit } from './testing/console-visit';

const TARGET = '6281299900010';
let visit: ConsoleVisit;
let subscriberId = '';
beforeAll(async () => {
  visit = await ConsoleVisit.start();
  const made = await visit.operator.post<{ subscriberId: string }>('/api/v1/subscribers', {
    ...{ phone: '0812 9990 0010', name: 'Citra Kirana', site: 'site-1' },
  });
  ({ subscriberId } = made.body);
  await visit.signIn();
});
afterAll(() => visit?.close());

const inbox = async (): Promise<readonly string[]> => {
  const response = await fetch(`http://127.0.0.1:${visit.saring.ports.whatsapp}/inbox?target=${TARGET}`);
  return ((await response.json()) as { message: string }[]).map(({ message }) => message);
};
const block = async (reason: string): Promise<void> => {
  const blocked = await visit.operator.post(`/api/v1/subscribers/${subscriberId}/block`, { reason });
  expect(blocked.status).toBeLessThan(300);
};
const unblock = async (): Promise<void> => {
  const open = await visit.operator.post(`/api/v1/subscribers/${subscriberId}/unblock`, {
    reason: 'selesai',
  });
  expect(open.status).toBeLessThan(300);
};

it('rewrites a message, tries it, reads it as it arrives, and takes it back', async () => {
  const { page } = visit;
  await page.goto(visit.url('/templates'));
  await page.getByRole('link', { name: 'Akses diblokir' }).click();
  const field = page.getByLabel('Teks', { exact: true });
  await field.fill('Internet *{reason}* dihentikan dulu. Kabari kami ya.\n{contact}');
  await page.getByTestId('bubble').getByText('pemakaian tidak wajar').waitFor();
  await page.getByRole('button', { name: 'Kirim contoh' }).click();
  await page.getByLabel('Nomor WhatsApp').fill('0812 9990 0010');
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await visit.seen(/^Diserahkan ke Fonnte/);
  await page.keyboard.press('Escape');
  expect((await inbox())[0]).toContain(
    '_Contoh, bukan pesan sungguhan._\n\nInternet *pemakaian tidak wajar*',
  );
  await field.press('Control+s');
  await visit.seen('Tersimpan. Berlaku mulai pesan berikutnya.');
  await block('dua kali lipat');
  await eventually(async () =>
    expect((await inbox())[0]).toMatch(/^Internet \*dua kali lipat\* dihentikan dulu\. Kabari kami ya\./),
  );
  await visit.picture('templates-journey');
  // The address of one text can be opened anew.
  await page.reload();
  await page.getByRole('button', { name: 'Pakai lagi: Teks bawaan' }).click();
  await visit.seen('Teks itu berlaku lagi.');
  await unblock();
  await block('sekali lagi');
  await eventually(async () =>
    expect((await inbox())[0]).toMatch(/^Akses WiFi Anda diblokir: sekali lagi\./),
  );
  const audit = await visit.operator.get<{ items: { route: string; beforeJson: string }[] }>('/api/v1/audit');
  const saved = audit.body.items.find(
    ({ route }) =>
      route === 'PUT /message-templates/:kind/:locale' || /message-templates\/:kind\/:locale$/.test(route),
  );
  expect(saved?.beforeJson).toContain('Akses WiFi Anda diblokir');
});

it('switches a kind off, and says so of each message that did not go', async () => {
  const { page } = visit;
  await page.goto(visit.url('/templates/access-blocked'));
  await page.getByRole('switch', { name: 'Kirim pesan ini' }).click();
  await visit.seen('Pesan ini tidak dikirim lagi.');
  const before = await inbox();
  await unblock();
  await block('ketiga kali');
  await page.goto(visit.url('/messages?state=switched_off'));
  await page.getByRole('button', { name: /^Lihat Akses diblokir/ }).click();
  await visit.seen(/^Tidak dikirim: jenis pesan ini dimatikan/);
  expect((await inbox()).filter((text) => text.includes('ketiga kali'))).toEqual([]);
  expect(before.length).toBeGreaterThan(0);
  expect(visit.complaints).toEqual([]);
});
