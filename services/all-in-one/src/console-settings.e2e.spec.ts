// console-settings.e2e.spec.ts — an operator changes settings in the console of the very program of `npm start`, and sees
// their effect at once and after a start.
import { ConsoleVisit } from './testing/console-visit';

let visit: ConsoleVisit;
beforeAll(async () => {
  visit = await ConsoleVisit.start({ OTP_DAILY_BUDGET: '50' });
  await visit.signIn();
});
afterAll(() => visit?.close());

const budgetLeft = async (): Promise<unknown> =>
  (await visit.operator.get<{ otpLeftToday: number }>('/api/v1/messages/channel')).body.otpLeftToday;
const entry = (name: string) => visit.page.getByRole('listitem', { name, exact: true });
const change = async (name: string, value: string): Promise<void> => {
  await entry(name)
    .getByRole('button', { name: `Ubah ${name}` })
    .click();
  await entry(name).getByLabel(`Nilai baru ${name}`).fill(value);
  await entry(name).getByRole('button', { name: 'Simpan' }).click();
};

it('holds at once, and after a start, until the machine has its way again', async () => {
  expect(await budgetLeft()).toBe(50);
  await visit.page.goto(visit.url('/settings'));
  await visit.heading('Setelan');
  await change('OTP_DAILY_BUDGET', '7');
  await visit.seen('OTP_DAILY_BUDGET: berlaku sekarang.');
  expect(await budgetLeft()).toBe(7);
  await change('DEFAULT_SITE', 'rw05');
  await visit.seen(/^DEFAULT_SITE disimpan. Berlaku mulai layanan dinyalakan lagi: /);
  // What the process itself reads is shown, too.
  expect(await entry('DATA_DIR').innerText()).toContain('saring-local-');
  expect(await entry('HEALTH_PORT').innerText()).toContain('Bawaan: 0');
  await visit.picture('settings-program');

  await visit.saring.restart({ OTP_DAILY_BUDGET: '50' });
  expect(await budgetLeft()).toBe(7);
  await visit.page.reload();
  await entry('DEFAULT_SITE').getByText('rw05').waitFor();
  await entry('OTP_DAILY_BUDGET').getByRole('button', { name: 'Ubah OTP_DAILY_BUDGET' }).click();
  await entry('OTP_DAILY_BUDGET').getByRole('button', { name: 'Kembali ke nilai mesin: 50' }).click();
  await visit.seen('OTP_DAILY_BUDGET: berlaku sekarang.');
  expect(await budgetLeft()).toBe(50);
  expect(visit.complaints).toEqual([]);
});
