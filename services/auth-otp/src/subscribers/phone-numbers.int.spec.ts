// phone-numbers.int.spec.ts — an account changes its number, and a number changes its holder.
import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { readWholeStream } from '@saring/event-sourcing';
import { PostgresEventStore } from '@saring/event-store';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;
const DAYS = 86_400;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const ask = (subscriberId: string, newPhone: string, mac = '') =>
  auth.ask.request(method.requestPhoneChange, {
    ...{ subscriberId, newPhone, locale: 'id', client: auth.client(mac) },
  });

type Asked = Awaited<ReturnType<typeof ask>>;
const confirmationOf = (subscriberId: string, { current, next }: Asked) => {
  const [currentChallengeId, nextChallengeId] = [current?.challengeId ?? '', next?.challengeId ?? ''];
  return {
    ...{ subscriberId, currentChallengeId, nextChallengeId },
    currentCode: auth.codeOf(currentChallengeId),
    nextCode: auth.codeOf(nextChallengeId),
  };
};
const confirm = (confirmation: ReturnType<typeof confirmationOf>) =>
  auth.ask.request(method.confirmPhoneChange, confirmation);
const otherCode = (code: string) => (code === '111111' ? '222222' : '111111');
const typesOf = async (subscriberId: string) => {
  const events = await readWholeStream(new PostgresEventStore(auth.pool), `subscriber-${subscriberId}`);
  return events.map(({ type }) => type);
};

