import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Secret, TOTP } from 'otpauth';
import { AuthStack, OPERATOR, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

describe('operators', () => {
  const login = (password: string, email = OPERATOR.email, address = '10.1.1.1') =>
    auth.ask.request(method.loginOperator, {
      login: email,
      password,
      client: { address, addressKey: address },
    });
  const makerToken = async () => (await login(OPERATOR.password, OPERATOR.email, '10.1.1.9')).token;

  it('log in, are known by session and by key, and out again', async () => {
    const { token, operator } = await login(OPERATOR.password);
    expect(operator).toMatchObject({
      email: 'boss@example.com',
      role: 'super_admin',
      mustChangePassword: false,
    });
    expect(await auth.ask.request(method.authenticateOperator, { token })).toEqual(operator);
    const { key, apiKeyId } = await auth.ask.request(method.createApiKey, {
      scopes: ['quota:read'],
      operatorId: operator?.operatorId,
      name: 'script',
      token,
    });
    expect(await auth.ask.request(method.authenticateOperator, { token: key })).toEqual({
      ...operator,
      permissions: ['quota:read'],
      apiKeyId,
    });
    const { items } = await auth.ask.request(method.listApiKeys, { operatorId: operator?.operatorId });
    expect(items).toMatchObject([{ apiKeyId, name: 'script' }]);
    expect(items[0]?.key).toBeUndefined();
    await auth.ask.request(method.revokeApiKey, { operatorId: operator?.operatorId, apiKeyId });
    await expect(auth.ask.request(method.authenticateOperator, { token: key })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
    );
    await auth.ask.request(method.endOperatorSession, { token });
    await expect(auth.ask.request(method.authenticateOperator, { token })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
    );
  });
  it('say what they are written to about, within what their role may see', async () => {
    const { token, operator } = await login(OPERATOR.password);
    const set = (change: object) => auth.ask.request(method.setOperatorMessages, { token, ...change });
    await expect(set({ messages: ['evening'], phone: '' })).rejects.toEqual(
      refusal('AUTH.OPERATOR_PHONE_MISSING'),
    );
    const saved = await set({ messages: ['evening', 'evening', 'money_alert'], phone: '0812 0000 0001' });
    expect(saved).toMatchObject({
      phone: '+6281200000001',
      messages: ['evening', 'money_alert'],
      locale: 'id',
    });
    // It is a name to log in with, as people write it.
    expect(await login(OPERATOR.password, '0812-0000-0001')).toMatchObject({
      operator: { operatorId: operator?.operatorId },
    });
    // What is left out stays.
    expect(await set({ messages: ['evening'], site: 'rw06', locale: 'en' })).toMatchObject({
      ...{ phone: '+6281200000001', messagesSite: 'rw06', locale: 'en' },
    });
    const receivers = async (message: string) =>
      (await auth.ask.request(method.listMessageReceivers, { message })).items;
    expect(await receivers('evening')).toMatchObject([
      { operatorId: operator?.operatorId, phone: '+6281200000001', site: 'rw06', locale: 'en' },
    ]);
    expect(await receivers('money_alert')).toEqual([]);

    const { operator: tech } = await auth.ask.request(method.createOperator, {
      makerToken: await makerToken(),
      ...{ email: 'tech@example.com', role: 'technician', operatorId: newId() },
    });
    const { operatorId = '' } = tech ?? {};
    const setOther = (change: object) =>
      auth.ask.request(method.setOperatorMessages, {
        ...{ operatorId, messages: [], askerToken: token },
        ...change,
      });
    await expect(setOther({ phone: '+6281200000001' })).rejects.toEqual(refusal('AUTH.OPERATOR_PHONE_TAKEN'));
    // A first password opens nothing, and a technician never sees the books.
    await expect(setOther({ phone: '0812 0000 0002', messages: ['evening'] })).rejects.toEqual(
      refusal('AUTH.MESSAGE_FORBIDDEN'),
    );
    await expect(
      auth.ask.request(method.setOperatorMessages, { operatorId: newId(), messages: [] }),
    ).rejects.toEqual(refusal('AUTH.OPERATOR_UNKNOWN'));
    const { key } = await auth.ask.request(method.createApiKey, {
      ...{ operatorId: operator?.operatorId, name: 'script', token, scopes: ['quota:read'] },
    });
    await expect(
      auth.ask.request(method.setOperatorMessages, { token: key, messages: [], phone: '0812 0000 0003' }),
    ).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
    await auth.ask.request(method.removeOperator, { operatorId, askerToken: token });
    await set({ messages: [], phone: '' });
  });
  it('are closed out after wrong passwords, for a while', async () => {
    for (let index = 0; index < 5; index += 1)
      await expect(login('wrong')).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    await expect(login(OPERATOR.password)).rejects.toEqual(refusal('AUTH.OPERATOR_LOCKED'));
    // An unknown name gets the same answer.
    for (let index = 0; index < 5; index += 1)
      await expect(login('x', 'nobody@example.com')).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    await expect(login('x', 'nobody@example.com')).rejects.toEqual(refusal('AUTH.OPERATOR_LOCKED'));
    // A stranger's tries keep nobody out elsewhere.
    await expect(login(OPERATOR.password, OPERATOR.email, '10.1.1.2')).resolves.toMatchObject({});
    auth.later(31);
    await expect(login(OPERATOR.password)).resolves.toMatchObject({ expiresInSeconds: 43_200 });
  });
  it('log in by phone, too, and are gone with their sessions and keys when removed; the last super_admin stays', async () => {
    const phone = auth.newPhone();
    const made = await auth.ask.request(method.createOperator, {
      makerToken: await makerToken(),
      email: 'gone@example.com',
      name: '',
      role: 'super_admin',
      phone,
    });
    const first = await login(made.oneTimePassword, `0${phone.slice(3)}`);
    const operatorId = first.operator?.operatorId ?? '';
    const { token } = await auth.ask.request(method.changeOperatorPassword, {
      ...{ token: first.token, currentPassword: made.oneTimePassword, newPassword: 'a-password-of-gone' },
    });
    const { key } = await auth.ask.request(method.createApiKey, {
      ...{ operatorId, name: 'k', token },
      scopes: ['quota:read'],
    });
    const askerToken = await makerToken();
    await auth.ask.request(method.removeOperator, { operatorId, askerToken });
    for (const held of [token, key])
      await expect(auth.ask.request(method.authenticateOperator, { token: held })).rejects.toEqual(
        refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
      );
    const boss = (await login(OPERATOR.password)).operator?.operatorId ?? '';
    await expect(auth.ask.request(method.removeOperator, { operatorId: boss, askerToken })).rejects.toEqual(
      refusal('AUTH.OPERATOR_STAYS'),
    );
    await expect(auth.ask.request(method.removeOperator, { operatorId, askerToken })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNKNOWN'),
    );
  });
  it('give keys no more than they have, for a time; keys of keys end with them, all with a password only when asked', async () => {
    const made = await auth.ask.request(method.createOperator, {
      makerToken: await makerToken(),
      email: 'k@example.com',
      name: '',
      role: 'operator',
    });
    const first = await login(made.oneTimePassword, 'k@example.com');
    const operatorId = first.operator?.operatorId;
    const change = {
      token: first.token,
      currentPassword: made.oneTimePassword,
      newPassword: 'a-password-of-k',
    };
    const { token } = await auth.ask.request(method.changeOperatorPassword, change);
    const make = (asking: string, more: object = {}) =>
      auth.ask.request(method.createApiKey, {
        ...{ operatorId, token: asking, name: 'k', scopes: ['quota:read'] },
        ...more,
      });
    const permissionsOf = async (key = '') =>
      (await auth.ask.request(method.authenticateOperator, { token: key })).permissions;
    const gone = (key = '') =>
      expect(permissionsOf(key)).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));

    await expect(make(token, { scopes: [] })).rejects.toEqual(refusal('AUTH.API_KEY_SCOPES_MISSING'));
    await expect(make(token, { scopes: ['quota:correct'] })).rejects.toEqual(refusal('AUTH.API_KEY_SCOPE'));
    await expect(make(token, { expiresInDays: 731 })).rejects.toEqual(refusal('AUTH.API_KEY_DAYS'));
    await expect(make('')).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
    const maker = await make(token, { scopes: ['quota:read', 'api-keys:write'] });
    expect(await permissionsOf(maker.key)).toEqual(['quota:read', 'api-keys:write']);
    await expect(make(maker.key ?? '', { scopes: ['quota:grant'] })).rejects.toEqual(
      refusal('AUTH.API_KEY_SCOPE'),
    );
    const child = await make(maker.key ?? '');
    expect(await permissionsOf(child.key)).toEqual(['quota:read']);
    await auth.ask.request(method.revokeApiKey, { operatorId, apiKeyId: maker.apiKeyId });
    await gone(child.key);

    const short = await make(token, { expiresInDays: 1 });
    auth.later(40_000);
    const { key } = await make(token);
    auth.later(86_400 - 40_000 + 1);
    await gone(short.key);
    await permissionsOf(key);
    const again = await login('a-password-of-k', 'k@example.com');
    const next = { token: again.token, currentPassword: 'a-password-of-k', newPassword: 'another-of-k' };
    const changed = await auth.ask.request(method.changeOperatorPassword, next);
    expect(await permissionsOf(key)).toEqual(['quota:read']);
    const { items } = await auth.ask.request(method.listApiKeys, { operatorId });
    expect(items.at(-1)?.scopes).toEqual(['quota:read']);
    const last = { currentPassword: 'another-of-k', newPassword: 'the-last-of-k-1', endKeys: true };
    await auth.ask.request(method.changeOperatorPassword, { token: changed.token, ...last });
    await gone(key);
  });
  it('may have a second factor, each code good once', async () => {
    const made = await auth.ask.request(method.createOperator, {
      makerToken: await makerToken(),
      email: 'two@example.com',
      name: '',
      role: 'admin',
    });
    const email = 'two@example.com';
    const opened = await login(made.oneTimePassword, email);
    const password = 'a-password-of-two';
    const first = await auth.ask.request(method.changeOperatorPassword, {
      ...{ token: opened.token, currentPassword: made.oneTimePassword, newPassword: password },
    });
    const { secret, uri } = await auth.ask.request(method.setUpTotp, { token: first.token });
    expect(uri).toContain('otpauth://totp/Saring:two%40example.com');
    const codeAt = (seconds: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: auth.clock.now().getTime() + seconds * 1000,
      });
    await expect(login(password, email)).resolves.toMatchObject({ operator: { totp: false } });
    await expect(
      auth.ask.request(method.confirmTotp, { token: first.token, totp: codeAt(-300) }),
    ).rejects.toEqual(refusal('AUTH.TOTP_WRONG'));
    const confirming = codeAt(0);
    const { codes } = await auth.ask.request(method.confirmTotp, { token: first.token, totp: confirming });
    await expect(auth.ask.request(method.setUpTotp, { token: first.token })).rejects.toEqual(
      refusal('AUTH.TOTP_EXISTS'),
    );
    const loginWith = (totp: string) =>
      auth.ask.request(method.loginOperator, { login: email, password, totp });
    await expect(loginWith('')).rejects.toEqual(refusal('AUTH.TOTP_REQUIRED'));
    await expect(loginWith(confirming)).rejects.toEqual(refusal('AUTH.TOTP_WRONG'));
    auth.later(60);
    await expect(loginWith(codeAt(0))).resolves.toMatchObject({ operator: { totp: true } });
    // A lost authenticator: each code gets in once, however it is typed and however many try at once.
    const [used = '', typed = ''] = codes;
    const tries = await Promise.allSettled([used, used, used].map(loginWith));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(loginWith(used)).rejects.toEqual(refusal('AUTH.TOTP_WRONG'));
    const left = await loginWith(typed.toLowerCase().replace('-', ' '));
    expect([codes.length, left.operator?.recoveryCodes]).toEqual([10, 8]);
    await expect(loginWith('00000-00000')).rejects.toEqual(refusal('AUTH.TOTP_WRONG'));
    const renew = (totp: string) =>
      auth.ask.request(method.renewRecoveryCodes, { token: first.token, password, totp });
    await expect(renew('')).rejects.toEqual(refusal('AUTH.TOTP_REQUIRED'));
    auth.later(60);
    const renewed = await renew(codeAt(0));
    await expect(loginWith(codes[5] ?? '')).rejects.toEqual(refusal('AUTH.TOTP_WRONG'));
    await expect(loginWith(renewed.codes[5] ?? '')).resolves.toMatchObject({
      operator: { recoveryCodes: 9 },
    });
    const kept = await auth.pool.query<{ digest: string }>('select digest from operator_recovery_codes');
    expect(kept.rows.map(({ digest }) => digest).join()).not.toContain(renewed.codes[0]?.replace('-', ''));
    const { rows } = await auth.pool.query<{ totp_sealed: string }>(
      `select totp_sealed from operators where email = $1`,
      [email],
    );
    expect(rows[0]?.totp_sealed).not.toContain(secret);
    const remove = (password: string) =>
      auth.ask.request(method.removeTotp, { token: first.token, password });
    await expect(remove('wrong')).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    await remove(password);
    await expect(loginWith('')).resolves.toMatchObject({ operator: { totp: false, recoveryCodes: 0 } });
    await expect(renew(codeAt(0))).rejects.toEqual(refusal('AUTH.TOTP_OFF'));
  });
  it('start with a one-time password that permits nothing until it is changed', async () => {
    const { oneTimePassword } = await auth.ask.request(method.createOperator, {
      makerToken: await makerToken(),
      email: 'new@example.com',
      name: 'New',
      role: 'finance',
    });
    const first = await login(oneTimePassword, 'new@example.com');
    expect(first.operator).toMatchObject({ mustChangePassword: true, permissions: [] });
    const change = (newPassword: string) =>
      auth.ask.request(method.changeOperatorPassword, {
        token: first.token,
        currentPassword: oneTimePassword,
        newPassword,
      });
    await expect(change('short')).rejects.toEqual(refusal('AUTH.PASSWORD_UNFIT'));
    const changed = await change('a-password-of-mine');
    expect(changed.operator?.permissions).toContain('quota:settle');
    await expect(auth.ask.request(method.authenticateOperator, { token: first.token })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
    );
    await expect(login('a-password-of-mine', 'new@example.com')).resolves.toMatchObject({
      operator: { mustChangePassword: false },
    });
  });
});

it('restarts with the operators and facts that it had', async () => {
  const told = await auth.pool.query<{ count: number }>(
    `select count(*) from events where type not like 'Device%'`,
  );
  const before = told.rows[0]?.count ?? 0;
  await eventually(() => auth.terms.length === before);
  await auth.restart({ SELF_REGISTRATION: 'off' });
  const { rows } = await auth.pool.query<{ count: number }>(
    `select count(*) from operators where role = 'super_admin'`,
  );
  expect(rows[0]?.count).toBe(1);
  const unknown = auth.newPhone();
  const mails = auth.mail.sent.length;
  await expect(auth.requestOtp(unknown)).resolves.toMatchObject({
    expiresInSeconds: 300,
    resendInSeconds: 60,
  });
  expect(auth.mail.sent).toHaveLength(mails);
  expect(auth.terms.length).toBe(before);
});
