// authenticator.e2e.spec.ts — an operator sets up an authenticator, keeps the recovery codes, and makes new ones.
import { ConsolePage } from './console-page';

const URI =
  'otpauth://totp/Saring:op%40saring.test?issuer=Saring&secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6';
const CODES = ['7K3QX-9M2PD', '0ABCD-1EFGH', '2JKMN-3PQRS'];
const me = { email: 'op@saring.test', totp: false, recoveryCodes: 0 };

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const holder = (more: object) => ({
  ...{ operatorId: '00000000-0000-4000-8000-0000000000bb', name: 'Sri', role: 'admin', permissions: [] },
  ...{ mustChangePassword: false, passkeys: 0, messages: [], messagesSite: '', locale: 'id' },
  ...me,
  ...more,
});
const open = (more: object) =>
  desk.open('/account', [], {
    'GET /api/v1/operator/me': holder(more),
    'GET /api/v1/operator/api-keys': { items: [] },
    'GET /api/v1/operator/sessions': { items: [] },
    'GET /api/v1/operator/passkeys': { items: [] },
    'POST /api/v1/operator/totp': { secret: 'JBSWY3DPEHPK3PXP', uri: URI },
    'POST /api/v1/operator/totp/confirm': { ...holder({ totp: true, recoveryCodes: 3 }), codes: CODES },
    'POST /api/v1/operator/totp/recovery-codes': {
      ...holder({ totp: true, recoveryCodes: 3 }),
      codes: CODES,
    },
  });

it('shows the secret as a picture and as text, and the codes once', async () => {
  await open({});
  await desk.page.getByRole('button', { name: 'Pasang autentikator' }).click();
  await desk.page.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' }).waitFor();
  await desk.seen('JBSWY3DPEHPK3PXP');
  expect(await desk.faults('authenticator')).toEqual([]);
  await desk.page.getByLabel('Kode 6 angka').fill('123456');
  await desk.page.getByRole('button', { name: 'Pasang', exact: true }).click();
  for (const code of CODES) await desk.seen(code);
  expect(await desk.faults('recovery-codes')).toEqual([]);
  const file = desk.page.getByRole('link', { name: 'Simpan sebagai berkas' });
  expect(decodeURIComponent((await file.getAttribute('href')) ?? '')).toContain(CODES.join('\n'));
});

it('says when few are left, and makes new ones by the password and a code', async () => {
  await open({ totp: true, recoveryCodes: 2 });
  await desk.seen('Tinggal 2 kode pemulihan. Buat yang baru.');
  await desk.page.getByRole('button', { name: 'Kode pemulihan baru' }).click();
  await desk.page.getByLabel('Kata sandi').first().fill('rahasia-sekali');
  await desk.page.getByLabel('Kode 6 angka atau kode pemulihan').fill('123456');
  await desk.page.getByRole('button', { name: 'Buat kode baru' }).click();
  for (const code of CODES) await desk.seen(code);
  expect(desk.sent('POST /api/v1/operator/totp/recovery-codes').map(({ body }) => body)).toEqual([
    { password: 'rahasia-sekali', totp: '123456' },
  ]);
});
