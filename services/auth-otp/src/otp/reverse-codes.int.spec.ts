// Codes that people send to us: over real PostgreSQL and NATS.
import { AuthOtp } from '@saring/contracts';
import { reverseCodeIn } from '@saring/kernel';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const open = (mac = auth.newMac()) =>
  auth.ask.request(method.openReverseCode, { locale: 'id', client: auth.client(mac) });
const standing = (challengeId: string) => auth.ask.request(method.getReverseCode, { challengeId });
const prove = (message: string, phone: string) =>
  auth.ask.request(method.proveReverseCode, { code: reverseCodeIn(message) ?? '', phone });

it('proves the number of who sends it, and logs in the browser that showed it, and no other', async () => {
  const [phone, mac] = [auth.newPhone(), auth.newMac()];
  const mails = auth.mail.sent.length;
  const { challengeId, code, message, toPhone } = await open(mac);
  expect([code, toPhone]).toEqual([expect.stringMatching(/^\d{6}$/), auth.mail.inbox]);
  expect(await standing(challengeId)).toMatchObject({ state: 'waiting', expiresInSeconds: 300 });
  // Before the message its digits open nothing.
  await expect(auth.verifyOtp(challengeId, code, mac)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', locale: 'id', site: 'rw05' });
  expect(await standing(challengeId)).toMatchObject({ state: 'proved' });
  const wrong = code === '000000' ? '000001' : '000000';
  await expect(auth.verifyOtp(challengeId, wrong, mac)).rejects.toEqual(refusal('AUTH.OTP_WRONG'));
  const session = await auth.verifyOtp(challengeId, code, mac);
  expect(session).toMatchObject({
    newSubscriber: true,
    newDevice: true,
    deviceId: expect.any(String) as unknown,
  });
  await expect(auth.verifyOtp(challengeId, code, mac)).rejects.toEqual(refusal('AUTH.OTP_USED'));
  expect(auth.mail.sent).toHaveLength(mails);
  expect(await auth.ask.request(method.findSubscriber, { phone })).toMatchObject({ phone });
});

it('is good for the first number alone, and said again by it changes nothing', async () => {
  const [phone, other] = [auth.newPhone(), auth.newPhone()];
  const { challengeId, code, message } = await open();
  const both = await Promise.all([prove(message, phone), prove(message, phone)]);
  expect(both.map(({ outcome }) => outcome)).toEqual(['proved', 'proved']);
  expect(await prove(message, other)).toMatchObject({ outcome: 'taken' });
  await auth.verifyOtp(challengeId, code);
  expect(await prove(message, phone)).toMatchObject({ outcome: 'proved' });
  expect(await prove(message, other)).toMatchObject({ outcome: 'taken' });
  await expect(auth.ask.request(method.findSubscriber, { phone: other })).rejects.toEqual(
    refusal('AUTH.SUBSCRIBER_UNKNOWN'),
  );
});

it('of two numbers that send it at once one has it', async () => {
  const { message } = await open();
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, async () => (await prove(message, auth.newPhone())).outcome),
  );
  expect(outcomes.sort()).toEqual(['proved', 'taken', 'taken', 'taken', 'taken', 'taken']);
});

it('runs out after five minutes, but leaves who sent it in time two minutes to go on', async () => {
  const [late, last] = [await open(), await open()];
  auth.later(299);
  expect(await prove(last.message, auth.newPhone())).toMatchObject({ outcome: 'proved' });
  auth.later(2);
  expect(await prove(late.message, auth.newPhone())).toMatchObject({ outcome: 'expired' });
  await expect(standing(late.challengeId)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  expect(await standing(last.challengeId)).toMatchObject({ state: 'proved' });
  await expect(auth.verifyOtp(last.challengeId, last.code)).resolves.toMatchObject({ newSubscriber: true });
  expect(await prove('MASUK ABCD-2345', auth.newPhone())).toMatchObject({ outcome: 'unknown', site: '' });
});

it('counts for none of the limits of codes that are sent, and is never the answer to a request for one', async () => {
  const [phone, mac] = [auth.newPhone(), auth.newMac()];
  for (let index = 0; index < 8; index += 1) await prove((await open(mac)).message, phone);
  const { challengeId, resendInSeconds } = await auth.requestOtp(phone, mac);
  expect(resendInSeconds).toBe(60);
  expect(auth.codeOf(challengeId)).toMatch(/^\d{6}$/);
});

it('asks what every login asks: a device of another is moved with consent alone', async () => {
  const { mac } = await auth.logIn();
  const { challengeId, code, message } = await open(mac);
  await prove(message, auth.newPhone());
  await expect(auth.verifyOtp(challengeId, code, mac)).rejects.toEqual(refusal('AUTH.DEVICE_OF_ANOTHER'));
  await expect(auth.verifyOtp(challengeId, code, mac, true)).resolves.toMatchObject({ newSubscriber: true });
});

it('is not offered where no channel takes messages, nor taken from strangers where nobody may register', async () => {
  auth.mail.inbox = '';
  await expect(open()).rejects.toEqual(refusal('AUTH.REVERSE_UNAVAILABLE'));
  auth.mail.inbox = '+6281100000001';
  const known = await auth.logIn();
  await auth.restart({ SELF_REGISTRATION: 'off' });
  const [stranger, own] = [await open(), await open(known.mac)];
  expect(await prove(stranger.message, auth.newPhone())).toMatchObject({ outcome: 'closed' });
  expect(await standing(stranger.challengeId)).toMatchObject({ state: 'closed' });
  expect(await prove(own.message, known.phone)).toMatchObject({ outcome: 'proved' });
  await expect(auth.verifyOtp(own.challengeId, own.code, known.mac)).resolves.toMatchObject({
    subscriberId: known.subscriberId,
  });
  await auth.restart({});
});

it('says that it came without a number, and takes the number if it comes after all', async () => {
  const { challengeId, code, message } = await open();
  expect(await prove(message, '')).toMatchObject({ outcome: 'numberless', site: 'rw05' });
  expect(await prove(message, '')).toMatchObject({ outcome: 'numberless' });
  expect(await standing(challengeId)).toMatchObject({ state: 'numberless' });
  await expect(auth.verifyOtp(challengeId, code)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  expect(await prove(message, auth.newPhone())).toMatchObject({ outcome: 'proved' });
  expect(await prove(message, '')).toMatchObject({ outcome: 'taken' });
  await expect(auth.verifyOtp(challengeId, code)).resolves.toMatchObject({ newSubscriber: true });
});
