import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { SoftwareAuthenticator, type Lies } from '@saring/testing';
import { generateKeyPairSync } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { authConfig } from '../config';
import { AuthJobs } from '../jobs';
import { resetOperator } from '../operator-reset';
import { AuthStack, OPERATOR, refusal } from '../testing/auth-stack';
import { MOST_PASSKEYS, PASSKEY_CHALLENGE_SECONDS } from './domain/passkey';

const ORIGIN = 'https://wifi.example.id';
const PASSWORD = 'a-password-of-theirs';
const method = AuthOtp.method;

let auth: AuthStack;
beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const clientAt = (address: string) => ({ address, addressKey: address });
const login = (email: string, password: string, totp = '') =>
  auth.ask.request(method.loginOperator, { login: email, password, totp, client: clientAt('10.2.0.1') });

let people = 0;
/** A new operator who has chosen a password. */
const newOperator = async () => {
  const email = `passkey-${(people += 1)}@example.com`;
  const boss = await login(OPERATOR.email, OPERATOR.password);
  const made = await auth.ask.request(method.createOperator, {
    ...{ email, role: 'operator', makerToken: boss.token },
  });
  const first = await login(email, made.oneTimePassword);
  const change = { token: first.token, currentPassword: made.oneTimePassword, newPassword: PASSWORD };
  const { token, operator } = await auth.ask.request(method.changeOperatorPassword, change);
  return { email, token, operatorId: operator?.operatorId ?? '' };
};

const begin = (token: string, more: object = {}) =>
  auth.ask.request(method.beginPasskey, { token, password: PASSWORD, origin: ORIGIN, ...more });
const finish = (token: string, challengeId: string, proofJson: string, name = 'HP kantor') =>
  auth.ask.request(method.addPasskey, { token, challengeId, proofJson, name });
const add = async (token: string, device: SoftwareAuthenticator, lies: Lies = {}) => {
  const { challengeId, optionsJson } = await begin(token);
  return finish(token, challengeId, device.create(optionsJson, lies));
};

const beginLogin = (address = '10.2.0.1', origin = ORIGIN) =>
  auth.ask.request(method.beginPasskeyLogin, { origin, client: clientAt(address) });
const finishLogin = (challengeId: string, proofJson: string, address = '10.2.0.1') =>
  auth.ask.request(method.loginWithPasskey, { challengeId, proofJson, client: clientAt(address) });
const logIn = async (device: SoftwareAuthenticator, lies: Lies = {}, address?: string) => {
  const { challengeId, optionsJson } = await beginLogin(address);
  return finishLogin(challengeId, device.get(optionsJson, lies), address);
};
const whoIs = (token: string) => auth.ask.request(method.authenticateOperator, { token });
const list = async (token: string) => (await auth.ask.request(method.listPasskeys, { token })).items;
const records = async (operatorId: string) =>
  (await auth.ask.request(method.searchAuditEntries, { operatorId })).items.map(
    ({ route, outcome, code = '' }) => `${outcome} ${route} ${code}`.trim(),
  );

/** An operator with one passkey. */
const withPasskey = async () => {
  const person = await newOperator();
  const device = new SoftwareAuthenticator(ORIGIN);
  const { passkeyId } = await add(person.token, device);
  return { ...person, device, passkeyId };
};

