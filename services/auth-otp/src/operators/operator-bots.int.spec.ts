// operator-bots.int.spec.ts — a number has the operators' words of the bot only once its holder sent the code of an open session.
import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { botCodeIn, newId } from '@saring/kernel';
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

const login = (email: string, password: string) =>
  auth.ask.request(method.loginOperator, {
    ...{ login: email, password },
    client: { address: '10.1.1.1', addressKey: '10.1.1.1', userAgent: '' },
  });
const owner = async () => (await login(OPERATOR.email, OPERATOR.password)).token;
const colleague = async (phone = '') => {
  const email = `bot-${(people += 1)}@example.com`;
  const askerToken = await owner();
  const made = await auth.ask.request(method.createOperator, {
    ...{ email, role: 'operator', makerToken: askerToken },
    ...(phone && { phone }),
  });
  const first = await login(email, made.oneTimePassword);
  const change = { token: first.token, currentPassword: made.oneTimePassword, newPassword: PASSWORD };
  const { token, operator } = await auth.ask.request(method.changeOperatorPassword, change);
  return { email, token, operatorId: operator?.operatorId ?? '' };
};
const open = (token: string) => auth.ask.request(method.openOperatorBotCode, { token });
const prove = (message: string, phone: string) =>
  auth.ask.request(method.proveOperatorBotCode, { code: botCodeIn(message) ?? '', phone });
const find = (phone: string) => auth.ask.request(method.findBotOperator, { phone });
const unknown = refusal('AUTH.OPERATOR_UNKNOWN');

it('opens nothing for a number that was typed alone', async () => {
  const phone = auth.newPhone();
  await colleague(phone);
  await expect(find(phone)).rejects.toEqual(unknown);
});

it('is that of who sent the code of their own session, for 90 days, and of nobody who sends it after', async () => {
  const [phone, other] = [auth.newPhone(), auth.newPhone()];
  const { token, operatorId } = await colleague();
  const { message, toPhone, expiresInSeconds } = await open(token);
  expect([message, toPhone, expiresInSeconds]).toEqual([
    ...[expect.stringMatching(/^HUBUNGKAN [A-Z2-9]{4}-[A-Z2-9]{4}$/), auth.mail.inbox, 600],
  ]);
  expect(await prove('HUBUNGKAN ABCD-2345', phone)).toMatchObject({ proved: false });
  expect(await prove(message, phone)).toMatchObject({ proved: true, locale: 'id' });
  // Its answer may have been lost.
  expect(await prove(message, phone)).toMatchObject({ proved: true });
  expect(await prove(message, other)).toMatchObject({ proved: false });
  await expect(find(other)).rejects.toEqual(unknown);
  const found = await find(phone);
  expect(found).toMatchObject({ operatorId, botPhone: phone, role: 'operator' });
  expect(found.permissions).toContain('counter:sell');
  auth.later(90 * 86_400 + 1);
  await expect(find(phone)).rejects.toEqual(unknown);
});

it('is not opened by a code that is too old, or that a newer one replaced', async () => {
  const { token } = await colleague();
  const [first, second] = [await open(token), await open(token)];
  expect(await prove(first.message, auth.newPhone())).toMatchObject({ proved: false });
  auth.later(601);
  expect(await prove(second.message, auth.newPhone())).toMatchObject({ proved: false });
});

it('of two numbers that send the code at once is one', async () => {
  const { message } = await open((await colleague()).token);
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, async () => (await prove(message, auth.newPhone())).proved),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
});

it('goes to the last operator who proves it, and ends with a wish, a new password and the operator', async () => {
  const phone = auth.newPhone();
  const [first, second] = [await colleague(), await colleague()];
  for (const { token } of [first, second]) await prove((await open(token)).message, phone);
  expect(await find(phone)).toMatchObject({ operatorId: second.operatorId });
  const { token, operatorId, email } = second;
  expect((await auth.ask.request(method.endOperatorBot, { token })).botPhone).toBeUndefined();
  await expect(find(phone)).rejects.toEqual(unknown);
  const waiting = await open(token);
  const change = { token, currentPassword: PASSWORD, newPassword: `${PASSWORD}-2` };
  const { token: next } = await auth.ask.request(method.changeOperatorPassword, change);
  expect(await prove(waiting.message, phone)).toMatchObject({ proved: false });
  await prove((await open(next)).message, phone);
  await auth.ask.request(method.resetOperator, { operatorId, password: true, askerToken: await owner() });
  await expect(find(phone)).rejects.toEqual(unknown);
  await expect(login(email, PASSWORD)).rejects.toMatchObject({ code: 'AUTH.OPERATOR_WRONG' });
});

it('is opened by a session alone, never by a key', async () => {
  const { token, operatorId } = await colleague();
  const key = await auth.ask.request(method.createApiKey, {
    ...{ operatorId, token, name: 'script', scopes: ['subscribers:read'] },
  });
  await expect(open(key.key ?? '')).rejects.toEqual(refusal('AUTH.OPERATOR_UNAUTHENTICATED'));
});

it('given the number of a subscriber that an operator proved, when the account leaves it, then it has no words of operators', async () => {
  const { phone, subscriberId } = await auth.logIn();
  const { token } = await colleague();
  await prove((await open(token)).message, phone);
  await expect(find(phone)).resolves.toMatchObject({ botPhone: phone });
  const change = { subscriberId, commandId: newId(), actor: 'operator', reason: 'SIM' };
  await auth.ask.request(method.setPhone, { ...change, phone: auth.newPhone() });
  await expect(find(phone)).rejects.toEqual(unknown);
});
