import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import {
  AuthOtp,
  DevicesChangedSchema,
  Notification,
  SubscriberTermsChangedSchema,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import {
  connectNats,
  consumeFacts,
  Messenger,
  onFact,
  RefusalError,
  type Consumption,
} from '@saring/messaging';
import {
  accessTokenKey,
  Answers,
  createLogger,
  PG_POOL,
  startService,
  verifyAccessToken,
  type RunningService,
} from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { Secret, TOTP } from 'otpauth';
import type { Pool } from 'pg';
import { authOtp } from '.';

type Send = typeof Notification.method.sendMessage;
const sent: RequestOf<Send>[] = [];
let refuseToSend: string | null = null;

/** Stands in for notification: keeps what it was asked to send. */
@Controller()
class Mailbox {
  @Answers(Notification.method.sendMessage)
  async send(request: RequestOf<Send>): Promise<ReplyOf<Send>> {
    if (refuseToSend) throw new RefusalError(refuseToSend);
    sent.push(request);
    return { messageId: request.commandId, state: 'queued' };
  }
  @Answers(Notification.method.getChannelState)
  async state(): Promise<ReplyOf<typeof Notification.method.getChannelState>> {
    return { channel: 'log' };
  }
}
@Module({ controllers: [Mailbox] })
class MailboxModule {}

let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1000),
  monotonicMilliseconds: () => performance.now(),
};

let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let auth: RunningService;
let mailbox: RunningService;
let pool: Pool;
let facts: Consumption;
const terms: {
  subscriberId: string;
  version: number;
  blocked: boolean;
  role: string;
  blockReason?: string;
}[] = [];
const deviceFacts: { subscriberId: string; version: number }[] = [];
const logger = createLogger('silent');
const env = () => ({
  ...stack.env,
  OPERATOR_EMAIL: 'Boss@Example.com',
  OPERATOR_PASSWORD: 'a-long-password',
});
const method = AuthOtp.method;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  mailbox = await startService(
    { name: 'notification', module: MailboxModule },
    { env: stack.env, nats, logger },
  );
  auth = await startService(authOtp, { env: env(), nats, logger, clock });
  pool = auth.app.get<Pool>(PG_POOL);
  facts = consumeFacts(nats, {
    from: 'auth_otp',
    durable: 'spec',
    onError: () => undefined,
    handlers: [
      onFact(SubscriberTermsChangedSchema, async (fact) => void terms.push(fact)),
      onFact(DevicesChangedSchema, async (fact) => void deviceFacts.push(fact)),
    ],
  });
});
afterAll(async () => {
  await facts.stop();
  await auth.stop();
  await mailbox.stop();
  await nats.close();
  await stack.close();
});
beforeEach(() => {
  refuseToSend = null;
  // Every test is two days after the one before, so that no limit reaches over.
  offsetSeconds += 2 * 86_400;
});

let phones = 10_000_000;
const newPhone = () => `+62812${(phones += 1)}`;
let macs = 16;
const newMac = () => `AA:BB:CC:00:00:${(macs += 1).toString(16).toUpperCase()}`;
const client = (mac = '', address = '10.5.50.2') => ({ site: 'rw05', address, mac, userAgent: 'spec' });
const codeOf = (challengeId: string) =>
  sent.find(({ commandId }) => commandId === challengeId)?.params['code'] ?? '';
const request = (phone: string, mac = '') =>
  ask.request(method.requestOtp, { phone, locale: 'id', client: client(mac) });
const verify = (challengeId: string, code: string, mac = '', moveDevice = false) =>
  ask.request(method.verifyOtp, { challengeId, code, client: client(mac), moveDevice });
const logIn = async (phone = newPhone(), mac = newMac(), moveDevice = false) => {
  const { challengeId } = await request(phone, mac);
  return { phone, mac, ...(await verify(challengeId, codeOf(challengeId), mac, moveDevice)) };
};
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const refusal = (code: string) => expect.objectContaining({ code });

