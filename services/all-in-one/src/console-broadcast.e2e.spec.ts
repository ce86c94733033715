// console-broadcast.e2e.spec.ts — in the program of `npm start` an operator writes a message to many, sees whom it is for, starts,
// pauses and resumes it; it arrives in the simulated WhatsApp once each, and not where none is wanted.
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { ConsoleVisit } from './testing/console-visit';

const STORY_MILLISECONDS = 240_000;
const PEOPLE = ['Ani', 'Budi', 'Citra', 'Dewi', 'Eka', 'Fajar', 'Gita'];
const TESTER = '0812 9990 0099';
const numberOf = (index: number): string => `62812999001${index}0`;
let visit: ConsoleVisit;
beforeAll(async () => {
  visit = await ConsoleVisit.start();
  for (const [index, name] of PEOPLE.entries()) {
    const person = { phone: `0${numberOf(index).slice(2)}`, name, site: 'site-1' };
    expect((await visit.operator.post('/api/v1/subscribers', person)).status).toBe(201);
  }
  await visit.signIn();
}, STORY_MILLISECONDS);
afterAll(() => visit?.close(), STORY_MILLISECONDS);

const inbox = async (target: string): Promise<readonly string[]> => {
  const response = await fetch(`http://127.0.0.1:${visit.saring.ports.whatsapp}/inbox?target=${target}`);
  return ((await response.json()) as { message: string }[]).map(({ message }) => message);
};
/** What each got of the message to many. */
const arrived = async (): Promise<readonly string[]> => {
  const all = await Promise.all(PEOPLE.map((_, index) => inbox(numberOf(index))));
  return all.flat().filter((message) => message.includes('perbaikan tower'));
};
/** The outbox has gone past what was in it: a later message has arrived. */
const outboxIsThrough = async (): Promise<void> => {
  await visit.operator.post('/api/v1/messages/test', { toPhone: TESTER });
  await eventually(async () => expect(await inbox('6281299900099')).toHaveLength(1));
};
const press = (name: string) => visit.page.getByRole('button', { name, exact: true }).click();

it(
  'is written, started, paused and resumed, and arrives once each',
  async () => {
    const { page } = visit;
    await page.goto(visit.url('/broadcasts?tab=out'));
    await press('Tambah nomor');
    await page.getByLabel('Nomor WhatsApp').fill(`0${numberOf(6).slice(2)}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Tambah nomor' }).click();
    await visit.seen('Nomor ini tidak menerima siaran lagi.');
    await press('Siaran baru');
    await page
      .getByRole('textbox', { name: 'Pesan', exact: true })
      .fill('[[Halo|Hai]] {name},\nbesok perbaikan tower.');
    await page.getByLabel('Paling banyak per menit').fill('30');
    await press('Cari penerimanya');
    await visit.seen(/^6 orang · 1 lainnya tidak mau siaran$/);
    await visit.seen(/^(Halo|Hai) (Ani|Budi|Citra|Dewi|Eka|Fajar|Gita),/);
    await visit.seen(/Biaya: Gratis/);
    await visit.picture('broadcast-ready');
    expect(await arrived()).toEqual([]);
    await press('Jalankan');
    await visit.seen(/^6 orang akan menerimanya/);
    await page.getByRole('dialog').getByRole('button', { name: 'Jalankan' }).click();
    await eventually(async () => expect((await arrived()).length).toBeGreaterThan(0));
    await press('Jeda');
    await visit.seen(/^Siaran dijeda/);
    await outboxIsThrough();
    const paused = (await arrived()).length;
    expect(paused).toBeLessThan(6);
    await visit.picture('broadcast-paused');
    await page.reload();
    await press('Lanjutkan');
    await page.getByText('Selesai', { exact: true }).waitFor({ timeout: LOOK_MILLISECONDS });
    await eventually(async () => expect(await arrived()).toHaveLength(6));
    for (const [index, name] of PEOPLE.slice(0, 6).entries()) {
      const [message, ...more] = await inbox(numberOf(index));
      expect(message).toMatch(new RegExp(`^(Halo|Hai) ${name},\\nbesok perbaikan tower\\.`));
      expect(more).toEqual([]);
    }
    expect(await inbox(numberOf(6))).toEqual([]);
    expect(visit.complaints).toEqual([]);
  },
  STORY_MILLISECONDS,
);