describe('a passkey', () => {
  it('signs in without a name, a password or a code, and tells when it was used', async () => {
    const { token, operatorId, device, passkeyId } = await withPasskey();
    expect(await list(token)).toMatchObject([
      { passkeyId, name: 'HP kantor', createdAt: expect.any(String) as string, synced: false },
    ]);
    const session = await logIn(device);
    expect(session).toMatchObject({ expiresInSeconds: 43_200, operator: { operatorId, passkeys: 1 } });
    expect(await whoIs(session.token)).toEqual(session.operator);
    expect((await list(token))[0]?.lastUsedAt).toBeDefined();
    expect(await records(operatorId)).toContain('done /api/v1/operator/login/passkey');
    // The next login, too: the counter grows.
    await expect(logIn(device)).resolves.toMatchObject({ operator: { operatorId } });
  });

  it('of a password manager counts nothing, and signs in again and again', async () => {
    const { token, operatorId } = await newOperator();
    const device = new SoftwareAuthenticator(ORIGIN, true);
    expect(await add(token, device)).toMatchObject({ synced: true });
    for (let times = 0; times < 2; times += 1)
      expect(await logIn(device)).toMatchObject({ operator: { operatorId } });
  });

  it('stands for the second factor', async () => {
    const { token, email, device } = await withPasskey();
    const { secret } = await auth.ask.request(method.setUpTotp, { token });
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => totp.generate({ timestamp: auth.clock.now().getTime() });
    await auth.ask.request(method.confirmTotp, { token, totp: code() });
    await expect(logIn(device)).resolves.toMatchObject({ operator: { email, totp: true } });
    // A new one wants password and code.
    await expect(begin(token)).rejects.toEqual(refusal('AUTH.TOTP_REQUIRED'));
    auth.later(60);
    await expect(begin(token, { totp: code() })).resolves.toMatchObject({});
  });

  it('is named anew and taken away by its owner, with the sessions that it opened', async () => {
    const { token, device, passkeyId } = await withPasskey();
    const other = await newOperator();
    const rename = (by: string, name: string) =>
      auth.ask.request(method.renamePasskey, { token: by, passkeyId, name });
    expect(await rename(token, ' Laptop ')).toMatchObject({ name: 'Laptop' });
    await expect(rename(token, ' ')).rejects.toEqual(refusal('REQUEST.INVALID'));
    await expect(rename(other.token, 'x')).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
    const remove = (by: string) => auth.ask.request(method.removePasskey, { token: by, passkeyId });
    await expect(remove(other.token)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
    const thief = await logIn(device);
    const own = await logIn(device);
    await remove(own.token);
    await expect(whoIs(thief.token)).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
    // Who asks stays, and so do sessions by password.
    await expect(whoIs(own.token)).resolves.toMatchObject({ passkeys: 0 });
    await expect(whoIs(token)).resolves.toMatchObject({ passkeys: 0 });
    await expect(logIn(device)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
    await expect(remove(token)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
  });

  it('is taken away by who manages operators, with every session', async () => {
    const { token, operatorId, device } = await withPasskey();
    const session = await logIn(device);
    const askerToken = (await login(OPERATOR.email, OPERATOR.password)).token;
    await auth.ask.request(method.removePasskeysOfOperator, { operatorId, askerToken });
    for (const held of [token, session.token])
      await expect(whoIs(held)).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
    await expect(logIn(device)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
    for (const nobody of [newId(), 'x'])
      await expect(
        auth.ask.request(method.removePasskeysOfOperator, { operatorId: nobody, askerToken }),
      ).rejects.toEqual(refusal('AUTH.OPERATOR_UNKNOWN'));
  });

  it('goes with its operator, with a reset, and with a password that others may have read', async () => {
    const gone = await withPasskey();
    const askerToken = (await login(OPERATOR.email, OPERATOR.password)).token;
    await auth.ask.request(method.removeOperator, { operatorId: gone.operatorId, askerToken });
    await expect(logIn(gone.device)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));

    const reset = await withPasskey();
    await resetOperator(auth.pool, reset.email);
    await expect(logIn(reset.device)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));

    const { token, device } = await withPasskey();
    const change = (by: string, currentPassword: string, newPassword: string, endKeys: boolean) =>
      auth.ask.request(method.changeOperatorPassword, { token: by, currentPassword, newPassword, endKeys });
    const changed = await change(token, PASSWORD, 'another-password', false);
    await expect(logIn(device)).resolves.toMatchObject({});
    expect(await change(changed.token, 'another-password', PASSWORD, true)).toMatchObject({
      operator: { passkeys: 0 },
    });
    await expect(logIn(device)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
  });
});

describe('a new passkey', () => {
  it('wants the password, a session and an address with HTTPS', async () => {
    const { token, operatorId } = await newOperator();
    await expect(begin(token, { password: 'wrong' })).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    await expect(begin('sro_unknown')).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
    const { key } = await auth.ask.request(method.createApiKey, {
      ...{ operatorId, name: 'k', token, scopes: ['quota:read'] },
    });
    await expect(begin(key ?? '')).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
    for (const origin of ['http://192.168.88.2:9000', 'http://wifi.example.id', ''])
      await expect(begin(token, { origin })).rejects.toEqual(refusal('AUTH.PASSKEY_NEEDS_HTTPS'));
    await expect(beginLogin('10.2.0.1', 'http://192.168.88.2')).rejects.toEqual(
      refusal('AUTH.PASSKEY_NEEDS_HTTPS'),
    );
  });

  it('is not for a one-time password', async () => {
    const { token } = await login(OPERATOR.email, OPERATOR.password);
    const email = 'one-time@example.com';
    const made = await auth.ask.request(method.createOperator, {
      email,
      role: 'operator',
      makerToken: token,
    });
    const first = await login(email, made.oneTimePassword);
    await expect(begin(first.token, { password: made.oneTimePassword })).rejects.toEqual(
      refusal('AUTH.PASSWORD_CHANGE_REQUIRED'),
    );
  });

  it('asks for one that is found without a name and unlocked by its owner, and not for one that is there', async () => {
    const { token, device } = await withPasskey();
    const options = JSON.parse((await begin(token)).optionsJson) as object;
    expect(options).toMatchObject({
      rp: { id: 'wifi.example.id', name: 'Saring' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: device.credentialId, transports: ['internal'] }],
    });
    expect(JSON.parse((await beginLogin()).optionsJson)).toMatchObject({
      ...{ rpId: 'wifi.example.id', userVerification: 'required' },
    });
  });

  it.each<[string, Lies]>([
    ['another origin', { origin: 'https://evil.example.id' }],
    ['a subdomain', { origin: 'https://a.wifi.example.id' }],
    ['another relying party', { rpId: 'example.id' }],
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['an answer to a login', { type: 'webauthn.get' }],
    ['within a page of another', { crossOrigin: true }],
    ['nobody present', { isPresent: false }],
    ['nobody verified', { isVerified: false }],
  ])('is refused: %s', async (_, lies) => {
    const { token } = await newOperator();
    await expect(add(token, new SoftwareAuthenticator(ORIGIN), lies)).rejects.toEqual(
      refusal('AUTH.PASSKEY_REFUSED'),
    );
    expect(await list(token)).toEqual([]);
  });

  it.each([
    ...['', 'null', '{}', '[]', '{"id":"a","rawId":"a","type":"public-key","response":{}}'],
    JSON.stringify({
      ...{ id: 'YQ', rawId: 'YQ', type: 'public-key', clientExtensionResults: {} },
      response: { clientDataJSON: 'YQ', attestationObject: 'YQ' },
    }),
  ])('is refused where the browser says %j', async (proofJson) => {
    const { token } = await newOperator();
    const { challengeId } = await begin(token);
    await expect(finish(token, challengeId, proofJson)).rejects.toMatchObject({
      code: proofJson === '' ? 'REQUEST.INVALID' : 'AUTH.PASSKEY_REFUSED',
    });
  });

  it('takes a challenge once, within its life, of its own operator and its own purpose', async () => {
    const { token } = await newOperator();
    const other = await newOperator();
    const expired = refusal('AUTH.PASSKEY_EXPIRED');
    const device = new SoftwareAuthenticator(ORIGIN);

    const first = await begin(token);
    await finish(token, first.challengeId, device.create(first.optionsJson));
    await expect(finish(token, first.challengeId, device.create(first.optionsJson))).rejects.toEqual(expired);

    const late = await begin(token);
    auth.later(PASSKEY_CHALLENGE_SECONDS);
    await expect(finish(token, late.challengeId, device.create(late.optionsJson))).rejects.toEqual(expired);

    const theirs = await begin(token);
    await expect(finish(other.token, theirs.challengeId, device.create(theirs.optionsJson))).rejects.toEqual(
      expired,
    );

    const ofLogin = await beginLogin();
    const asCreation = JSON.stringify({
      ...(JSON.parse(ofLogin.optionsJson) as object),
      ...{ rp: { id: 'wifi.example.id' }, user: { id: 'x' } },
    });
    await expect(finish(token, ofLogin.challengeId, device.create(asCreation))).rejects.toEqual(expired);
    for (const unknown of [newId(), 'x'])
      await expect(finish(token, unknown, device.create(theirs.optionsJson))).rejects.toEqual(expired);
  });

  it('never takes a credential that another operator has', async () => {
    const { device, operatorId } = await withPasskey();
    const other = await newOperator();
    const copy = new SoftwareAuthenticator(ORIGIN, false, device.credentialId);
    await expect(add(other.token, copy)).rejects.toEqual(refusal('AUTH.PASSKEY_TAKEN'));
    await expect(logIn(device)).resolves.toMatchObject({ operator: { operatorId } });
  });

  it('has a place only while there are fewer than the most', async () => {
    const { token } = await newOperator();
    const waiting = await begin(token);
    for (let count = 0; count < MOST_PASSKEYS; count += 1)
      await add(token, new SoftwareAuthenticator(ORIGIN));
    await expect(begin(token)).rejects.toEqual(refusal('AUTH.PASSKEYS_TOO_MANY'));
    // Nor one that was begun before.
    const late = new SoftwareAuthenticator(ORIGIN).create(waiting.optionsJson);
    await expect(finish(token, waiting.challengeId, late)).rejects.toEqual(refusal('AUTH.PASSKEYS_TOO_MANY'));
  });

  it('is not too long a story', async () => {
    const { token } = await newOperator();
    const { challengeId } = await begin(token);
    await expect(finish(token, challengeId, 'x'.repeat(12_289))).rejects.toEqual(refusal('REQUEST.INVALID'));
    await expect(finish(token, challengeId, '{}', 'x'.repeat(101))).rejects.toEqual(
      refusal('REQUEST.INVALID'),
    );
  });
});

describe('a login by passkey', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  it.each<[string, Lies]>([
    ['another origin', { origin: 'https://evil.example.id' }],
    ['plain http', { origin: 'http://wifi.example.id' }],
    ['another relying party', { rpId: 'example.id' }],
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['an answer to an addition', { type: 'webauthn.create' }],
    ['within a page of another', { crossOrigin: true }],
    ['nobody present', { isPresent: false }],
    ['nobody verified', { isVerified: false }],
    ['another key', { key: stranger }],
    ['another operator', { userHandle: Buffer.from('x').toString('base64url') }],
  ])('is refused and recorded: %s', async (_, lies) => {
    const { device, operatorId } = await withPasskey();
    await expect(logIn(device, lies)).rejects.toEqual(refusal('AUTH.PASSKEY_REFUSED'));
    expect(await records(operatorId)).toContain(
      'refused /api/v1/operator/login/passkey AUTH.PASSKEY_REFUSED',
    );
    await expect(logIn(device)).resolves.toMatchObject({ operator: { operatorId } });
  });

  it('takes a challenge once, within its life, and of a login', async () => {
    const { token, device } = await withPasskey();
    const expired = refusal('AUTH.PASSKEY_EXPIRED');
    const { challengeId, optionsJson } = await beginLogin();
    const proof = device.get(optionsJson);
    await finishLogin(challengeId, proof);
    await expect(finishLogin(challengeId, proof)).rejects.toEqual(expired);

    // Refused once it is spent, too.
    const wrong = await beginLogin();
    const lie = device.get(wrong.optionsJson, { isVerified: false });
    await expect(finishLogin(wrong.challengeId, lie)).rejects.toEqual(refusal('AUTH.PASSKEY_REFUSED'));
    await expect(finishLogin(wrong.challengeId, device.get(wrong.optionsJson))).rejects.toEqual(expired);

    const late = await beginLogin();
    auth.later(PASSKEY_CHALLENGE_SECONDS);
    await expect(finishLogin(late.challengeId, device.get(late.optionsJson))).rejects.toEqual(expired);

    const ofAddition = await begin(token);
    await expect(
      finishLogin(ofAddition.challengeId, device.get(ofAddition.optionsJson, { rpId: 'wifi.example.id' })),
    ).rejects.toEqual(expired);
    for (const unknown of [newId(), 'x'])
      await expect(finishLogin(unknown, device.get(optionsJson))).rejects.toEqual(expired);
  });

  it('is of the name alone that the passkey was made for', async () => {
    const { device } = await withPasskey();
    const elsewhere = await beginLogin('10.2.0.1', 'https://wifi.example.com');
    const proof = device.get(elsewhere.optionsJson, { origin: 'https://wifi.example.com' });
    await expect(finishLogin(elsewhere.challengeId, proof)).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
  });

  it('is refused, recorded and shown where the counter went back', async () => {
    const { token, operatorId, device } = await withPasskey();
    await logIn(device, { counter: 40 });
    for (const counter of [40, 39, 0])
      await expect(logIn(device, { counter })).rejects.toEqual(refusal('AUTH.PASSKEY_COPIED'));
    expect(await records(operatorId)).toContain('refused /api/v1/operator/login/passkey AUTH.PASSKEY_COPIED');
    expect((await list(token))[0]?.suspectedAt).toBeDefined();
    await expect(logIn(device, { counter: 41 })).resolves.toMatchObject({ operator: { operatorId } });
    // Who has no key raises no alarm.
    const other = await withPasskey();
    await expect(logIn(other.device, { counter: 0, key: stranger })).rejects.toEqual(
      refusal('AUTH.PASSKEY_REFUSED'),
    );
    expect((await list(other.token))[0]?.suspectedAt).toBeUndefined();
  });

  it('lets one of two in who bring the same counter at once', async () => {
    const { device } = await withPasskey();
    const tries = await Promise.allSettled([9, 9, 9].map((counter) => logIn(device, { counter })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('closes for an address after wrong tries, and nobody is kept out elsewhere or by password', async () => {
    const { device, email, operatorId } = await withPasskey();
    const bad = () => logIn(device, { key: stranger }, '10.2.9.9');
    for (let index = 0; index < 5; index += 1)
      await expect(bad()).rejects.toEqual(refusal('AUTH.PASSKEY_REFUSED'));
    await expect(bad()).rejects.toEqual(refusal('AUTH.OPERATOR_LOCKED'));
    await expect(logIn(device, {}, '10.2.9.9')).rejects.toEqual(refusal('AUTH.OPERATOR_LOCKED'));
    await expect(logIn(device, {}, '10.2.9.8')).resolves.toMatchObject({ operator: { operatorId } });
    await expect(login(email, PASSWORD)).resolves.toMatchObject({ operator: { operatorId } });
    auth.later(31);
    await expect(logIn(device, {}, '10.2.9.9')).resolves.toMatchObject({ operator: { operatorId } });
    // An unknown one is counted alike.
    const unknown = new SoftwareAuthenticator(ORIGIN);
    const userHandle = 'eA';
    for (let index = 0; index < 5; index += 1)
      await expect(logIn(unknown, { userHandle })).rejects.toEqual(refusal('AUTH.PASSKEY_UNKNOWN'));
    await expect(logIn(unknown, { userHandle })).rejects.toEqual(refusal('AUTH.OPERATOR_LOCKED'));
  });

  it('leaves no challenge behind', async () => {
    await beginLogin();
    auth.later(PASSKEY_CHALLENGE_SECONDS + 1);
    const config = authConfig.parse(auth.stack.env);
    await new AuthJobs(auth.pool, auth.clock, config).sweep();
    const { rows } = await auth.pool.query('select id from passkey_challenges');
    expect(rows).toEqual([]);
  });
});
