// colleagues.int.spec.ts — colleagues are changed, let in again and removed, never by who may do less; own sessions are seen and ended.
import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { AuthStack, OPERATOR, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;
const PASSWORD = 'a-password-of-its-own';
let people = 0;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const login = (email: string, password: string, userAgent = '') =>
  auth.ask.request(method.loginOperator, {
    ...{ login: email, password },
    client: { address: '10.1.1.1', addressKey: '10.1.1.1', userAgent },
  });
const owner = async () => (await login(OPERATOR.email, OPERATOR.password)).token;
const whoIs = (token: string) => auth.ask.request(method.authenticateOperator, { token });
const ended = refusal('AUTH.OPERATOR_UNAUTHENTICATED');

const colleague = async (role: string) => {
  const email = `colleague-${(people += 1)}@example.com`;
  const made = await auth.ask.request(method.createOperator, { email, role, makerToken: await owner() });
  const first = await login(email, made.oneTimePassword);
  const change = { token: first.token, currentPassword: made.oneTimePassword, newPassword: PASSWORD };
  const { token, operator } = await auth.ask.request(method.changeOperatorPassword, change);
  return { email, token, operatorId: operator?.operatorId ?? '' };
};
const keyOf = async (token: string, scopes: string[]) => {
  const { operatorId } = await whoIs(token);
  const wanted = { operatorId, token, name: 'script', scopes };
  return (await auth.ask.request(method.createApiKey, wanted)).key ?? '';
};

describe('a colleague', () => {
  it('gets another role and name, which hold at once in the open session', async () => {
    const { token, operatorId } = await colleague('operator');
    const askerToken = await owner();
    const change = { operatorId, role: 'finance', name: ' Sri ', askerToken };
    expect(await auth.ask.request(method.changeOperator, change)).toMatchObject({
      ...{ role: 'finance', name: 'Sri' },
    });
    const now = await whoIs(token);
    expect(now.permissions).toContain('books:read');
    expect(now.permissions).not.toContain('subscribers:approve');
    // What is left out stays.
    expect(await auth.ask.request(method.changeOperator, { operatorId, askerToken })).toMatchObject({
      ...{ role: 'finance', name: 'Sri' },
    });
    await expect(
      auth.ask.request(method.changeOperator, { operatorId: newId(), askerToken }),
    ).rejects.toEqual(refusal('AUTH.OPERATOR_UNKNOWN'));
  });

  it('is changed, reset and removed by nobody who may do less', async () => {
    const boss = await colleague('super_admin');
    const helper = await colleague('operator');
    const token = await owner();
    const key = await keyOf(token, ['operators:write']);
    const above = refusal('AUTH.ROLE_ABOVE_OWN');
    for (const askerToken of [key, helper.token]) {
      const of = { operatorId: boss.operatorId, askerToken };
      for (const tried of [
        () => auth.ask.request(method.changeOperator, { ...of, role: 'technician' }),
        () => auth.ask.request(method.changeOperator, { ...of, name: 'x' }),
        () => auth.ask.request(method.resetOperator, { ...of, password: true }),
        () => auth.ask.request(method.removeOperator, of),
        () => auth.ask.request(method.removeOperator, { ...of, onlyCheck: true }),
        () => auth.ask.request(method.removePasskeysOfOperator, of),
        () => auth.ask.request(method.setOperatorMessages, { ...of, messages: [], phone: '0812 0000 0077' }),
      ])
        await expect(tried()).rejects.toEqual(above);
    }
    // Nor is anybody raised above who asks, by themselves or by their key.
    for (const operatorId of [helper.operatorId, boss.operatorId])
      await expect(
        auth.ask.request(method.changeOperator, {
          operatorId,
          role: 'super_admin',
          askerToken: helper.token,
        }),
      ).rejects.toEqual(above);
    expect(await whoIs(boss.token)).toMatchObject({ role: 'super_admin' });
  });

  it('who is the last owner is neither demoted nor removed, whoever asks at once', async () => {
    const token = await owner();
    const own = (await whoIs(token)).operatorId;
    const { items } = await auth.ask.request(method.listOperators, {});
    for (const one of items.filter(({ operatorId, role }) => role === 'super_admin' && operatorId !== own))
      await auth.ask.request(method.removeOperator, { operatorId: one.operatorId, askerToken: token });
    const stays = refusal('AUTH.OPERATOR_STAYS');
    const demoted = (operatorId: string, askerToken: string) =>
      auth.ask.request(method.changeOperator, { operatorId, role: 'admin', askerToken });
    await expect(demoted(own, token)).rejects.toEqual(stays);
    await expect(
      auth.ask.request(method.removeOperator, { operatorId: own, askerToken: token }),
    ).rejects.toEqual(stays);
    const second = await colleague('super_admin');
    // Each would remove the other: one stays.
    const both = await Promise.allSettled([demoted(own, second.token), demoted(second.operatorId, token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const owners = (await auth.ask.request(method.listOperators, {})).items.filter(
      ({ role }) => role === 'super_admin',
    );
    expect(owners).toHaveLength(1);
    // The first owner is there for the tests that follow.
    const left = owners[0]?.operatorId === own ? token : second.token;
    await auth.ask.request(method.changeOperator, {
      ...{ operatorId: own, role: 'super_admin', askerToken: left },
    });
  });

  it('is let in again by a one-time password; the authenticator, passkeys and keys go where asked', async () => {
    const { email, token, operatorId } = await colleague('operator');
    const key = await keyOf(token, ['quota:read']);
    const askerToken = await owner();
    const reset = await auth.ask.request(method.resetOperator, { operatorId, password: true, askerToken });
    expect(reset.operator).toMatchObject({ mustChangePassword: true });
    await expect(whoIs(token)).rejects.toEqual(ended);
    await expect(whoIs(key)).resolves.toMatchObject({ operatorId });
    await expect(login(email, PASSWORD)).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    const again = await login(email, reset.oneTimePassword);
    expect(again.operator).toMatchObject({ mustChangePassword: true, permissions: [] });
    const without = await auth.ask.request(method.resetOperator, {
      ...{ operatorId, totp: true, passkeys: true, keys: true, askerToken },
    });
    expect(without).toMatchObject({ oneTimePassword: '', operator: { totp: false, passkeys: 0 } });
    for (const held of [again.token, key]) await expect(whoIs(held)).rejects.toEqual(ended);
  });

  it('is nobody oneself: the own password is changed by who knows it', async () => {
    const askerToken = await owner();
    const { operatorId } = await whoIs(askerToken);
    await expect(
      auth.ask.request(method.resetOperator, { operatorId, password: true, askerToken }),
    ).rejects.toEqual(refusal('AUTH.OWN_ACCOUNT'));
  });
});

describe('a one-time password', () => {
  it('opens nothing but its own change', async () => {
    const made = await auth.ask.request(method.createOperator, {
      ...{ email: 'first@example.com', role: 'super_admin', makerToken: await owner() },
    });
    const { token } = await login('first@example.com', made.oneTimePassword);
    const password = made.oneTimePassword;
    for (const tried of [
      () => auth.ask.request(method.setUpTotp, { token }),
      () => auth.ask.request(method.confirmTotp, { token, totp: '123456' }),
      () => auth.ask.request(method.renewRecoveryCodes, { token, password, totp: '' }),
      () => auth.ask.request(method.removeTotp, { token, password }),
      () => auth.ask.request(method.listPasskeys, { token }),
      () => auth.ask.request(method.setOperatorMessages, { token, messages: [] }),
      () => auth.ask.request(method.listOperatorSessions, { token }),
      () => auth.ask.request(method.endOwnSessions, { token }),
    ])
      await expect(tried()).rejects.toEqual(refusal('AUTH.PASSWORD_CHANGE_REQUIRED'));
  });
});

describe('own sessions', () => {
  it('are told with where and since when, and end one by one or all others', async () => {
    const { email, token } = await colleague('operator');
    const laptop = await login(email, PASSWORD, 'Firefox on a laptop');
    const phone = await login(email, PASSWORD, 'x'.repeat(400));
    const list = async (by: string) =>
      (await auth.ask.request(method.listOperatorSessions, { token: by })).items;
    const seen = await list(laptop.token);
    expect(seen).toHaveLength(3);
    expect(seen[0]).toMatchObject({
      ...{ current: true, address: '10.1.1.1', userAgent: 'Firefox on a laptop', passkey: false },
    });
    expect(seen.slice(1).map(({ current }) => current)).toEqual([false, false]);
    expect(JSON.stringify(seen)).not.toContain(laptop.token);
    const lost = seen.find(({ userAgent }) => userAgent.startsWith('xx'));
    expect(lost?.userAgent).toHaveLength(300);
    const end = (by: string, sessionId = '') =>
      auth.ask.request(method.endOwnSessions, { token: by, sessionId });
    // Not by a colleague, who knows its id.
    const other = await colleague('operator');
    await expect(end(other.token, lost?.sessionId)).rejects.toEqual(refusal('AUTH.SESSION_UNKNOWN'));
    await end(laptop.token, lost?.sessionId);
    await expect(whoIs(phone.token)).rejects.toEqual(ended);
    await expect(whoIs(token)).resolves.toMatchObject({ email });
    await end(laptop.token);
    await expect(whoIs(token)).rejects.toEqual(ended);
    expect(await list(laptop.token)).toHaveLength(1);
    await expect(whoIs(other.token)).resolves.toMatchObject({});
  });

  it('are seen last when they last asked, to the minute', async () => {
    const { token } = await colleague('operator');
    const seenAt = async () =>
      (await auth.ask.request(method.listOperatorSessions, { token })).items[0]?.lastSeenAt ?? '';
    const before = await seenAt();
    auth.later(61);
    expect(Date.parse(await seenAt()) - Date.parse(before)).toBeGreaterThan(60_000);
  });
});
