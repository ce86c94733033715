import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { accessTokenKey, verifyAccessToken } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

describe('asking for a code', () => {
  it('answers the same for any spelling of any number, and sends six digits', async () => {
    const phone = auth.newPhone();
    const reply = await auth.requestOtp(` 0${phone.slice(3)} `);
    expect(reply).toMatchObject({ expiresInSeconds: 300, resendInSeconds: 60 });
    const message = auth.mail.sent[auth.mail.sent.length - 1];
    expect(message).toMatchObject({
      toPhone: phone,
      template: 'otp.code',
      purpose: 'otp',
      locale: 'id',
      site: 'rw05',
    });
    // The code itself is for notification alone to read.
    expect(message?.params).toEqual({});
    expect(auth.codeOf(message?.commandId ?? '')).toMatch(/^\d{6}$/);
  });
  it('refuses what is no number', () =>
    expect(auth.requestOtp('12')).rejects.toEqual(refusal('PHONE.INVALID')));
  it('answers two requests at once, and one that is repeated too soon, with the one open code', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    const mails = auth.mail.sent.length;
    const both = await Promise.all([auth.requestOtp(phone, mac), auth.requestOtp(phone, mac)]);
    expect(both[0]?.challengeId).toBe(both[1]?.challengeId);
    expect(auth.mail.sent).toHaveLength(mails + 1);
    auth.later(20);
    const again = await auth.requestOtp(phone, mac);
    expect(again.challengeId).toBe(both[0]?.challengeId);
    expect(again.expiresInSeconds).toBeLessThanOrEqual(280);
    expect(again.resendInSeconds).toBeLessThanOrEqual(40);
    // Another device is neither handed it nor held up by it: a stranger's request would shut a newcomer out.
    const other = await auth.requestOtp(phone, auth.newMac());
    expect(other.challengeId).not.toBe(again.challengeId);
    expect(auth.mail.sent).toHaveLength(mails + 2);
  });
  it('takes a code that came late, and one that is typed with the number only, on the device that asked', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    const early = await auth.requestOtp(phone, mac);
    auth.later(61);
    const late = await auth.requestOtp(phone, mac);
    expect(late.challengeId).not.toBe(early.challengeId);
    const code = auth.codeOf(early.challengeId);
    const byPhone = (asking: string) =>
      auth.ask.request(method.verifyOtp, { phone, code, client: auth.client(asking) });
    await expect(byPhone(auth.newMac())).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await expect(byPhone(mac)).resolves.toMatchObject({ newSubscriber: true });
    await expect(auth.verifyOtp(late.challengeId, auth.codeOf(late.challengeId))).rejects.toEqual(
      refusal('AUTH.OTP_USED'),
    );
  });
  it('says at once that a number cannot be reached, and counts nothing for it', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    auth.mail.state = 'failed';
    for (let index = 0; index < 7; index += 1)
      await expect(auth.requestOtp(phone, mac)).rejects.toEqual(refusal('AUTH.OTP_UNDELIVERABLE'));
    auth.mail.state = 'sent';
    await expect(auth.requestOtp(phone, mac)).resolves.toMatchObject({
      resendInSeconds: 60,
      delivery: 'sent',
    });
  });
  it('knows a code that was dropped in the queue, and counts nothing for it', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    auth.mail.state = 'queued';
    const { challengeId, delivery } = await auth.requestOtp(phone, mac);
    expect(delivery).toBe('queued');
    auth.mail.state = 'expired';
    const state = () => auth.ask.request(method.getOtpState, { challengeId });
    await expect(state()).resolves.toMatchObject({ delivery: 'failed' });
    auth.mail.state = 'sent';
    await expect(auth.requestOtp(phone, mac)).resolves.toMatchObject({ resendInSeconds: 60 });
    auth.later(301);
    await expect(state()).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  });
  it('that was never ordered, since the process ended in between, is known as such and counts for nothing', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    auth.mail.state = '';
    const { challengeId } = await auth.requestOtp(phone, mac);
    const state = () => auth.ask.request(method.getOtpState, { challengeId });
    await expect(state()).resolves.toMatchObject({ delivery: 'queued' });
    auth.later(11);
    await expect(state()).resolves.toMatchObject({ delivery: 'failed' });
    const again = await auth.requestOtp(phone, mac);
    expect([again.resendInSeconds, again.challengeId === challengeId]).toEqual([60, false]);
    auth.mail.state = 'sent';
  });
  it('cannot be used by strangers to lock a number out of its own device, and an operator lifts the rest', async () => {
    const { phone, mac } = await auth.logIn();
    // With the code of the first login these are all that a number gets in a day.
    for (let index = 0; index < 19; index += 1) {
      const { challengeId } = await auth.requestOtp(phone, auth.newMac());
      for (const code of index < 5 ? ['1', '2'] : []) {
        await expect(auth.verifyOtp(challengeId, code)).rejects.toEqual(refusal('AUTH.OTP_WRONG'));
        await expect(auth.verifyOtp(challengeId, code)).rejects.toEqual(refusal('AUTH.OTP_WRONG'));
      }
    }
    const stranger = auth.newMac();
    await expect(auth.requestOtp(phone, stranger)).rejects.toEqual(refusal('AUTH.OTP_DAILY_LIMIT'));
    await expect(auth.logIn(phone, mac)).resolves.toMatchObject({ newDevice: false });
    expect(auth.mail.sent.at(-1)).toMatchObject({
      lane: 'own',
      sources: [expect.any(String), expect.any(String)],
    });
    const lift = (reason: string) =>
      auth.ask.request(method.liftOtpLimits, { phone, reason, actor: 'operator:x' });
    await expect(lift(' ')).rejects.toEqual(refusal('AUTH.REASON_MISSING'));
    await lift('he called');
    await expect(auth.logIn(phone, stranger)).resolves.toMatchObject({ newDevice: true });
  });
  it('lets who types every code log in as often as they like', async () => {
    const { phone, mac } = await auth.logIn();
    for (let index = 0; index < 8; index += 1) await auth.logIn(phone, mac);
    expect(auth.mail.sent.at(-1)).toMatchObject({ lane: 'own' });
    await auth.requestOtp(auth.newPhone(), auth.newMac());
    expect(auth.mail.sent.at(-1)).toMatchObject({ lane: 'newcomer' });
  });
  it('limits a device that tries phone after phone', async () => {
    const mac = auth.newMac();
    for (let index = 0; index < 5; index += 1) await auth.requestOtp(auth.newPhone(), mac);
    await expect(auth.requestOtp(auth.newPhone(), mac)).rejects.toEqual(refusal('AUTH.OTP_DAILY_LIMIT'));
    await auth.requestOtp(auth.newPhone(), auth.newMac());
  });
  it('counts no code that could not be sent', async () => {
    const phone = auth.newPhone();
    auth.mail.refusesWith = 'NOTIFICATION.OTP_BUDGET_SPENT';
    await expect(auth.requestOtp(phone)).rejects.toEqual(refusal('NOTIFICATION.OTP_BUDGET_SPENT'));
    auth.mail.refusesWith = null;
    await expect(auth.requestOtp(phone)).resolves.toMatchObject({ resendInSeconds: 60 });
  });
  it('keeps no code that could be read from its tables', async () => {
    const { challengeId } = await auth.requestOtp(auth.newPhone());
    const { rows } = await auth.pool.query('select * from otp_challenges where id = $1', [challengeId]);
    expect(JSON.stringify(rows)).not.toContain(auth.codeOf(challengeId));
  });
});