describe('asking for a code', () => {
  it('answers the same for any spelling of any number, and sends six digits', async () => {
    const phone = newPhone();
    const reply = await request(` 0${phone.slice(3)} `);
    expect(reply).toMatchObject({ expiresInSeconds: 300, resendInSeconds: 60 });
    const message = sent[sent.length - 1];
    expect(message).toMatchObject({
      toPhone: phone,
      template: 'otp.code',
      purpose: 'otp',
      locale: 'id',
      site: 'rw05',
    });
    expect(message?.params['code']).toMatch(/^\d{6}$/);
  });
  it('refuses what is no number', () => expect(request('12')).rejects.toEqual(refusal('PHONE.INVALID')));
  it('lets one of two requests at once pass', async () => {
    const phone = newPhone();
    const both = await Promise.allSettled([request(phone), request(phone)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
  it('limits a device that tries phone after phone', async () => {
    const mac = newMac();
    for (let index = 0; index < 5; index += 1) await request(newPhone(), mac);
    await expect(request(newPhone(), mac)).rejects.toEqual(refusal('AUTH.OTP_DAILY_LIMIT'));
    await request(newPhone(), newMac());
  });
  it('counts no code that could not be sent', async () => {
    const phone = newPhone();
    refuseToSend = 'NOTIFICATION.OTP_BUDGET_SPENT';
    await expect(request(phone)).rejects.toEqual(refusal('NOTIFICATION.OTP_BUDGET_SPENT'));
    refuseToSend = null;
    await expect(request(phone)).resolves.toMatchObject({ resendInSeconds: 60 });
  });
  it('keeps no code that could be read from its tables', async () => {
    const { challengeId } = await request(newPhone());
    const { rows } = await pool.query('select * from otp_challenges where id = $1', [challengeId]);
    expect(JSON.stringify(rows)).not.toContain(codeOf(challengeId));
  });
});

describe('proving a code', () => {
  it('makes subscriber, device and session at once, and tells the others', async () => {
    const session = await logIn();
    expect(session).toMatchObject({
      approval: 'approved',
      newSubscriber: true,
      newDevice: true,
      accessExpiresInSeconds: 1_800,
    });
    const claims = verifyAccessToken(
      accessTokenKey(stack.env['SECRETS_KEY'] ?? ''),
      session.accessToken,
      clock.now(),
    );
    expect(claims).toMatchObject({ subscriberId: session.subscriberId, deviceId: session.deviceId });
    const device = await ask.request(method.findDevice, { mac: session.mac.toLowerCase() });
    expect(device).toMatchObject({
      subscriberId: session.subscriberId,
      mac: session.mac,
      privateMac: true,
      lastAddress: '10.5.50.2',
    });
    await eventually(() =>
      terms.some(({ subscriberId, version }) => subscriberId === session.subscriberId && version === 1),
    );
    await eventually(() =>
      deviceFacts.some(({ subscriberId, version }) => subscriberId === session.subscriberId && version === 2),
    );
    const { version } = await ask.request(method.listDevices, { subscriberId: session.subscriberId });
    expect(version).toBe(2);
  });
  it('knows a subscriber and a device again', async () => {
    const first = await logIn();
    offsetSeconds += 400;
    const again = await logIn(first.phone, first.mac);
    expect(again).toMatchObject({
      subscriberId: first.subscriberId,
      deviceId: first.deviceId,
      newSubscriber: false,
      newDevice: false,
    });
  });
  it('gives five tries, counted whoever asks, then the code is dead', async () => {
    const { challengeId } = await request(newPhone());
    const code = codeOf(challengeId);
    for (let left = 4; left >= 0; left -= 1)
      await expect(verify(challengeId, wrong(code))).rejects.toEqual(
        expect.objectContaining({ code: 'AUTH.OTP_WRONG', details: { triesLeft: left } }),
      );
    await expect(verify(challengeId, code)).rejects.toEqual(refusal('AUTH.OTP_DEAD'));
  });
  it('gives one session for one code, however many ask at once', async () => {
    const { challengeId } = await request(newPhone());
    const all = await Promise.allSettled(
      Array.from({ length: 4 }, () => verify(challengeId, codeOf(challengeId), newMac())),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(verify(challengeId, codeOf(challengeId))).rejects.toEqual(refusal('AUTH.OTP_USED'));
  });
  it('registers once when two codes of one number are proved at once', async () => {
    const phone = newPhone();
    const one = await request(phone);
    offsetSeconds += 61;
    const two = await request(phone);
    const sessions = await Promise.all(
      [one, two].map(({ challengeId }) => verify(challengeId, codeOf(challengeId), newMac())),
    );
    expect(sessions[0]?.subscriberId).toBe(sessions[1]?.subscriberId);
    expect(
      (await ask.request(method.listDevices, { subscriberId: sessions[0]?.subscriberId })).items,
    ).toHaveLength(2);
  });
  it('says expired for a code that is over or was never made', async () => {
    const { challengeId } = await request(newPhone());
    offsetSeconds += 301;
    await expect(verify(challengeId, codeOf(challengeId))).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await expect(verify('nonsense', '123456')).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  });
  it('does not burn the code when the database fails in the middle', async () => {
    const { challengeId } = await request(newPhone());
    await pool.query('alter table session_families rename to hidden');
    await expect(verify(challengeId, codeOf(challengeId))).rejects.toThrow();
    await pool.query('alter table hidden rename to session_families');
    await expect(verify(challengeId, codeOf(challengeId))).resolves.toMatchObject({ newSubscriber: true });
  });
});

describe('devices', () => {
  it('evicts one over the limit and ends its session', async () => {
    const first = await logIn();
    for (let index = 0; index < 3; index += 1) {
      offsetSeconds += 1_000;
      await logIn(first.phone);
    }
    const { items } = await ask.request(method.listDevices, { subscriberId: first.subscriberId });
    expect(items).toHaveLength(3);
    expect(items.map(({ mac }) => mac)).not.toContain(first.mac);
    await expect(ask.request(method.refreshSession, { refreshToken: first.refreshToken })).rejects.toEqual(
      refusal('AUTH.SESSION_REVOKED'),
    );
  });
  it('moves from another subscriber only with consent, and the code outlives the question', async () => {
    const before = await logIn();
    const phone = newPhone();
    const { challengeId } = await request(phone, before.mac);
    await expect(verify(challengeId, codeOf(challengeId), before.mac)).rejects.toEqual(
      refusal('AUTH.DEVICE_OF_ANOTHER'),
    );
    const after = await verify(challengeId, codeOf(challengeId), before.mac, true);
    expect(after).toMatchObject({ newDevice: true, newSubscriber: true });
    expect(after.deviceId).not.toBe(before.deviceId);
    expect((await ask.request(method.listDevices, { subscriberId: before.subscriberId })).items).toEqual([]);
    await eventually(
      () => deviceFacts.filter(({ subscriberId }) => subscriberId === before.subscriberId).length === 2,
    );
  });
  it('is labelled and removed by its owner only', async () => {
    const session = await logIn();
    const other = await logIn();
    const device = { subscriberId: session.subscriberId, deviceId: session.deviceId };
    await expect(ask.request(method.labelDevice, { ...device, label: ' HP Ibu ' })).resolves.toMatchObject({
      label: 'HP Ibu',
    });
    const theft = {
      commandId: 'c1',
      subscriberId: other.subscriberId,
      deviceId: session.deviceId,
      actor: 'a',
    };
    await expect(ask.request(method.removeDevice, theft)).rejects.toEqual(refusal('AUTH.DEVICE_UNKNOWN'));
    await ask.request(method.removeDevice, { commandId: 'c2', ...device, actor: 'a' });
    await ask.request(method.removeDevice, { commandId: 'c2', ...device, actor: 'a' });
    await expect(ask.request(method.findDevice, { mac: session.mac })).rejects.toEqual(
      refusal('AUTH.DEVICE_UNKNOWN'),
    );
  });
  it('pages through all subscribers with devices', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { items } = await ask.request(method.listAllDevices, { afterSubscriberId: after, limit: 2 });
      seen.push(...items.map(({ subscriberId }) => subscriberId));
      if (items.length === 0) break;
      after = items[items.length - 1]?.subscriberId ?? '';
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});

describe('sessions', () => {
  const refresh = (refreshToken: string, mac = '') =>
    ask.request(method.refreshSession, { refreshToken, client: client(mac) });

  it('pass on, bear two tabs at once, and end whole when a token comes again later', async () => {
    const session = await logIn();
    const [left, right] = await Promise.all([refresh(session.refreshToken), refresh(session.refreshToken)]);
    expect(left?.refreshToken).not.toBe(right?.refreshToken);
    offsetSeconds += 6;
    const next = await refresh(right?.refreshToken ?? '');
    await expect(refresh(session.refreshToken)).rejects.toEqual(refusal('AUTH.SESSION_REUSED'));
    await expect(refresh(next.refreshToken)).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
  });
  it('take the device that a router tells later, once', async () => {
    const phone = newPhone();
    const { challengeId } = await request(phone);
    const session = await verify(challengeId, codeOf(challengeId));
    expect(session.deviceId).toBe('');
    const [mac, strange] = [newMac(), newMac()];
    const bound = await refresh(session.refreshToken, mac);
    expect(bound).toMatchObject({ newDevice: true });
    const elsewhere = await refresh(bound.refreshToken, strange);
    expect(elsewhere).toMatchObject({ newDevice: false, deviceId: bound.deviceId });
    await expect(ask.request(method.findDevice, { mac: strange })).rejects.toEqual(
      refusal('AUTH.DEVICE_UNKNOWN'),
    );
  });
  it('end when asked, and nonsense ends nothing', async () => {
    const session = await logIn();
    await ask.request(method.endSession, { refreshToken: session.refreshToken });
    await ask.request(method.endSession, { refreshToken: 'nonsense' });
    await expect(refresh(session.refreshToken)).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
    await expect(refresh('nonsense')).rejects.toEqual(refusal('AUTH.SESSION_EXPIRED'));
  });
});

describe('subscribers', () => {
  const create = (commandId: string, phone: string, name = 'Ibu Sari') =>
    ask.request(method.createSubscriber, {
      commandId,
      phone,
      name,
      fields: { block: 'A' },
      site: 'rw05',
      actor: 'op',
    });

  it('are created once, found, listed and changed', async () => {
    const phone = newPhone();
    const made = await create('create-1', phone);
    expect(await create('create-1', phone)).toEqual(made);
    await expect(create('create-1', phone, 'Another')).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    await expect(create('create-2', phone)).rejects.toEqual(refusal('AUTH.PHONE_TAKEN'));
    expect(await ask.request(method.findSubscriber, { phone: `0${phone.slice(3)}` })).toEqual(made);
    const { items } = await ask.request(method.listSubscribers, { query: `0${phone.slice(3)}` });
    expect(items).toEqual([made]);
    const changed = await ask.request(method.updateSubscriber, {
      commandId: 'update-1',
      subscriberId: made.subscriberId,
      role: 'komandan',
      name: 'Sari',
      fields: { room: '3' },
      actor: 'op',
    });
    expect(changed).toMatchObject({
      role: 'komandan',
      name: 'Sari',
      fields: { block: 'A', room: '3' },
      termsVersion: 2,
    });
  });
  it('are blocked with a reason that the others are told', async () => {
    const { subscriberId } = await create('create-3', newPhone());
    const blocked = await ask.request(method.blockSubscriber, {
      commandId: 'block-1',
      subscriberId,
      reason: 'abuse',
      actor: 'op',
    });
    expect(blocked).toMatchObject({ blocked: true, blockReason: 'abuse', termsVersion: 2 });
    await eventually(() =>
      terms.some(
        (fact) => fact.subscriberId === subscriberId && fact.blocked && fact.blockReason === 'abuse',
      ),
    );
    const free = await ask.request(method.unblockSubscriber, {
      commandId: 'block-2',
      subscriberId,
      reason: 'ok',
      actor: 'op',
    });
    expect(free.blocked).toBe(false);
  });
  it('are listed page by page, newest first', async () => {
    for (let index = 0; index < 3; index += 1) {
      offsetSeconds += 1;
      await create(`page-${index}`, newPhone(), `Warga 50%_${index}`);
    }
    const first = await ask.request(method.listSubscribers, { query: '50%_', limit: 2 });
    const second = await ask.request(method.listSubscribers, {
      query: '50%_',
      limit: 2,
      afterId: first.nextAfterId,
    });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'Warga 50%_2',
      'Warga 50%_1',
      'Warga 50%_0',
    ]);
    expect(second.nextAfterId).toBeUndefined();
  });
  it('unknown are told so', async () => {
    await expect(ask.request(method.getSubscriber, { subscriberId: 'x' })).rejects.toEqual(
      refusal('AUTH.SUBSCRIBER_UNKNOWN'),
    );
    await expect(
      ask.request(method.blockSubscriber, { commandId: 'x', subscriberId: 'x', reason: 'r' }),
    ).rejects.toEqual(refusal('AUTH.SUBSCRIBER_UNKNOWN'));
  });
});

describe('operators', () => {
  const login = (password: string, email = 'boss@example.com') =>
    ask.request(method.loginOperator, { login: email, password });

  it('log in, are known by session and by key, and out again', async () => {
    const { token, operator } = await login('a-long-password');
    expect(operator).toMatchObject({
      email: 'boss@example.com',
      role: 'super_admin',
      mustChangePassword: false,
    });
    expect(await ask.request(method.authenticateOperator, { token })).toEqual(operator);
    const { key, apiKeyId } = await ask.request(method.createApiKey, {
      operatorId: operator?.operatorId,
      name: 'script',
    });
    expect(await ask.request(method.authenticateOperator, { token: key })).toEqual(operator);
    const { items } = await ask.request(method.listApiKeys, { operatorId: operator?.operatorId });
    expect(items).toMatchObject([{ apiKeyId, name: 'script' }]);
    expect(items[0]?.key).toBeUndefined();
    await ask.request(method.revokeApiKey, { operatorId: operator?.operatorId, apiKeyId });
    await expect(ask.request(method.authenticateOperator, { token: key })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
    );
    await ask.request(method.endOperatorSession, { token });
    await expect(ask.request(method.authenticateOperator, { token })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
    );
  });
  it('are closed out after wrong passwords, for a while', async () => {
    for (let index = 0; index < 5; index += 1)
      await expect(login('wrong')).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    await expect(login('a-long-password')).rejects.toEqual(refusal('AUTH.OPERATOR_LOCKED'));
    await expect(login('x', 'nobody@example.com')).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    offsetSeconds += 31;
    await expect(login('a-long-password')).resolves.toMatchObject({ expiresInSeconds: 43_200 });
  });
  it('log in by phone, too, and are gone with their sessions and keys when removed; the last super_admin stays', async () => {
    const phone = newPhone();
    const made = await ask.request(method.createOperator, {
      email: 'gone@example.com',
      name: '',
      role: 'super_admin',
      phone,
    });
    const { token, operator } = await login(made.oneTimePassword, `0${phone.slice(3)}`);
    const operatorId = operator?.operatorId ?? '';
    const { key } = await ask.request(method.createApiKey, { operatorId, name: 'k' });
    await ask.request(method.removeOperator, { operatorId });
    for (const held of [token, key])
      await expect(ask.request(method.authenticateOperator, { token: held })).rejects.toEqual(
        refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
      );
    const boss = (await login('a-long-password')).operator?.operatorId ?? '';
    await expect(ask.request(method.removeOperator, { operatorId: boss })).rejects.toEqual(
      refusal('AUTH.OPERATOR_STAYS'),
    );
    await expect(ask.request(method.removeOperator, { operatorId })).rejects.toEqual(
      refusal('AUTH.OPERATOR_STAYS'),
    );
  });
  it('may have a second factor, each code good once', async () => {
    const { oneTimePassword } = await ask.request(method.createOperator, {
      email: 'two@example.com',
      name: '',
      role: 'admin',
    });
    const email = 'two@example.com';
    const first = await login(oneTimePassword, email);
    const { secret, uri } = await ask.request(method.setUpTotp, { token: first.token });
    expect(uri).toContain('otpauth://totp/Saring:two%40example.com');
    const codeAt = (seconds: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: clock.now().getTime() + seconds * 1000,
      });
    await expect(login(oneTimePassword, email)).resolves.toMatchObject({ operator: { totp: false } });
    await expect(ask.request(method.confirmTotp, { token: first.token, totp: codeAt(-300) })).rejects.toEqual(
      refusal('AUTH.TOTP_WRONG'),
    );
    const confirming = codeAt(0);
    await ask.request(method.confirmTotp, { token: first.token, totp: confirming });
    await expect(ask.request(method.setUpTotp, { token: first.token })).rejects.toEqual(
      refusal('AUTH.TOTP_EXISTS'),
    );
    const loginWith = (totp: string) =>
      ask.request(method.loginOperator, { login: email, password: oneTimePassword, totp });
    await expect(loginWith('')).rejects.toEqual(refusal('AUTH.TOTP_REQUIRED'));
    await expect(loginWith(confirming)).rejects.toEqual(refusal('AUTH.TOTP_WRONG'));
    offsetSeconds += 60;
    await expect(loginWith(codeAt(0))).resolves.toMatchObject({ operator: { totp: true } });
    const { rows } = await pool.query<{ totp_sealed: string }>(
      `select totp_sealed from operators where email = $1`,
      [email],
    );
    expect(rows[0]?.totp_sealed).not.toContain(secret);
    const remove = (password: string) => ask.request(method.removeTotp, { token: first.token, password });
    await expect(remove('wrong')).rejects.toEqual(refusal('AUTH.OPERATOR_WRONG'));
    await remove(oneTimePassword);
    await expect(loginWith('')).resolves.toMatchObject({ operator: { totp: false } });
  });
  it('start with a one-time password that permits nothing until it is changed', async () => {
    const { oneTimePassword } = await ask.request(method.createOperator, {
      email: 'new@example.com',
      name: 'New',
      role: 'finance',
    });
    const first = await login(oneTimePassword, 'new@example.com');
    expect(first.operator).toMatchObject({ mustChangePassword: true, permissions: [] });
    const change = (newPassword: string) =>
      ask.request(method.changeOperatorPassword, {
        token: first.token,
        currentPassword: oneTimePassword,
        newPassword,
      });
    await expect(change('short')).rejects.toEqual(refusal('AUTH.PASSWORD_UNFIT'));
    const changed = await change('a-password-of-mine');
    expect(changed.operator?.permissions).toContain('quota:settle');
    await expect(ask.request(method.authenticateOperator, { token: first.token })).rejects.toEqual(
      refusal('AUTH.OPERATOR_UNAUTHENTICATED'),
    );
    await expect(login('a-password-of-mine', 'new@example.com')).resolves.toMatchObject({
      operator: { mustChangePassword: false },
    });
  });
});

it('keeps personal data out of its streams', async () => {
  await logIn();
  const { rows } = await pool.query<{ data: unknown; metadata: unknown }>(
    'select data, metadata from events',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/\+62|AA:BB|10\.5\.50/);
});

it('restarts with the operators and facts that it had', async () => {
  const told = await pool.query<{ count: number }>(
    `select count(*) from events where type not like 'Device%'`,
  );
  const before = told.rows[0]?.count ?? 0;
  await eventually(() => terms.length === before);
  await auth.stop();
  auth = await startService(authOtp, { env: { ...env(), SELF_REGISTRATION: 'off' }, nats, logger, clock });
  pool = auth.app.get<Pool>(PG_POOL);
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) from operators where role = 'super_admin'`,
  );
  expect(rows[0]?.count).toBe(1);
  const unknown = newPhone();
  const mails = sent.length;
  await expect(request(unknown)).resolves.toMatchObject({ expiresInSeconds: 300, resendInSeconds: 60 });
  expect(sent).toHaveLength(mails);
  expect(terms.length).toBe(before);
});
