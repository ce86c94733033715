// passkeys.e2e.spec.ts — passkeys on the account page and at the sign-in: made, named, removed, used, and why there are none.
import { SoftwareAuthenticator } from '@saring/testing';
import { ConsolePage } from './console-page';

const PASSKEYS = '/api/v1/operator/passkeys';
const LOGIN = '/api/v1/operator/login/passkey';
const PHONE = '00000000-0000-4000-8000-000000000001';
const LAPTOP = '00000000-0000-4000-8000-000000000002';

const phone = { passkeyId: PHONE, name: 'HP', createdAt: '2026-11-01T02:00:00Z', synced: true };
const laptop = {
  ...{ passkeyId: LAPTOP, name: 'Laptop kantor', createdAt: '2026-10-01T02:00:00Z', synced: false },
  ...{ lastUsedAt: '2026-11-20T01:30:00Z', suspectedAt: '2026-11-21T01:30:00Z' },
};
const begun = (options: object) => ({ challengeId: PHONE, optionsJson: JSON.stringify(options) });
const creation = begun({
  ...{ challenge: 'AAAA', rp: { id: 'localhost', name: 'Saring' }, timeout: 300_000 },
  user: { id: 'AAAA', name: 'sari@saring.test', displayName: 'Sari' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
});
const request = begun({ challenge: 'AAAA', rpId: 'localhost', userVerification: 'required' });
const refused = (status: number, code: string, title: string) => ({
  ...{ status, code, title, detail: 'Mungkin sudah dihapus.', details: {} },
});
const account = {
  [`GET ${PASSKEYS}`]: { items: [phone, laptop] },
  'GET /api/v1/operator/api-keys': { items: [] },
  'GET /api/v1/operator/sessions': { items: [] },
  [`POST ${PASSKEYS}/begin`]: creation,
  [`POST ${PASSKEYS}`]: phone,
  [`PATCH ${PASSKEYS}/${PHONE}`]: phone,
  [`DELETE ${PASSKEYS}/${LAPTOP}`]: {},
};
const nobody = {
  'GET /api/v1/operator/me': refused(401, 'AUTH.OPERATOR_UNAUTHENTICATED', 'Belum masuk'),
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());
const button = (name: string) => desk.page.getByRole('button', { name, exact: true });
const line = (name: string) => desk.page.getByRole('listitem', { name });

/** What the browser's own dialog would answer. */
const browserAnswers = (method: 'create' | 'get', errorName: string) =>
  desk.page.evaluate(
    `navigator.credentials.${method} = () => Promise.reject(new DOMException('', '${errorName}'))`,
  );

describe('the account page', () => {
  it('shows when each was made and used, and which one may have a copy', async () => {
    await desk.open('/account', [], account);
    await line('HP').getByText('belum pernah dipakai').waitFor();
    await line('HP').getByText('tersimpan di pengelola kata sandi').waitFor();
    await line('Laptop kantor')
      .getByText(/terakhir dipakai 20 Nov/)
      .waitFor();
    await line('Laptop kantor')
      .getByText(/hitungannya mundur/)
      .waitFor();
    expect(await desk.faults('passkeys')).toEqual([]);
  });

  it('names one anew, and removes one after a question', async () => {
    await desk.open('/account', [], account);
    await line('HP').getByRole('button', { name: 'Ganti nama' }).click();
    await desk.page.getByLabel('Nama perangkat').fill('HP Sari');
    await button('Simpan').click();
    await desk.seen('Nama disimpan.');
    expect(desk.sent(`PATCH ${PASSKEYS}/${PHONE}`)[0]?.body).toEqual({ name: 'HP Sari' });
    await line('Laptop kantor').getByRole('button', { name: 'Hapus' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
    await desk.seen('Passkey dihapus.');
    expect(desk.sent(`DELETE ${PASSKEYS}/${LAPTOP}`)).toHaveLength(1);
  });

  it('says what the browser and the server refuse', async () => {
    await desk.open('/account', [], account);
    await button('Passkey baru').click();
    expect(await desk.faults('passkey-new')).toEqual([]);
    await desk.page.getByLabel('Nama perangkat').fill('HP');
    await desk.page.getByLabel('Kata sandi').fill('rahasia-sekali');
    await browserAnswers('create', 'NotAllowedError');
    await button('Buat passkey').click();
    await desk.seen('Passkey tidak dipakai');
    expect(desk.sent(`POST ${PASSKEYS}/begin`)[0]?.body).toEqual({ password: 'rahasia-sekali' });
    await browserAnswers('create', 'InvalidStateError');
    await button('Buat passkey').click();
    await desk.seen('Perangkat ini sudah punya passkey untuk akun Anda.');
    await browserAnswers('create', 'UnknownError');
    await button('Buat passkey').click();
    await desk.seen('Passkey gagal');
    expect(desk.sent(`POST ${PASSKEYS}`)).toHaveLength(0);
  });
});

describe('the sign-in', () => {
  it('has a button that the keyboard reaches, and says why it does not let in', async () => {
    await desk.open('', [], {
      ...{ ...nobody, [`POST ${LOGIN}/begin`]: request },
      [`POST ${LOGIN}`]: refused(404, 'AUTH.PASSKEY_UNKNOWN', 'Passkey tidak dikenal di sini'),
    });
    expect(await desk.faults('sign-in')).toEqual([]);
    await browserAnswers('get', 'NotAllowedError');
    await button('Masuk').focus();
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Enter');
    await desk.seen('Dibatalkan, terlalu lama');
    expect(await desk.faults('sign-in-cancelled')).toEqual([]);

    const device = new SoftwareAuthenticator('http://localhost');
    device.create(creation.optionsJson);
    await desk.page.evaluate(
      `navigator.credentials.get = () => Promise.resolve(${credentialOf(device.get(request.optionsJson))})`,
    );
    await button('Masuk dengan passkey').click();
    await desk.seen('Passkey tidak dikenal di sini');
    expect(desk.sent(`POST ${LOGIN}`)[0]?.body).toEqual({
      ...{ challengeId: PHONE, proofJson: expect.stringContaining(device.credentialId) as string },
    });
  });

  it('says so where the browser has none, and where the address is not secure', async () => {
    await desk.page.addInitScript('delete window.PublicKeyCredential');
    await desk.open('', [], nobody);
    await desk.seen('Peramban ini tidak mengenal passkey.');
    expect(await button('Masuk dengan passkey').count()).toBe(0);
    // As plain http at an address of the LAN.
    await desk.page.addInitScript("Object.defineProperty(window, 'isSecureContext', { value: false })");
    await desk.open('', [], nobody);
    await desk.seen('Passkey hanya ada lewat https');
    expect(await desk.faults('sign-in-insecure')).toEqual([]);
    await desk.open('/account', [], account);
    await desk.seen('Passkey hanya ada lewat https');
    expect(await button('Passkey baru').count()).toBe(0);
  });
});

/** As a browser hands it over: buffers, not texts. */
const credentialOf = (proofJson: string): string => {
  const { id, type, response } = JSON.parse(proofJson) as {
    readonly id: string;
    readonly type: string;
    readonly response: Readonly<Record<string, string>>;
  };
  const buffer = (text: string) => `Uint8Array.from([${[...Buffer.from(text, 'base64url')].join()}]).buffer`;
  const parts = Object.entries(response).map(([name, text]) => `${name}: ${buffer(text)}`);
  return `{ id: '${id}', type: '${type}', rawId: ${buffer(id)}, response: { ${parts.join()} },
    getClientExtensionResults: () => ({}), authenticatorAttachment: 'platform' }`;
};