describe('proving a code', () => {
  it('makes subscriber, device and session at once, and publishes them', async () => {
    const session = await auth.logIn();
    expect(session).toMatchObject({
      approval: 'approved',
      newSubscriber: true,
      newDevice: true,
      accessExpiresInSeconds: 1_800,
    });
    const claims = verifyAccessToken(
      accessTokenKey(auth.stack.env['SECRETS_KEY'] ?? ''),
      session.accessToken,
      auth.clock.now(),
    );
    expect(claims).toMatchObject({ subscriberId: session.subscriberId, deviceId: session.deviceId });
    const device = await auth.ask.request(method.findDevice, { mac: session.mac.toLowerCase() });
    expect(device).toMatchObject({
      subscriberId: session.subscriberId,
      mac: session.mac,
      privateMac: true,
      lastAddress: '10.5.50.2',
    });
    await eventually(() =>
      auth.terms.some(({ subscriberId, version }) => subscriberId === session.subscriberId && version === 1),
    );
    await eventually(() =>
      auth.devices.some(
        ({ subscriberId, version }) => subscriberId === session.subscriberId && version === 2,
      ),
    );
    const { version } = await auth.ask.request(method.listDevices, { subscriberId: session.subscriberId });
    expect(version).toBe(2);
  });
  it('knows a subscriber and a device again', async () => {
    const first = await auth.logIn();
    auth.later(400);
    const again = await auth.logIn(first.phone, first.mac);
    expect(again).toMatchObject({
      subscriberId: first.subscriberId,
      deviceId: first.deviceId,
      newSubscriber: false,
      newDevice: false,
    });
  });
  it('allows five attempts from anywhere, then the code is dead', async () => {
    const { challengeId } = await auth.requestOtp(auth.newPhone());
    const code = auth.codeOf(challengeId);
    const another = (by: number) => String((Number(code) + by) % 1_000_000).padStart(6, '0');
    for (let left = 4; left > 0; left -= 1)
      await expect(auth.verifyOtp(challengeId, another(5 - left))).rejects.toEqual(
        expect.objectContaining({ code: 'AUTH.OTP_WRONG', details: { triesLeft: left } }),
      );
    await expect(auth.verifyOtp(challengeId, another(5))).rejects.toEqual(refusal('AUTH.OTP_DEAD'));
    await expect(auth.verifyOtp(challengeId, code)).rejects.toEqual(refusal('AUTH.OTP_DEAD'));
  });
  it('gives one session for one code, however many ask at once', async () => {
    const { challengeId } = await auth.requestOtp(auth.newPhone());
    const all = await Promise.allSettled(
      Array.from({ length: 4 }, () => auth.verifyOtp(challengeId, auth.codeOf(challengeId), auth.newMac())),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(auth.verifyOtp(challengeId, auth.codeOf(challengeId))).rejects.toEqual(
      refusal('AUTH.OTP_USED'),
    );
  });
  it('registers once when two codes of one number are proved at once', async () => {
    const phone = auth.newPhone();
    const one = await auth.requestOtp(phone, auth.newMac());
    auth.later(61);
    const two = await auth.requestOtp(phone, auth.newMac());
    const sessions = await Promise.all(
      [one, two].map(({ challengeId }) =>
        auth.verifyOtp(challengeId, auth.codeOf(challengeId), auth.newMac()),
      ),
    );
    expect(sessions[0]?.subscriberId).toBe(sessions[1]?.subscriberId);
    expect(
      (await auth.ask.request(method.listDevices, { subscriberId: sessions[0]?.subscriberId })).items,
    ).toHaveLength(2);
  });
  it('says expired for a code that is over or was never made', async () => {
    const { challengeId } = await auth.requestOtp(auth.newPhone());
    auth.later(301);
    await expect(auth.verifyOtp(challengeId, auth.codeOf(challengeId))).rejects.toEqual(
      refusal('AUTH.OTP_EXPIRED'),
    );
    await expect(auth.verifyOtp('nonsense', '123456')).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  });
  it('does not burn the code when the database fails in the middle', async () => {
    const { challengeId } = await auth.requestOtp(auth.newPhone());
    await auth.pool.query('alter table session_families rename to hidden');
    await expect(auth.verifyOtp(challengeId, auth.codeOf(challengeId))).rejects.toThrow();
    await auth.pool.query('alter table hidden rename to session_families');
    await expect(auth.verifyOtp(challengeId, auth.codeOf(challengeId))).resolves.toMatchObject({
      newSubscriber: true,
    });
  });
});