describe('a change of number', () => {
  it('needs a code on both numbers, and keeps account, devices and sessions', async () => {
    const owner = await auth.logIn();
    const phone = auth.newPhone();
    auth.later(61);
    const confirmation = confirmationOf(owner.subscriberId, await ask(owner.subscriberId, phone, owner.mac));
    expect(await confirm(confirmation)).toMatchObject({ subscriberId: owner.subscriberId, phone });
    // A reply that got lost is asked for again.
    expect(await confirm(confirmation)).toMatchObject({ phone });
    const { items } = await auth.ask.request(method.listDevices, { subscriberId: owner.subscriberId });
    expect(items.map(({ mac }) => mac)).toEqual([owner.mac]);
    expect(await auth.refresh(owner.refreshToken, owner.mac)).toMatchObject({
      subscriberId: owner.subscriberId,
    });
    expect(await typesOf(owner.subscriberId)).toEqual([
      ...['SubscriberRegistered', 'DeviceEnrolled', 'PhoneChanged'],
    ]);
    await eventually(() => {
      for (const [toPhone, template] of [
        [owner.phone, 'phone.changed_from'],
        [phone, 'phone.changed_to'],
      ])
        expect(auth.mail.sent).toContainEqual(expect.objectContaining({ toPhone, template }));
    });
    const { subscriberId } = owner;
    const moved = {
      subscriberId,
      fromPhone: owner.phone,
      toPhone: phone,
      leftAt: expect.any(String) as string,
    };
    await eventually(() => expect(auth.mail.moved).toContainEqual(expect.objectContaining(moved)));
    const { items: holders } = await auth.ask.request(method.findPhoneHolders, {
      phones: [owner.phone, phone],
    });
    expect(holders).toEqual([
      expect.objectContaining({ phone, subscriberId, heldSince: auth.mail.moved[0]?.leftAt }),
    ]);
    // No other service keeps numbers, so no fact carries them: the registration alone was published.
    const facts = auth.terms.filter((fact) => fact.subscriberId === owner.subscriberId);
    expect(facts.map(({ version }) => version)).toEqual([1]);
    auth.later(2 * DAYS);
    expect(await auth.logIn(phone)).toMatchObject({ subscriberId: owner.subscriberId });
    expect((await auth.logIn(owner.phone)).subscriberId).not.toBe(owner.subscriberId);
  });
  it('given a code to log in that is under way, when the number is left, then it lets nobody in', async () => {
    const owner = await auth.logIn();
    auth.later(61);
    const asked = await auth.ask.request(method.requestOtp, {
      ...{ phone: owner.phone, locale: 'id', client: auth.client(owner.mac) },
    });
    await auth.ask.request(method.setPhone, {
      ...{ subscriberId: owner.subscriberId, phone: auth.newPhone(), reason: 'SIM', commandId: newId() },
      actor: 'operator',
    });
    const { challengeId } = asked;
    await expect(
      auth.ask.request(method.verifyOtp, {
        ...{ challengeId, code: auth.codeOf(challengeId), client: auth.client(owner.mac) },
      }),
    ).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  });
  it('says which code is wrong, and counts the try', async () => {
    const owner = await auth.logIn();
    auth.later(61);
    const right = confirmationOf(owner.subscriberId, await ask(owner.subscriberId, auth.newPhone()));
    for (const [which, wrong] of [
      ['current', { ...right, currentCode: otherCode(right.currentCode) }],
      ['next', { ...right, nextCode: otherCode(right.nextCode) }],
    ] as const)
      await expect(confirm(wrong)).rejects.toMatchObject({
        code: 'AUTH.OTP_WRONG',
        details: { which, triesLeft: 4 },
      });
    await confirm(right);
  });
  it('takes no code that logs in, and its own codes log no one in', async () => {
    const owner = await auth.logIn();
    const stranger = await auth.logIn();
    auth.later(61);
    const right = confirmationOf(owner.subscriberId, await ask(owner.subscriberId, auth.newPhone()));
    await expect(auth.verifyOtp(right.currentChallengeId, right.currentCode)).rejects.toEqual(
      refusal('AUTH.OTP_EXPIRED'),
    );
    await expect(confirm({ ...right, subscriberId: stranger.subscriberId })).rejects.toEqual(
      refusal('AUTH.OTP_EXPIRED'),
    );
    const { challengeId } = await auth.requestOtp(stranger.phone, stranger.mac);
    const login = { nextChallengeId: challengeId, nextCode: auth.codeOf(challengeId) };
    await expect(confirm({ ...right, ...login })).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  });
  it('is refused by the limits of codes, for the same number and for one without WhatsApp', async () => {
    const owner = await auth.logIn();
    await expect(ask(owner.subscriberId, owner.phone)).rejects.toEqual(refusal('AUTH.PHONE_SAME'));
    const phone = auth.newPhone();
    const mac = auth.newMac();
    await auth.requestOtp(phone, mac);
    await expect(ask(owner.subscriberId, phone, mac)).rejects.toEqual(refusal('AUTH.OTP_TOO_SOON'));
    auth.mail.state = 'failed';
    const before = auth.mail.sent.length;
    await expect(ask(owner.subscriberId, auth.newPhone())).rejects.toEqual(refusal('AUTH.OTP_UNDELIVERABLE'));
    // The old number got no code for nothing.
    expect(auth.mail.sent.slice(before).map(({ toPhone }) => toPhone)).not.toContain(owner.phone);
  });
  it('gives a number that two want at once to one of them', async () => {
    const [one, other, phone] = [await auth.logIn(), await auth.logIn(), auth.newPhone()];
    auth.later(61);
    const first = confirmationOf(one.subscriberId, await ask(one.subscriberId, phone, one.mac));
    auth.later(61);
    const second = confirmationOf(other.subscriberId, await ask(other.subscriberId, phone, other.mac));
    const outcomes = await Promise.allSettled([confirm(first), confirm(second)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toEqual(refusal('AUTH.PHONE_TAKEN'));
  });
  it('is made by an operator with a reason, once per command', async () => {
    const [owner, other, phone] = [await auth.logIn(), await auth.logIn(), auth.newPhone()];
    const command = { commandId: 'set-1', actor: 'operator:1', reason: 'kartu hilang' };
    const set = (change: object) =>
      auth.ask.request(method.setPhone, { ...command, subscriberId: owner.subscriberId, phone, ...change });
    await expect(set({ reason: ' ' })).rejects.toEqual(refusal('AUTH.REASON_MISSING'));
    await expect(set({ phone: other.phone })).rejects.toEqual(refusal('AUTH.PHONE_TAKEN'));
    expect(await set({})).toMatchObject({ phone });
    expect(await set({})).toMatchObject({ phone });
    await expect(set({ reason: 'lain' })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    await expect(set({ commandId: 'set-2' })).rejects.toEqual(refusal('AUTH.PHONE_SAME'));
  });
});

describe('a number that was long silent', () => {
  const typed = async (phone: string, mac: string) => {
    const { challengeId } = await auth.requestOtp(phone, mac);
    const login = { challengeId, code: auth.codeOf(challengeId), client: auth.client(mac) };
    return (accountAnswer = '') => auth.ask.request(method.verifyOtp, { ...login, accountAnswer });
  };

  it('asks whose account it is, and goes on with it for its owner', async () => {
    const owner = await auth.logIn();
    auth.later(90 * DAYS);
    const answer = await typed(owner.phone, auth.newMac());
    await expect(answer()).rejects.toMatchObject({
      code: 'AUTH.NUMBER_SILENT',
      details: { since: expect.any(String), lastAt: expect.any(String) },
    });
    expect(await answer('mine')).toMatchObject({ subscriberId: owner.subscriberId, newSubscriber: false });
    // It has spoken now.
    auth.later(2 * DAYS);
    expect(await auth.logIn(owner.phone)).toMatchObject({ subscriberId: owner.subscriberId });
  });
  it('starts afresh for its new holder: old devices and sessions end, the account stays', async () => {
    const owner = await auth.logIn();
    auth.later(90 * DAYS);
    const mac = auth.newMac();
    const answer = await typed(owner.phone, mac);
    const fresh = await answer('afresh');
    expect(fresh).toMatchObject({ newSubscriber: true, newDevice: true });
    expect(fresh.subscriberId).not.toBe(owner.subscriberId);
    const { items } = await auth.ask.request(method.listDevices, { subscriberId: owner.subscriberId });
    expect(items).toEqual([]);
    await expect(auth.refresh(owner.refreshToken, owner.mac)).rejects.toBeTruthy();
    expect(await auth.ask.request(method.getSubscriber, { subscriberId: owner.subscriberId })).toMatchObject({
      phone: '',
    });
    expect((await auth.ask.request(method.findSubscriber, { phone: owner.phone })).subscriberId).toBe(
      fresh.subscriberId,
    );
    expect(await typesOf(owner.subscriberId)).toEqual([
      ...['SubscriberRegistered', 'DeviceEnrolled', 'DeviceRemoved', 'PhoneReleased'],
    ]);
    // The first holder gets a number again, with the same account.
    const phone = auth.newPhone();
    const command = { commandId: 'again', actor: 'operator:1', reason: 'nomor baru' };
    await auth.ask.request(method.setPhone, { ...command, subscriberId: owner.subscriberId, phone });
    expect(await auth.logIn(phone)).toMatchObject({ subscriberId: owner.subscriberId });
  });
  it('asks nothing a day earlier, nor on a known device', async () => {
    const owner = await auth.logIn();
    auth.later(90 * DAYS - 60);
    expect(await (await typed(owner.phone, auth.newMac()))()).toMatchObject({ newDevice: true });
    auth.later(90 * DAYS);
    expect(await (await typed(owner.phone, owner.mac))()).toMatchObject({ newDevice: false });
  });
  it('is not started afresh while it is in use, nor where strangers cannot register', async () => {
    const owner = await auth.logIn();
    auth.later(2 * DAYS);
    const early = await typed(owner.phone, auth.newMac());
    await expect(early('afresh')).rejects.toEqual(refusal('AUTH.NUMBER_ASK_OPERATOR'));
    await auth.restart({ SELF_REGISTRATION: 'off' });
    auth.later(90 * DAYS);
    const late = await typed(owner.phone, auth.newMac());
    await expect(late('afresh')).rejects.toEqual(refusal('AUTH.NUMBER_ASK_OPERATOR'));
    expect(await late('mine')).toMatchObject({ subscriberId: owner.subscriberId });
    await auth.restart({});
  });
  it('is released by an operator, once', async () => {
    const owner = await auth.logIn();
    const { subscriberId } = owner;
    const release = { commandId: 'release-1', subscriberId, reason: 'nomor orang lain', actor: 'operator:1' };
    expect(await auth.ask.request(method.releasePhone, release)).toMatchObject({ phone: '' });
    expect(await auth.ask.request(method.releasePhone, release)).toMatchObject({ phone: '' });
    await expect(
      auth.ask.request(method.releasePhone, { ...release, commandId: 'release-2' }),
    ).rejects.toEqual(refusal('AUTH.PHONE_MISSING'));
    await expect(ask(subscriberId, auth.newPhone())).rejects.toEqual(refusal('AUTH.PHONE_MISSING'));
    auth.later(61);
    expect((await auth.logIn(owner.phone)).subscriberId).not.toBe(subscriberId);
  });
});
