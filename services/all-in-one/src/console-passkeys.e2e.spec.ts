// console-passkeys.e2e.spec.ts — an operator with a passkey, before the very program of `npm start`: made on the account
// page, used at the sign-in, refused once it is removed. The browser's authenticator is Chromium's virtual one.
import type { CDPSession, Page } from 'playwright-core';
import { findingsOf } from '../../portal/spec/axe';
import { ConsoleVisit } from './testing/console-visit';
import { OPERATOR } from './testing/local-saring';

const NAME = 'HP loket';

let visit: ConsoleVisit;
let page: Page;
let cdp: CDPSession;
let authenticatorId: string;

const authenticator = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

beforeAll(async () => {
  visit = await ConsoleVisit.start();
  ({ page } = visit);
  cdp = await visit.context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  ({ authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: authenticator }));
});
afterAll(() => visit?.close());

const held = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
const button = (name: string) => page.getByRole('button', { name, exact: true });
const signOut = async () => {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Cari pelanggan, pesanan, router, halaman, atau tindakan').last().fill('keluar');
  await page.keyboard.press('Enter');
  await visit.heading('Masuk ke konsol');
};
const passkeyLine = () => page.getByRole('listitem', { name: NAME });

it('makes a passkey after the password once more', async () => {
  await visit.signIn();
  await page.goto(visit.url('/account'));
  await visit.seen('Belum ada passkey.');
  await button('Passkey baru').click();
  await page.getByLabel('Nama perangkat').fill(NAME);
  await page.getByLabel('Kata sandi').fill('salah-sekali-ini');
  await button('Buat passkey').click();
  await page.getByRole('alert').waitFor();
  expect(await held()).toEqual([]);
  await page.getByLabel('Kata sandi').fill(OPERATOR.password);
  await button('Buat passkey').click();
  await passkeyLine().getByText('belum pernah dipakai').waitFor();
  expect(await held()).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('passkeys-made');
});

it('signs out, and in again by the passkey alone', async () => {
  await signOut();
  await button('Masuk dengan passkey').click();
  // The page that was open stands again.
  await visit.heading('Akun saya');
  await passkeyLine().getByText('terakhir dipakai').waitFor();
  await page.goto(visit.url('/audit'));
  await visit.seen(/login\/passkey/);
});

it('does not sign in where the device is not unlocked', async () => {
  await signOut();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await button('Masuk dengan passkey').click();
  await visit.seen('Passkey tidak dipakai');
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
});

it('removes the passkey, which signs in no more', async () => {
  await button('Masuk dengan passkey').click();
  await visit.heading('Catatan tindakan');
  await page.goto(visit.url('/account'));
  await passkeyLine().getByRole('button', { name: 'Hapus' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
  // Who removes it stays signed in.
  await visit.seen('Belum ada passkey.');
  await signOut();
  expect(await held()).toHaveLength(1);
  await button('Masuk dengan passkey').click();
  await visit.seen('Passkey tidak dikenal di sini');
});

it('was never stopped by the Content-Security-Policy, nor by a fault of its own', () =>
  expect(visit.complaints).toEqual([]));
